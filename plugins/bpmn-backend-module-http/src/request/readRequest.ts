import type {
  JsonObject,
  JsonValue,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { Refusal } from '../refusal';
import { encodeBody } from './encodeBody';
import { METHODS, type HttpRequest, type Method } from './httpRequest';
import { readHeaders } from './readHeaders';

/**
 * Reads the variable `request` of a task. Secrets are still placeholders.
 *
 * @throws Refusal that names the field, but not its value
 */
export function readRequest(variables: JsonObject): HttpRequest {
  const { request } = variables;
  if (!isObject(request)) {
    throw new Refusal(
      'Expected the task to have a variable "request" with url and method, but found none. Use the template "HTTP request", or map inputs to request.url and so on',
    );
  }
  const method = readMethod(request.method);
  const headers = readHeaders(request);
  const url = readUrl(request.url);
  for (const [name, value] of readQuery(request.query)) {
    url.searchParams.append(name, value);
  }
  const body = encodeBody(request.body, { method, headers });
  return { method, url, headers, ...(body !== undefined && { body }) };
}

function readMethod(value: JsonValue | undefined): Method {
  const method = METHODS.find(
    known => known === String(value ?? 'GET').toUpperCase(),
  );
  if (!method) {
    throw new Refusal(
      `Expected request.method to be one of ${METHODS.join(
        ', ',
      )}, but found something else`,
    );
  }
  return method;
}

function readUrl(value: JsonValue | undefined): URL {
  if (typeof value !== 'string' || !URL.canParse(value)) {
    throw new Refusal(
      'Expected request.url to be an address such as https://api.example.com/orders, but found something else',
    );
  }
  const url = new URL(value);
  url.hash = '';
  return url;
}

function readQuery(value: JsonValue | undefined): [string, string][] {
  if (value === undefined || value === null) {
    return [];
  }
  if (!isObject(value)) {
    throw notTexts('request.query');
  }
  return Object.entries(value).flatMap(([name, given]) =>
    (Array.isArray(given) ? given : [given])
      .filter(item => item !== null)
      .map((item): [string, string] => {
        if (typeof item === 'object') {
          throw notTexts('request.query');
        }
        return [name, String(item)];
      }),
  );
}

function notTexts(field: string): Refusal {
  return new Refusal(
    `Expected ${field} to be an object of texts, numbers and lists of these by name, such as ={ page: 2 }, but found something else`,
  );
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
