import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  TASKS_CHANNEL,
  type TaskSignal,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useEffect } from 'react';

/** How often one asks anew where nobody tells, in milliseconds. */
export const POLLING = 20_000;

/** How long what comes right after a call has to wait, in milliseconds: many signals are few questions. */
export const SIGNAL_PAUSE = 1_000;

/**
 * Calls back when the back end says that tasks of whoever is signed in have changed, or one of them, if its id is given: at once, and then at most
 * every second. Where there are no signals, nothing is heard.
 */
export function useTaskSignals(onChange: () => void, taskId?: string): void {
  const signals = useApiHolder().get(signalApiRef);
  useEffect(() => {
    if (!signals) {
      return undefined;
    }
    const calls = paused(onChange);
    const { unsubscribe } = signals.subscribe(TASKS_CHANNEL, message => {
      const { taskIds } = message as unknown as TaskSignal;
      const isMeant =
        taskId === undefined ||
        taskIds.length === 0 ||
        taskIds.includes(taskId);
      if (isMeant) {
        calls.call();
      }
    });
    return () => {
      unsubscribe();
      calls.cancel();
    };
  }, [signals, onChange, taskId]);
}

/** Calls at once, then not until a pause is over; what has come meanwhile is one call. */
function paused(onChange: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isWanted = false;
  const call = () => {
    if (timer !== undefined) {
      isWanted = true;
      return;
    }
    onChange();
    timer = setTimeout(() => {
      timer = undefined;
      if (isWanted) {
        isWanted = false;
        call();
      }
    }, SIGNAL_PAUSE);
  };
  return { call, cancel: () => clearTimeout(timer) };
}
