import { createRoutableExtension } from '@backstage/core-plugin-api';
import { inOldApp, pageInOldApp } from './inOldApp';
import { bpmnPlugin } from './plugin';

const { pipelines, modeler, inbox, outbox } = bpmnPlugin.routes;

/**
 * All pipelines, and below it each process and each run.
 *
 * @public
 */
export const PipelinesPage = bpmnPlugin.provide(
  createRoutableExtension({
    name: 'PipelinesPage',
    mountPoint: pipelines,
    component: async () => {
      const { PipelinesRouter } = await import('../pipelines/PipelinesRouter');
      return pageInOldApp('Pipelines', PipelinesRouter);
    },
  }),
);

/**
 * Where processes are drawn.
 *
 * @public
 */
export const ModelerPage = bpmnPlugin.provide(
  createRoutableExtension({
    name: 'ModelerPage',
    mountPoint: modeler,
    component: async () => {
      const { ModelerPages } = await import('../modeler/ModelerPages');
      return inOldApp(ModelerPages);
    },
  }),
);

/**
 * The tasks of whoever is signed in, and below it each task.
 *
 * @public
 */
export const InboxPage = bpmnPlugin.provide(
  createRoutableExtension({
    name: 'InboxPage',
    mountPoint: inbox,
    component: async () => {
      const { InboxRoutes } = await import('../inbox/InboxRoutes');
      return pageInOldApp('Tasks', InboxRoutes);
    },
  }),
);

/**
 * Mails that were sent or kept, and below it each mail.
 *
 * @public
 */
export const OutboxPage = bpmnPlugin.provide(
  createRoutableExtension({
    name: 'OutboxPage',
    mountPoint: outbox,
    component: async () => {
      const { OutboxRoutes } = await import('../outbox/OutboxRoutes');
      return pageInOldApp('Outbox', OutboxRoutes);
    },
  }),
);
