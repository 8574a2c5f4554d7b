import {
  firstDue,
  parseSchedule,
  type ProcessDefinition,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';

/**
 * When the history of an instance that ends now can go, epoch milliseconds. Undefined: its process does not say, so what is configured
 * counts.
 */
export function removeAtOf(
  { timeToLive }: Pick<ProcessDefinition, 'timeToLive'>,
  endedAt: number,
): number | undefined {
  if (timeToLive === undefined) {
    return undefined;
  }
  const parsed = parseSchedule('duration', timeToLive);
  return 'schedule' in parsed ? firstDue(parsed.schedule, endedAt) : undefined;
}
