import type { ProcessInstance } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { OUTCOME_WORDS, outcomeOf, type RunOutcome } from '../parts/RunState';
import { counted } from '../parts/quantities';

const ORDER: readonly RunOutcome[] = [
  'incident',
  'waiting',
  'completed',
  'running',
  'suspended',
  'cancelled',
];

/** The latest runs in words, e.g. `Last 3 runs: 1 needs attention, 2 completed`. */
export function trendInWords(runs: readonly ProcessInstance[]): string {
  if (runs.length === 0) {
    return 'No runs yet';
  }
  const parts = ORDER.flatMap(outcome => {
    const count = runs.filter(run => outcomeOf(run) === outcome).length;
    return count > 0
      ? [`${count} ${OUTCOME_WORDS[outcome].toLowerCase()}`]
      : [];
  });
  return `Last ${counted(runs.length, 'run')}: ${parts.join(', ')}`;
}
