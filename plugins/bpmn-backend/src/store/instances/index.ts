export type {
  InstanceRecord,
  InstanceWrite,
  LedgerRow,
  LoadedInstance,
  OutboxRow,
} from './InstanceRecord';
export { InstanceStore } from './InstanceStore';
export type { RowsWanted } from './loading';
export type {
  TaskDecision,
  TaskEnd,
  TaskMeant,
  TaskRow,
  TaskWrites,
} from './TaskWrites';
