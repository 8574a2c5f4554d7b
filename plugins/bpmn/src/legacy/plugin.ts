import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import { createPlugin } from '@backstage/core-plugin-api';
import { bpmnApiFactory } from '../api/bpmnApiFactory';
import {
  inboxRouteRef,
  modelerRouteRef,
  outboxRouteRef,
  pipelinesRouteRef,
} from '../routes';

/**
 * Pipelines, modeler, runs, inbox and tasks, for apps of the old frontend system.
 *
 * @public
 */
export const bpmnPlugin = createPlugin({
  id: 'bpmn',
  apis: [bpmnApiFactory],
  // The same refs: whatever is mounted here is found by the pages of the new system as well.
  routes: {
    pipelines: convertLegacyRouteRef(pipelinesRouteRef),
    modeler: convertLegacyRouteRef(modelerRouteRef),
    inbox: convertLegacyRouteRef(inboxRouteRef),
    outbox: convertLegacyRouteRef(outboxRouteRef),
  },
});
