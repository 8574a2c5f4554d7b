import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  bpmnElementTemplatesExtensionPoint,
  bpmnJobHandlersExtensionPoint,
  bpmnMailboxExtensionPoint,
  bpmnTaskNotifiersExtensionPoint,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import bpmnModuleMail from './index';

const addJobHandler = jest.fn();
const addElementTemplate = jest.fn();
const addTaskNotifier = jest.fn();
const bpmnPlugin = createBackendPlugin({
  pluginId: 'bpmn',
  register(reg) {
    reg.registerExtensionPoint(bpmnJobHandlersExtensionPoint, {
      addJobHandler,
    });
    reg.registerExtensionPoint(bpmnElementTemplatesExtensionPoint, {
      addElementTemplate,
    });
    reg.registerExtensionPoint(bpmnTaskNotifiersExtensionPoint, {
      addTaskNotifier,
    });
    reg.registerExtensionPoint(bpmnMailboxExtensionPoint, {
      keep: jest.fn(),
      findState: jest.fn(),
    });
    reg.registerInit({ deps: {}, async init() {} });
  },
});

const start = (mail: object) =>
  startTestBackend({
    features: [
      bpmnPlugin,
      bpmnModuleMail,
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          bpmn: { mail },
        },
      }),
    ],
  });

describe('the module', () => {
  beforeEach(() => jest.clearAllMocks());

  it('should bring a handler, a template and a channel to the plugin', async () => {
    // when
    const backend = await start({});
    // then
    expect(addJobHandler).toHaveBeenCalledWith(
      expect.objectContaining({ type: 'mail:send' }),
    );
    expect(addElementTemplate).toHaveBeenCalledWith(
      expect.objectContaining({ id: 'bpmn-pipelines.mail' }),
    );
    expect(addTaskNotifier).toHaveBeenCalledWith(
      expect.objectContaining({ name: 'mail' }),
    );
    await backend.stop();
  });

  it('should leave people alone where it is told to', async () => {
    // when
    const backend = await start({ tasks: false });
    // then
    expect(addTaskNotifier).not.toHaveBeenCalled();
    await backend.stop();
  });

  it.each([
    [{ from: 'a\nb@example.com' }, 'bpmn.mail.from'],
    [{ smtp: { host: 'h', port: 0 } }, 'bpmn.mail.smtp.port'],
    [{ domains: ['@example.com'] }, 'bpmn.mail.domains'],
    [{ maxAttachmentBytes: -1 }, 'bpmn.mail.maxAttachmentBytes'],
  ])('should not start with %j', async (mail, key) => {
    await expect(start(mail)).rejects.toThrow(key);
  });
});
