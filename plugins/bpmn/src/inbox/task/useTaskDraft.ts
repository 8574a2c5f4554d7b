import { useApi } from '@backstage/frontend-plugin-api';
import type { UserTaskDetails } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useCallback, useEffect, useRef } from 'react';
import { bpmnApiRef } from '../../api';
import { withoutChosenFiles } from '../../forms';

/** How long somebody has to pause before what they have typed is kept, in milliseconds. */
const PAUSE = 1_500;

/** Whoever does not pause has it kept that often, in milliseconds. */
const LONGEST = 6_000;

/** Keeps what is typed for a task, so that it is there when one comes back; also when one leaves in the middle of a word. */
export function useTaskDraft({
  id: taskId,
  canComplete,
}: UserTaskDetails): (values: object) => void {
  const api = useApi(bpmnApiRef);
  const pending = useRef<object>();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const since = useRef(0);

  const save = useCallback(() => {
    clearTimeout(timer.current);
    const values = pending.current;
    pending.current = undefined;
    since.current = 0;
    if (values) {
      const variables = withoutChosenFiles(values);
      // A draft is a convenience: what is typed is still on the screen, and that of a task that was just done is refused.
      api.saveTaskDraft({ taskId, body: { variables } }).catch(() => {});
    }
  }, [api, taskId]);
  useEffect(() => save, [save]);

  return useCallback(
    values => {
      if (!canComplete) {
        return;
      }
      pending.current = values;
      since.current ||= Date.now();
      clearTimeout(timer.current);
      const left = since.current + LONGEST - Date.now();
      timer.current = setTimeout(save, Math.max(0, Math.min(PAUSE, left)));
    },
    [canComplete, save],
  );
}
