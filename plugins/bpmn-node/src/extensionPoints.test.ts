import {
  createBackendModule,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import {
  bpmnElementTemplatesExtensionPoint,
  bpmnJobHandlersExtensionPoint,
  bpmnMailboxExtensionPoint,
  bpmnScriptRunnersExtensionPoint,
  bpmnTaskNotifiersExtensionPoint,
  bpmnTaskWatchersExtensionPoint,
  complete,
  type ElementTemplate,
  type JobHandler,
  type ScriptRunner,
  type TaskNotifier,
  type TaskWatcher,
} from './index';

const handler: JobHandler = {
  type: 'test:greet',
  handle: async () => complete(),
};
const template: ElementTemplate = {
  id: 'test.greet',
  name: 'Greet',
  appliesTo: ['bpmn:Task'],
  properties: [],
};

const runner: ScriptRunner = {
  environments: [],
  submit: jest.fn(),
  health: jest.fn(),
};

const notifier: TaskNotifier = {
  name: 'test',
  findRecipients: jest.fn(),
  notify: jest.fn(),
};

const watcher: TaskWatcher = { tasksChanged: jest.fn() };

const mailbox = { keep: jest.fn(), findState: jest.fn() };

describe('the extension points', () => {
  it('should bring what modules have to the plugin before it starts', async () => {
    // given
    const brought: object[] = [];
    const found = jest.fn();
    const plugin = createBackendPlugin({
      pluginId: 'bpmn',
      register(reg) {
        reg.registerExtensionPoint(bpmnJobHandlersExtensionPoint, {
          addJobHandler: added => brought.push(added),
        });
        reg.registerExtensionPoint(bpmnElementTemplatesExtensionPoint, {
          addElementTemplate: added => brought.push(added),
        });
        reg.registerExtensionPoint(bpmnScriptRunnersExtensionPoint, {
          addScriptRunner: added => brought.push(added),
        });
        reg.registerExtensionPoint(bpmnTaskNotifiersExtensionPoint, {
          addTaskNotifier: added => brought.push(added),
        });
        reg.registerExtensionPoint(bpmnTaskWatchersExtensionPoint, {
          addTaskWatcher: added => brought.push(added),
        });
        reg.registerExtensionPoint(bpmnMailboxExtensionPoint, mailbox);
        reg.registerInit({ deps: {}, init: async () => found([...brought]) });
      },
    });
    const module = createBackendModule({
      pluginId: 'bpmn',
      moduleId: 'greet',
      register(reg) {
        reg.registerInit({
          deps: {
            jobHandlers: bpmnJobHandlersExtensionPoint,
            elementTemplates: bpmnElementTemplatesExtensionPoint,
            scriptRunners: bpmnScriptRunnersExtensionPoint,
            taskNotifiers: bpmnTaskNotifiersExtensionPoint,
            taskWatchers: bpmnTaskWatchersExtensionPoint,
            kept: bpmnMailboxExtensionPoint,
          },
          async init({ jobHandlers, elementTemplates, ...others }) {
            jobHandlers.addJobHandler(handler);
            elementTemplates.addElementTemplate(template);
            others.scriptRunners.addScriptRunner(runner);
            others.taskNotifiers.addTaskNotifier(notifier);
            others.taskWatchers.addTaskWatcher(watcher);
            await others.kept.findState('key');
          },
        });
      },
    });
    // when
    await startTestBackend({ features: [plugin, module] });
    // then
    expect(found).toHaveBeenCalledWith([
      handler,
      template,
      runner,
      notifier,
      watcher,
    ]);
    expect(mailbox.findState).toHaveBeenCalledWith('key');
  });
});
