export {
  bpmnTaskNotifiersExtensionPoint,
  type BpmnTaskNotifiersExtensionPoint,
} from './extensionPoint';
export type {
  TaskNotice,
  TaskNoticeContext,
  TaskNotifier,
  TaskTelling,
} from './taskNotifier';
