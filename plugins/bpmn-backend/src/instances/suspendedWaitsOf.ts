import type {
  InstanceRows,
  Key,
  StateChange,
  StoredWrites,
  Wait,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';

/** Kinds of waits that workers take on when they are due. */
const TAKEN_ON: ReadonlySet<Wait['kind']> = new Set(['job', 'timer'] as const);

/**
 * Waits that nobody is to take on any more, or that can be taken on again, because their instance was suspended or resumed. Undefined if
 * it was neither. Those that are `written` anyway say so themselves.
 */
export function suspendedWaitsOf(
  changes: readonly StateChange[],
  { waits }: InstanceRows,
  written: StoredWrites['waits'],
): readonly Key[] | undefined {
  const isConcerned = changes.some(
    ({ type }) => type === 'instanceSuspended' || type === 'instanceResumed',
  );
  if (!isConcerned) {
    return undefined;
  }
  const put = new Set(written.put.map(({ key }) => key));
  return Array.from(waits.values())
    .filter(({ key, kind }) => TAKEN_ON.has(kind) && !put.has(key))
    .map(({ key }) => key);
}
