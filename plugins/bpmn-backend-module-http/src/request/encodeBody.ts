import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { Refusal } from '../refusal';
import type { Method } from './httpRequest';

const FORM = 'application/x-www-form-urlencoded';

/**
 * The body of a request: texts as they are, an object as a form if the headers say so, anything else as JSON. Says in the headers what it
 * is, if they do not say so already.
 */
export function encodeBody(
  body: JsonValue | undefined,
  {
    method,
    headers,
  }: { readonly method: Method; readonly headers: Map<string, string> },
): string | undefined {
  if (body === undefined || body === null) {
    return undefined;
  }
  if (method === 'GET' || method === 'HEAD') {
    throw new Refusal(
      `Expected no request.body with ${method}, but found one. Use request.query, or another method`,
    );
  }
  const type = headers.get('content-type');
  if (!type) {
    headers.set(
      'content-type',
      typeof body === 'string'
        ? 'text/plain; charset=utf-8'
        : 'application/json',
    );
  }
  if (typeof body === 'string') {
    return body;
  }
  return type?.toLowerCase().startsWith(FORM) && !Array.isArray(body)
    ? encodeForm(body)
    : JSON.stringify(body);
}

function encodeForm(body: Exclude<JsonValue, null | string>): string {
  if (
    typeof body !== 'object' ||
    Object.values(body).some(
      value => typeof value === 'object' && value !== null,
    )
  ) {
    throw new Refusal(
      'Expected request.body of a form to be an object of texts and numbers by name, but found something else',
    );
  }
  return new URLSearchParams(
    Object.entries(body)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name, String(value)]),
  ).toString();
}
