export {
  bpmnTaskNotifiersExtensionPoint,
  bpmnTaskWatchersExtensionPoint,
  type BpmnTaskNotifiersExtensionPoint,
  type BpmnTaskWatchersExtensionPoint,
} from './extensionPoint';
export type {
  TaskNotice,
  TaskNoticeContext,
  TaskNotifier,
  TaskTelling,
} from './taskNotifier';
export type { TaskChange, TaskWatcher } from './taskWatcher';
