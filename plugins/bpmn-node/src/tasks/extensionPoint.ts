import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { TaskNotifier } from './taskNotifier';
import type { TaskWatcher } from './taskWatcher';

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

/**
 * Where modules bring those who hear which tasks have changed.
 *
 * @public
 */
export interface BpmnTaskWatchersExtensionPoint {
  /** Adds one who hears of tasks. */
  addTaskWatcher(watcher: TaskWatcher): void;
}

/**
 * Where modules bring those who hear which tasks have changed.
 *
 * @public
 */
export const bpmnTaskWatchersExtensionPoint =
  createExtensionPoint<BpmnTaskWatchersExtensionPoint>({
    id: 'bpmn.taskWatchers',
  });
