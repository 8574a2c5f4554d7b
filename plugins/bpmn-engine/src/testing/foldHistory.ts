import { apply } from '../state/apply';
import type { StateChange } from '../state/change';
import { InstanceRows } from '../state/rows';

/** What an instance is, if its history is true: every change applied to nothing. */
export function foldHistory(changes: Iterable<StateChange>): InstanceRows {
  const rows = new InstanceRows();
  for (const change of changes) {
    apply(rows, change);
  }
  return rows;
}
