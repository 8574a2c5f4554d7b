export type {
  DecisionRecord,
  TaskFilters,
  TaskQuery,
  TaskRecord,
  TaskSort,
  TaskState,
} from './TaskRecord';
export { TaskStore } from './TaskStore';
