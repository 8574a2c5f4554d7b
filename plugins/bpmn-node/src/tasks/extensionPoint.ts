import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { TaskNotifier } from './taskNotifier';

/**
 * Where modules bring channels on which people are told of their tasks.
 *
 * @public
 */
export interface BpmnTaskNotifiersExtensionPoint {
  /** Adds a channel. Throws if its name is taken. */
  addTaskNotifier(notifier: TaskNotifier): void;
}

/**
 * Where modules bring channels on which people are told of their tasks.
 *
 * @public
 */
export const bpmnTaskNotifiersExtensionPoint =
  createExtensionPoint<BpmnTaskNotifiersExtensionPoint>({
    id: 'bpmn.taskNotifiers',
  });
