import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import { BpmnApiError } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { bpmnApiRef } from '../../api';
import { draftRouteRef } from '../../routes';
import { emptyProcess } from './emptyProcess';

/** What a new pipeline is to be. */
export interface NewPipeline {
  readonly name: string;
  readonly processId: string;
  readonly ownerRef: string;
}

/** Begins a draft and goes to it; to the one that is there, if there is one already. */
export function useBeginDraft() {
  const api = useApi(bpmnApiRef);
  const navigate = useNavigate();
  const draftPath = useRouteRef(draftRouteRef);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  const begin = async ({ name, processId, ownerRef }: NewPipeline) => {
    setBusy(true);
    setProblem(undefined);
    try {
      const { id } = await api.createDraft({
        body: {
          processId,
          ownerRef,
          resources: [
            {
              name: `${processId}.bpmn`,
              content: emptyProcess({ processId, name }),
            },
          ],
        },
      });
      navigate(draftPath?.({ draftId: id }) ?? `/modeler/${id}`);
    } catch (error) {
      setBusy(false);
      setProblem(problemOf(error, processId));
    }
  };
  return { begin, isBusy, problem };
}

function problemOf(error: unknown, processId: string): string {
  return error instanceof BpmnApiError && error.problem.code === 'draftExists'
    ? `Your team has a draft of ${processId} already. Open it below, or choose another name.`
    : (error as Error).message;
}
