import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  bpmnElementTemplatesExtensionPoint,
  bpmnJobHandlersExtensionPoint,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import { readHttpConfig } from './config/readHttpConfig';
import { Guard } from './guard/Guard';
import { createHttpJobHandler } from './httpJobHandler';
import { httpRequestTemplate } from './template';

/** The connector "HTTP request": its job handler and its element template. */
export const bpmnModuleHttp = createBackendModule({
  pluginId: 'bpmn',
  moduleId: 'http',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        elementTemplates: bpmnElementTemplatesExtensionPoint,
        jobHandlers: bpmnJobHandlersExtensionPoint,
        lifecycle: coreServices.lifecycle,
      },
      async init({ config: root, elementTemplates, jobHandlers, lifecycle }) {
        const config = readHttpConfig(root);
        const guard = new Guard(config);
        jobHandlers.addJobHandler(createHttpJobHandler({ config, guard }));
        elementTemplates.addElementTemplate(httpRequestTemplate);
        lifecycle.addShutdownHook(() => guard.close());
      },
    });
  },
});
