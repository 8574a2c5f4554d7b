import type { StateChange } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';

/**
 * How many characters of JSON changes add to what an instance holds besides its variables: copies of these, for compensation, with events, calls
 * and incidents. What of it goes is not known: an instance that has gained much is loaded anew some time.
 */
export function keptBytes(changes: readonly StateChange[]): number {
  let bytes = 0;
  for (const change of changes) {
    const copied = copiedBy(change);
    if (copied !== undefined) {
      bytes += JSON.stringify(copied).length;
    }
  }
  return bytes;
}

function copiedBy(change: StateChange): unknown {
  switch (change.type) {
    case 'compensationRecorded':
      return change.record.variables;
    case 'elementEntered':
      return change.cause?.kind === 'event'
        ? change.cause.variables
        : undefined;
    case 'waitOpened':
    case 'waitChanged':
      return change.wait.kind === 'childInstance'
        ? change.wait.variables
        : change.wait.collected;
    case 'incidentRaised':
      return change.incident.resumes?.variables;
    case 'commandHeld':
      return change.command;
    default:
      return undefined;
  }
}
