import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { openApiDocument, operations } from '../openapi/document';
import type { Handlers } from './Call';
import { conditionRoutes } from './conditions';
import { deploymentRoutes } from './deployments';
import { draftRoutes } from './drafts';
import { elementTemplateRoutes } from './elementTemplates';
import { fileRoutes } from './files';
import { healthRoutes } from './health';
import { incidentRoutes } from './incidents';
import { instanceCommandRoutes } from './instanceCommands';
import { instanceRoutes } from './instances';
import { jobRoutes } from './jobs';
import { mailRoutes } from './mails';
import { messageRoutes } from './messages';
import { processRoutes } from './processes';
import { registerRoutes, type RouteContext } from './registerRoutes';
import { Refusal } from './Refusal';
import type { RouteServices } from './RouteServices';
import { scheduleRoutes } from './schedules';
import { scriptRoutes } from './scripts';
import { sendProblem } from './sendProblem';
import { taskRoutes } from './tasks';

/** A handler for every operation of the document: one without the other does not compile. */
const handlers: Handlers<typeof operations> = {
  ...healthRoutes,
  ...deploymentRoutes,
  ...draftRoutes,
  ...processRoutes,
  ...instanceRoutes,
  ...instanceCommandRoutes,
  ...fileRoutes,
  ...conditionRoutes,
  ...incidentRoutes,
  ...jobRoutes,
  ...mailRoutes,
  ...messageRoutes,
  ...scheduleRoutes,
  ...elementTemplateRoutes,
  ...scriptRoutes,
  ...taskRoutes,
};

/** The REST API, from `/v1` on. */
export function createRouter(
  services: RouteServices,
  context: RouteContext,
): Router {
  const api = PromiseRouter();
  api.get('/openapi.json', (_, response) => {
    response.json(openApiDocument);
  });
  registerRoutes(api, { operations, handlers, services, context });
  api.use(({ method, path }) => {
    throw new Refusal(
      [404, 'unknownRoute'],
      `Expected a route of the API, but there is no ${method} ${path}. They are listed in /api/bpmn/v1/openapi.json`,
    );
  });
  api.use(sendProblem(context));
  const router = PromiseRouter();
  router.use('/v1', api);
  return router;
}
