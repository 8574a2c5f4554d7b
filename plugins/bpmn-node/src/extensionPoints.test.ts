import {
  createBackendModule,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import {
  bpmnElementTemplatesExtensionPoint,
  bpmnJobHandlersExtensionPoint,
  bpmnScriptRunnersExtensionPoint,
  complete,
  type ElementTemplate,
  type JobHandler,
  type ScriptRunner,
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

describe('the extension points', () => {
  it('should bring what modules have to the plugin before it starts', async () => {
    // given
    const brought: (JobHandler | ElementTemplate | ScriptRunner)[] = [];
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
          },
          async init({ jobHandlers, elementTemplates, scriptRunners }) {
            jobHandlers.addJobHandler(handler);
            elementTemplates.addElementTemplate(template);
            scriptRunners.addScriptRunner(runner);
          },
        });
      },
    });
    // when
    await startTestBackend({ features: [plugin, module] });
    // then
    expect(found).toHaveBeenCalledWith([handler, template, runner]);
  });
});
