import {
  createBackendModule,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import {
  bpmnElementTemplatesExtensionPoint,
  bpmnJobHandlersExtensionPoint,
  complete,
  type ElementTemplate,
  type JobHandler,
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

describe('the extension points', () => {
  it('should bring what modules have to the plugin before it starts', async () => {
    // given
    const brought: (JobHandler | ElementTemplate)[] = [];
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
          },
          async init({ jobHandlers, elementTemplates }) {
            jobHandlers.addJobHandler(handler);
            elementTemplates.addElementTemplate(template);
          },
        });
      },
    });
    // when
    await startTestBackend({ features: [plugin, module] });
    // then
    expect(found).toHaveBeenCalledWith([handler, template]);
  });
});
