import { useApi } from '@backstage/frontend-plugin-api';
import {
  BpmnApiError,
  type DeploymentResult,
  type ResourceProblem,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { bpmnApiRef } from '../../api';
import { resourcesOf } from '../draft/bundle';
import type { Editor } from '../draft/useEditor';

/** How far a deployment is. */
export type DeploymentState =
  | { readonly kind: 'checking' }
  | { readonly kind: 'checked'; readonly problems: readonly ResourceProblem[] }
  | {
      readonly kind: 'deploying';
      readonly problems: readonly ResourceProblem[];
    }
  | { readonly kind: 'deployed'; readonly result: DeploymentResult }
  | {
      readonly kind: 'failed';
      readonly message: string;
      readonly problems: readonly ResourceProblem[];
    };

/** Has the back end check the draft, and deploys it if that is wanted. */
export function useDeployment(
  editor: Editor,
  onProblems: (problems: readonly ResourceProblem[]) => void,
) {
  const { saver, bundle } = editor;
  const api = useApi(bpmnApiRef);
  const [state, setState] = useState<DeploymentState>({ kind: 'checking' });
  const show = useRef(onProblems);
  show.current = onProblems;

  const saved = useSaved(editor);
  const refused = (error: unknown) => {
    const problems =
      error instanceof BpmnApiError ? error.problem.problems ?? [] : [];
    show.current(problems.filter(isOf(bundle().model.name)));
    setState({ kind: 'failed', message: (error as Error).message, problems });
  };
  const refusal = useRef(refused);
  refusal.current = refused;

  const check = useCallback(async () => {
    setState({ kind: 'checking' });
    try {
      const { problems } = await api.checkResources({ body: await saved() });
      show.current(problems.filter(isOf(bundle().model.name)));
      setState({ kind: 'checked', problems });
    } catch (error) {
      refusal.current(error);
    }
  }, [api, saved, bundle]);

  useEffect(() => {
    check();
  }, [check]);

  const deploy = async (problems: readonly ResourceProblem[]) => {
    setState({ kind: 'deploying', problems });
    try {
      const body = await saved();
      const { id, revision } = saver.saved;
      const result = await api.deploy({
        body: { ...body, draft: { id, revision } },
      });
      setState({ kind: 'deployed', result });
    } catch (error) {
      refused(error);
    }
  };
  return { state, check, deploy };
}

/** Saves the draft, and gives what is in it then. */
function useSaved({ modeler, saver, bundle }: Editor) {
  return useCallback(async () => {
    await saver.flush();
    const { ownerRef } = saver.saved;
    return {
      ownerRef,
      resources: resourcesOf(bundle(), await modeler.saveXml()),
    };
  }, [modeler, saver, bundle]);
}

function isOf(name: string) {
  return ({ resource }: ResourceProblem) =>
    resource === name || resource === '';
}
