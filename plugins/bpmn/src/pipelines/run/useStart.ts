import { useCallback, useRef } from 'react';
import { useNavigate } from 'react-router-dom';
import { v4 as uuid } from 'uuid';
import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import type {
  JsonObject,
  ProcessDefinition,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { bpmnApiRef } from '../../api';
import { useUploads, type FilledForm } from '../../forms';
import { Deed, useDeed } from '../../parts/useDeed';
import { runRouteRef } from '../../routes';

/** What a run begins with: a form, or variables as they are. */
export type StartWith =
  | FilledForm
  | { readonly variables: JsonObject; readonly businessKey?: string };

/** Begins a run, and goes to its page. */
export function useStart({ processId }: ProcessDefinition): Deed<StartWith> {
  const api = useApi(bpmnApiRef);
  const navigate = useNavigate();
  const runLink = useRouteRef(runRouteRef);
  const sent = useRef({ body: '', key: '' });
  const variablesOf = useUploads(
    useCallback(
      file => api.addStartFile({ processId, name: file.name, content: file }),
      [api, processId],
    ),
  );
  return useDeed(
    useCallback(
      async (given: StartWith) => {
        const body = {
          processId,
          ...('schema' in given
            ? { variables: await variablesOf(given) }
            : given),
        };
        // Tried again after a lost answer it is begun once; something else is another run.
        const text = JSON.stringify(body);
        if (sent.current.body !== text) {
          sent.current = { body: text, key: uuid() };
        }
        const idempotencyKey = sent.current.key;
        const { id } = await api.startInstance({ body }, { idempotencyKey });
        if (runLink) {
          navigate(runLink({ instanceId: id }));
        }
      },
      [api, navigate, processId, runLink, variablesOf],
    ),
  );
}
