import type { ErrorRequestHandler } from 'express';
import { problem, problemOf } from './problems';
import { Refusal } from './Refusal';
import type { RouteContext } from './registerRoutes';

/** Seconds after which one may try again. */
const RETRY_AFTER = 5;

/** Every error of a route is told in the same form; what is our fault is told to those who run the portal only. */
export function sendProblem({
  logger,
}: Pick<RouteContext, 'logger'>): ErrorRequestHandler {
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
    if (told.status === 503) {
      response.set('retry-after', String(RETRY_AFTER));
    }
    if (told.status >= 500 && !(error instanceof Refusal)) {
      logger.error(`Could not do ${request.method} ${request.path}`, error);
    }
    response
      .status(told.status)
      .type('application/problem+json')
      .send(JSON.stringify(told));
  };
}
