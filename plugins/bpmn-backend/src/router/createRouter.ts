import type { ErrorRequestHandler, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { openApiDocument, operations } from '../openapi/document';
import type { Handlers } from './Call';
import { deploymentRoutes } from './deployments';
import { elementTemplateRoutes } from './elementTemplates';
import { incidentRoutes } from './incidents';
import { instanceCommandRoutes } from './instanceCommands';
import { instanceRoutes } from './instances';
import { jobRoutes } from './jobs';
import { messageRoutes } from './messages';
import { problem, problemOf } from './problems';
import { processRoutes } from './processes';
import { registerRoutes, type RouteContext } from './registerRoutes';
import { Refusal } from './Refusal';
import type { RouteServices } from './RouteServices';
import { scheduleRoutes } from './schedules';
import { taskRoutes } from './tasks';

/** A handler for every operation of the document: one without the other does not compile. */
const handlers: Handlers<typeof operations> = {
  ...deploymentRoutes,
  ...processRoutes,
  ...instanceRoutes,
  ...instanceCommandRoutes,
  ...incidentRoutes,
  ...jobRoutes,
  ...messageRoutes,
  ...scheduleRoutes,
  ...elementTemplateRoutes,
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

/** Every error of a route is told in the same form; what is our fault is told to those who run the portal only. */
function sendProblem({ logger }: RouteContext): ErrorRequestHandler {
  // eslint-disable-next-line max-params -- Express knows it by its four parameters
  return (error, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const told =
      problemOf(error) ??
      problem(500, 'internalError', {
        detail:
          'Expected to do as asked, but something is wrong with the portal itself. Those who run it find more in its log',
      });
    if (told.status >= 500) {
      logger.error(`Could not do ${request.method} ${request.path}`, error);
    }
    response
      .status(told.status)
      .type('application/problem+json')
      .send(JSON.stringify(told));
  };
}
