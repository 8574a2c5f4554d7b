import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  bpmnTaskNotifiersExtensionPoint,
  bpmnTaskWatchersExtensionPoint,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import { NotificationTaskNotifier } from './notices/NotificationTaskNotifier';
import { SignalTaskWatcher } from './signals/SignalTaskWatcher';

/** Notifications to whoever gets a task, and signals to whoever looks at tasks. */
export const bpmnModuleNotifications = createBackendModule({
  pluginId: 'bpmn',
  moduleId: 'notifications',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        notifications: notificationService,
        signals: signalsServiceRef,
        taskNotifiers: bpmnTaskNotifiersExtensionPoint,
        taskWatchers: bpmnTaskWatchersExtensionPoint,
      },
      async init({ config, notifications, signals, ...points }) {
        if (config.getOptionalBoolean('bpmn.notifications.tasks') ?? true) {
          points.taskNotifiers.addTaskNotifier(
            new NotificationTaskNotifier(notifications),
          );
        }
        points.taskWatchers.addTaskWatcher(new SignalTaskWatcher(signals));
      },
    });
  },
});
