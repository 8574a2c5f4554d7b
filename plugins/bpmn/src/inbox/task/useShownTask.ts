import type { UserTaskDetails } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useCallback, useState } from 'react';

/**
 * A task as it is before the eyes of whoever does it. It follows the back end until something is typed: values that have changed are seen, and
 * those that are hidden from others are there for who has got the task. From then on it stays as it is, or what is typed would be lost.
 */
export function useShownTask(task: UserTaskDetails) {
  const [isTyped, setTyped] = useState(false);
  const [shown, setShown] = useState(task);
  // A task that is over has nothing to show: what was decided on stays.
  const isNews =
    task.shownHash !== undefined && task.shownHash !== shown.shownHash;
  if (isNews && !isTyped) {
    setShown(task);
  }
  return { shown, noteTyped: useCallback(() => setTyped(true), []) };
}
