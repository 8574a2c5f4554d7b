import type {
  JobScript,
  JsonObject,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/**
 * Work that a process waits for, as it is handed to a {@link JobHandler}. Plain data; opaque strings are to be compared, never parsed.
 *
 * @public
 */
export interface Job {
  /** Opaque. The same for every try. */
  readonly id: string;
  /** Opaque. Names this try: an answer to an earlier one is refused. */
  readonly attemptId: string;
  /**
   * Opaque. The same for every try of the work: after a failure, a lost lease, a crash, and an incident that somebody resolved. Pass it to
   * whoever does the deed, so that what is repeated is done once.
   */
  readonly idempotencyKey: string;
  /** Job type, e.g. `script:python`. */
  readonly type: string;
  /** Process instance that waits. Opaque. */
  readonly instanceId: string;
  /** Id of its process, which is also the name of the process in the catalog. */
  readonly processId: string;
  /** Version of the process that the instance runs on: 1, 2, … */
  readonly version: number;
  /** Id of the element that waits. */
  readonly elementId: string;
  /** As people call it. */
  readonly elementName?: string;
  /**
   * Entity reference of the group that owns the process. The work is done in its name, never in that of whoever started the instance:
   * what a handler reads or uses is to be narrowed to what this group may.
   */
  readonly owner: string;
  /** Task headers: fixed texts of the model. */
  readonly headers: Readonly<Record<string, string>>;
  /** Every variable that the element sees, input mappings included. */
  readonly variables: JsonObject;
  /** Of a script task: what is to be run. */
  readonly script?: JobScript;
  /** Tries that are left, this one included. */
  readonly retries: number;
  /** When this try is aborted; epoch milliseconds. */
  readonly deadline: number;
}
