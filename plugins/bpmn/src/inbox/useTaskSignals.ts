import { useSignal } from '@backstage/plugin-signals-react';
import { TASKS_CHANNEL } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useEffect } from 'react';

/** How often one asks anew where nobody tells, in milliseconds. */
export const POLLING = 20_000;

/** Calls back when the back end says that tasks of whoever is signed in have changed. Where there are no signals, nothing is heard. */
export function useTaskSignals(onChange: () => void): void {
  const { lastSignal } = useSignal(TASKS_CHANNEL);
  useEffect(() => {
    if (lastSignal) {
      onChange();
    }
  }, [lastSignal, onChange]);
}
