import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { bpmnApiExtension } from './api/bpmnApiExtension';
import { entityExtensions } from './entity/extensions';
import { inboxExtensions } from './inbox/extensions';
import { modelerExtensions } from './modeler/extensions';
import { outboxExtensions } from './outbox/extensions';
import { pipelinesExtensions } from './pipelines/extensions';
import {
  inboxRouteRef,
  modelerRouteRef,
  outboxRouteRef,
  pipelinesRouteRef,
} from './routes';

/** Pipelines, modeler, runs, inbox and tasks. */
export const bpmnPlugin = createFrontendPlugin({
  pluginId: 'bpmn',
  routes: {
    pipelines: pipelinesRouteRef,
    modeler: modelerRouteRef,
    inbox: inboxRouteRef,
    outbox: outboxRouteRef,
  },
  extensions: [
    bpmnApiExtension,
    ...pipelinesExtensions,
    ...modelerExtensions,
    ...inboxExtensions,
    ...outboxExtensions,
    ...entityExtensions,
  ],
});
