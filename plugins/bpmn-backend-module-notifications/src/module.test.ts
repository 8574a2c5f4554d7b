import {
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  bpmnTaskNotifiersExtensionPoint,
  bpmnTaskWatchersExtensionPoint,
  type TaskNotice,
  type TaskNotifier,
  type TaskWatcher,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import bpmnModuleNotifications from './index';

const ADA = 'user:default/ada';

const notice: TaskNotice = {
  taskId: 'task-1',
  taskName: 'Approve',
  elementId: 'approve',
  instanceId: 'instance-1',
  processId: 'order',
  processName: 'Order',
  owner: 'group:default/data',
  startedBy: ADA,
  assignee: ADA,
  candidates: [],
  documents: [],
};

describe('the module', () => {
  const send = jest.fn();
  const publish = jest.fn();
  let notifiers: TaskNotifier[];
  let watchers: TaskWatcher[];

  beforeEach(() => {
    jest.resetAllMocks();
    notifiers = [];
    watchers = [];
  });

  function start(notifications: object) {
    const bpmnPlugin = createBackendPlugin({
      pluginId: 'bpmn',
      register(reg) {
        reg.registerExtensionPoint(bpmnTaskNotifiersExtensionPoint, {
          addTaskNotifier: added => notifiers.push(added),
        });
        reg.registerExtensionPoint(bpmnTaskWatchersExtensionPoint, {
          addTaskWatcher: added => watchers.push(added),
        });
        reg.registerInit({ deps: {}, async init() {} });
      },
    });
    return startTestBackend({
      features: [
        bpmnPlugin,
        bpmnModuleNotifications,
        createServiceFactory({
          service: notificationService,
          deps: {},
          factory: () => ({ send }),
        }),
        createServiceFactory({
          service: signalsServiceRef,
          deps: {},
          factory: () => ({ publish }),
        }),
        mockServices.rootConfig.factory({ data: { bpmn: { notifications } } }),
      ],
    });
  }

  it('should tell people by the services of the portal', async () => {
    // given
    const backend = await start({});
    const [notifier] = notifiers;
    const [watcher] = watchers;
    // when
    const [recipient] = await notifier.findRecipients(notice);
    await notifier.notify(
      { notice, recipient, key: 'key', isLastTry: false },
      { logger: mockServices.logger.mock(), openFile: jest.fn() },
    );
    await watcher.tasksChanged([{ taskId: 'task-1', concerns: [ADA] }]);
    // then
    expect(notifier.name).toBe('notifications');
    expect(send).toHaveBeenCalledTimes(1);
    expect(publish).toHaveBeenCalledTimes(1);
    await backend.stop();
  });

  it('should send no notifications where it is told so, and signals still', async () => {
    // when
    const backend = await start({ tasks: false });
    // then
    expect(notifiers).toEqual([]);
    expect(watchers).toHaveLength(1);
    await backend.stop();
  });
});
