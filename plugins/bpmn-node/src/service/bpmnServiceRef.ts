import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type { BpmnService } from './bpmnService';
import { createBpmnService } from './createBpmnService';

/**
 * Starts and steers BPMN processes from other plugins, wherever the BPMN plugin runs.
 *
 * @public
 */
export const bpmnServiceRef = createServiceRef<BpmnService>({
  id: 'bpmn.service',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { auth: coreServices.auth, discovery: coreServices.discovery },
      factory: createBpmnService,
    }),
});
