export { FORMAT, NewerFormat } from './format';
export type {
  InstanceRecord,
  InstanceWrite,
  LedgerRow,
  LoadedInstance,
  OutboxRow,
  StoredInstance,
} from './InstanceRecord';
export {
  INSTANCE_COLUMNS,
  InstanceQueries,
  type HistoryRow,
  type InstanceRow,
  type InstanceSearch,
  type Slice,
  type WaitRow,
} from './InstanceQueries';
export { LedgerQueries, type VariableChangeRow } from './LedgerQueries';
export { InstanceStore, viewOf } from './InstanceStore';
export type { RowsWanted } from './loading';
export type {
  TaskDecision,
  TaskEnd,
  TaskMeant,
  TaskRow,
  TaskWrites,
} from './TaskWrites';
