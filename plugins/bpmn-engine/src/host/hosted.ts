import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { FlowNode, ProcessDefinition } from '../model/graph';
import type { StateChange } from '../state/change';
import type { InstanceRows } from '../state/rows';
import type { JobWait, Key, Variables } from '../state/state';

/** A process instance in memory, with its whole history. */
export interface HostedInstance {
  readonly id: string;
  readonly definition: ProcessDefinition;
  readonly rows: InstanceRows;
  readonly history: StateChange[];
  /** Whoever called it. */
  readonly caller?: { readonly instanceId: string; readonly waitKey: Key };
  lastKey: Key;
}

/** A job that is to be done. */
export interface HostedJob {
  readonly instance: HostedInstance;
  readonly node: FlowNode;
  readonly wait: JobWait;
  /** Reads a variable as the job sees it. */
  readonly variable: (name: string) => JsonValue | undefined;
}

/** What a job handler answers; nothing leaves the job open. */
export type JobAnswer =
  | { readonly complete: Variables; readonly after?: number }
  | { readonly fail: string; readonly retries?: number }
  | { readonly error: string };

/** Whether a wait is fulfilled already, only that its instance is suspended. */
export function isHeld({ held }: InstanceRows, waitKey: Key): boolean {
  return held.some(
    command => command.type === 'fulfilWait' && command.waitKey === waitKey,
  );
}

/** A variable as an element instance sees it. */
export function variableOf(
  rows: InstanceRows,
  from: Key,
  name: string,
): JsonValue | undefined {
  for (let key = from; key !== 0; ) {
    const value = rows.variable(key, name);
    if (value !== undefined) {
      return value;
    }
    key = rows.elementInstance(key)?.scopeKey ?? 0;
  }
  return undefined;
}

/** Whether an instance has not ended. */
export function isRunning({ rows }: HostedInstance): boolean {
  const state = rows.instanceRow?.state;
  return state === 'active' || state === 'suspended';
}
