import type { JsonObject } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { Refusal } from '../refusal';
import { isHeaderName, isHeaderValue } from './headerText';

/** Headers that say how a message is transported, or to whom: they are made here, so that nobody can smuggle. */
const OURS: readonly string[] = [
  'accept-encoding',
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** Headers of `request.headers` and `request.authorization`, names in lower case, secrets still placeholders. */
export function readHeaders(request: JsonObject): Map<string, string> {
  const given = request.headers ?? {};
  if (typeof given !== 'object' || Array.isArray(given)) {
    throw new Refusal(
      'Expected request.headers to be an object of texts by name, such as ={ Accept: "text/csv" }, but found something else',
    );
  }
  const { authorization = null } = request;
  const headers = new Map<string, string>();
  for (const [name, value] of [
    ...Object.entries(given),
    ['authorization', authorization] as const,
  ]) {
    if (value !== null) {
      headers.set(checkedName(name), checkedValue(value, name));
    }
  }
  return headers;
}

function checkedName(name: string): string {
  const lower = name.toLowerCase();
  if (
    !isHeaderName(name) ||
    OURS.includes(lower) ||
    lower.startsWith('proxy-')
  ) {
    throw new Refusal(
      `Expected request.headers without ${JSON.stringify(
        name,
      )}, which is no name of a header or is set by the connector itself, but found it`,
    );
  }
  return lower;
}

function checkedValue(value: unknown, name: string): string {
  const text = typeof value === 'object' ? undefined : String(value);
  if (text === undefined || !isHeaderValue(text)) {
    throw new Refusal(
      `Expected header ${name} of the request to be a text of one line, but found something else`,
    );
  }
  return text;
}
