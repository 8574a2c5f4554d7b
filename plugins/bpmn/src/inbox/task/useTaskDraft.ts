import { useApi } from '@backstage/frontend-plugin-api';
import type { UserTaskDetails } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useCallback, useEffect, useRef } from 'react';
import { bpmnApiRef } from '../../api';
import { withoutChosenFiles } from '../../forms';

/** How long somebody has to pause before what they have typed is kept, in milliseconds. */
const PAUSE = 1_500;

/** Keeps what is typed into the form of a task, so that it is there when one comes back. */
export function useTaskDraft({
  id: taskId,
  canComplete,
}: UserTaskDetails): (values: object) => void {
  const api = useApi(bpmnApiRef);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const last = useRef<string>();
  useEffect(() => () => clearTimeout(timer.current), []);

  return useCallback(
    values => {
      const variables = withoutChosenFiles(values);
      const written = JSON.stringify(variables);
      const isFirst = last.current === undefined;
      if (written === last.current) {
        return;
      }
      last.current = written;
      clearTimeout(timer.current);
      // The form tells as well what it begins with.
      if (isFirst || !canComplete) {
        return;
      }
      timer.current = setTimeout(() => {
        // A draft is a convenience: what is typed is still on the screen.
        api.saveTaskDraft({ taskId, body: { variables } }).catch(() => {});
      }, PAUSE);
    },
    [api, taskId, canComplete],
  );
}
