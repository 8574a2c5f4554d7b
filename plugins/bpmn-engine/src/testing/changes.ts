import { apply } from '../state/apply';
import type { StateChange } from '../state/change';
import { InstanceRows } from '../state/rows';
import type { Incident, TimerWait } from '../state/state';

export const ROOT = 1;

export const started: readonly StateChange[] = [
  { type: 'instanceStarted', instanceId: 'i', processId: 'p', rootKey: ROOT },
  { type: 'elementEntered', key: ROOT, elementId: 'p', scopeKey: 0 },
];

export const entered = (
  key: number,
  elementId = 'a',
  more: Partial<Extract<StateChange, { type: 'elementEntered' }>> = {},
): StateChange => ({
  type: 'elementEntered',
  key,
  elementId,
  scopeKey: ROOT,
  ...more,
});

export const moved = (
  key: number,
  to: Extract<StateChange, { type: 'lifecycleMoved' }>['to'],
): StateChange => ({ type: 'lifecycleMoved', key, elementId: 'a', to });

export const taken = (flowId: string, joinId?: string): StateChange => ({
  type: 'sequenceFlowTaken',
  flowId,
  scopeKey: ROOT,
  joinId,
});

export const wait: TimerWait = {
  kind: 'timer',
  key: 7,
  elementInstanceKey: 2,
  elementId: 'a',
  dueAt: 5,
  schedule: { kind: 'date', at: 5 } as any,
  fired: 0,
  catchUp: 'once',
};

export const incident: Incident = {
  key: 8,
  elementInstanceKey: 2,
  elementId: 'a',
  kind: 'jobFailed',
  message: 'no',
};

export function rowsAfter(...changes: readonly StateChange[]): InstanceRows {
  const rows = new InstanceRows();
  for (const change of [...started, ...changes]) {
    apply(rows, change);
  }
  return rows;
}
