import {
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

/** All pipelines. */
export const pipelinesRouteRef = createRouteRef();

/** One process: its diagram, versions, schedule and runs. */
export const processRouteRef = createSubRouteRef({
  parent: pipelinesRouteRef,
  path: '/:processId',
});

/** One run of a process. */
export const runRouteRef = createSubRouteRef({
  parent: pipelinesRouteRef,
  path: '/runs/:instanceId',
});

/** Where processes are drawn. */
export const modelerRouteRef = createRouteRef();

/** One draft in the modeler. */
export const draftRouteRef = createSubRouteRef({
  parent: modelerRouteRef,
  path: '/:draftId',
});

/** Tasks of whoever is signed in. */
export const inboxRouteRef = createRouteRef();

/** One task. */
export const taskRouteRef = createSubRouteRef({
  parent: inboxRouteRef,
  path: '/:taskId',
});

/** Mails that were not sent anywhere. */
export const outboxRouteRef = createRouteRef();

/** One mail. */
export const mailRouteRef = createSubRouteRef({
  parent: outboxRouteRef,
  path: '/:mailId',
});
