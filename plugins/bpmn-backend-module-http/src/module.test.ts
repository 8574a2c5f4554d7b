import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  bpmnElementTemplatesExtensionPoint,
  bpmnJobHandlersExtensionPoint,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import bpmnModuleHttp from './index';

const addJobHandler = jest.fn();
const addElementTemplate = jest.fn();
const bpmnPlugin = createBackendPlugin({
  pluginId: 'bpmn',
  register(reg) {
    reg.registerExtensionPoint(bpmnJobHandlersExtensionPoint, {
      addJobHandler,
    });
    reg.registerExtensionPoint(bpmnElementTemplatesExtensionPoint, {
      addElementTemplate,
    });
    reg.registerInit({ deps: {}, async init() {} });
  },
});

const start = (http: object) =>
  startTestBackend({
    features: [
      bpmnPlugin,
      bpmnModuleHttp,
      mockServices.rootConfig.factory({ data: { bpmn: { http } } }),
    ],
  });

describe('the module', () => {
  it('should bring a handler and a template to the plugin, and stop with it', async () => {
    // when
    const backend = await start({ allow: [{ host: 'api.corp' }] });
    // then
    expect(addJobHandler).toHaveBeenCalledWith(
      expect.objectContaining({ type: 'http:request' }),
    );
    expect(addElementTemplate).toHaveBeenCalledWith(
      expect.objectContaining({ id: 'bpmn-pipelines.http-request' }),
    );
    await backend.stop();
  });

  it('should not start with a configuration that is wrong', async () => {
    await expect(start({ allow: [{ host: 'a:80' }] })).rejects.toThrow(
      'bpmn.http.allow[0].host',
    );
  });
});
