import type { RequestHandler } from 'express';
import { Refusal } from './Refusal';

/** A body of another kind would be no body to the reader of JSON, and none can mean everything. */
export const requireJson: RequestHandler = (request, _response, next) => {
  const type = request.get('content-type');
  if (type === undefined) {
    throw new Refusal(
      [400, 'invalidRequest'],
      'Expected a body of JSON, but there is none',
    );
  }
  if (!request.is(['json', '+json'])) {
    throw new Refusal(
      [415, 'notJson'],
      `Expected a body of type application/json, but found ${type}`,
    );
  }
  next();
};
