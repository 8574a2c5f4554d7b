import express, { type Request, type Response } from 'express';
import type { Operation } from '../openapi/operation';
import { Refusal } from './Refusal';
import { requireBytes } from './uploadOf';

const BODY_LIMIT = 5 * 1024 * 1024;

/** Reads the bodies of requests to an operation. */
export function bodyReader({
  body,
  bodyLimit = BODY_LIMIT,
  isUpload,
}: Operation): (request: Request, response: Response) => Promise<void> {
  if (isUpload) {
    return async request => requireBytes(request);
  }
  if (!body) {
    return async () => {};
  }
  const read = express.json({ limit: bodyLimit });
  return async (request, response) => {
    requireJson(request);
    await new Promise<void>((resolve, reject) => {
      read(request, response, error => (error ? reject(error) : resolve()));
    });
  };
}

/** A body of another kind would be no body to the reader of JSON, and none can mean everything. */
function requireJson(request: Request): void {
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
}
