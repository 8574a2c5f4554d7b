import type {
  HistoryEntry,
  JsonObject,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';

const TELLERS: Readonly<
  Record<string, (change: JsonObject) => string | undefined>
> = {
  elementEntered: ({ elementId }) => `${elementId} has begun`,
  waitOpened: ({ wait }) => {
    const { kind, elementId } = wait as JsonObject;
    return kind === 'userTask'
      ? `${elementId} waits for somebody to do it`
      : undefined;
  },
  incidentRaised: ({ incident }) => {
    const { elementId, message } = incident as JsonObject;
    return `Incident at ${elementId}: ${message}`;
  },
  errorThrown: ({ elementId, code }) => `${elementId} has thrown error ${code}`,
  instanceEnded: ({ state }) => `The run has ${state}`,
};

/** What has happened, for people. */
export function linesOf({ changes }: HistoryEntry): readonly string[] {
  return changes.flatMap(change => TELLERS[change.type]?.(change) ?? []);
}
