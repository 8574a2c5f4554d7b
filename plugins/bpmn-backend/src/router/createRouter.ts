import { deploymentOperations } from '../openapi/deployments';
import { openApiDocument } from '../openapi/document';
import { processOperations } from '../openapi/processes';
import { taskOperations } from '../openapi/tasks';
import type { ErrorRequestHandler, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { deploymentRoutes } from './deployments';
import { problem, problemOf } from './problems';
import { processRoutes } from './processes';
import { registerRoutes, type RouteContext } from './registerRoutes';
import { Refusal } from './Refusal';
import type { RouteServices } from './RouteServices';
import { taskRoutes } from './tasks';

/** The REST API, from `/v1` on. */
export function createRouter(
  services: RouteServices,
  context: RouteContext,
): Router {
  const api = PromiseRouter();
  api.get('/openapi.json', (_, response) => {
    response.json(openApiDocument);
  });
  const shared = { services, context };
  registerRoutes(api, {
    operations: deploymentOperations,
    handlers: deploymentRoutes,
    ...shared,
  });
  registerRoutes(api, {
    operations: processOperations,
    handlers: processRoutes,
    ...shared,
  });
  registerRoutes(api, {
    operations: taskOperations,
    handlers: taskRoutes,
    ...shared,
  });
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
