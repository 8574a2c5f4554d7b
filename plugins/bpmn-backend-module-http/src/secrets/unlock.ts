import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { matchesHost } from '../config/hostRule';
import {
  groupRef,
  type HttpConfig,
  type Secret,
} from '../config/readHttpConfig';
import { Refusal } from '../refusal';
import type { HttpRequest } from '../request/httpRequest';
import { redact, redactBytes } from './redact';

const PLACEHOLDER = /\{\{\s*secrets\.([A-Za-z0-9_-]+)\s*\}\}/g;

/** A request with its secrets, and how to keep them out of all that is said about it. */
export interface Unlocked {
  readonly request: HttpRequest;
  /** Takes the secrets of this request out of a value, wherever they are in it. */
  redact<T extends JsonValue>(value: T): T;
  /** Does so for what has not been read yet. */
  redactBytes(bytes: Buffer): Buffer;
}

/**
 * Puts secrets for the placeholders in the values of headers; nowhere else, since addresses and bodies are logged by whoever gets them.
 *
 * @param owner - group in whose name the request is sent
 * @throws Refusal for a secret that is not granted to this group and host; whether it exists is not said
 */
export function unlock(
  request: HttpRequest,
  owner: string,
  config: Pick<HttpConfig, 'secrets' | 'allow'>,
): Unlocked {
  const used = new Set<string>();
  const fill = (_: string, name: string) => {
    const { value } = grantedSecret(name, { request, owner, config });
    used.add(value);
    return value;
  };
  const headers = new Map(
    Array.from(request.headers, ([name, value]) => [
      name,
      value.replace(PLACEHOLDER, fill),
    ]),
  );
  return {
    request: { ...request, headers },
    redact: value => redact(value, [...used]) as typeof value,
    redactBytes: bytes => redactBytes(bytes, [...used]),
  };
}

function grantedSecret(
  name: string,
  {
    request: { url },
    owner,
    config: { secrets, allow },
  }: {
    readonly request: HttpRequest;
    readonly owner: string;
    readonly config: Pick<HttpConfig, 'secrets' | 'allow'>;
  },
): Secret {
  const secret = secrets.get(name);
  if (
    !secret?.owners.includes(groupRef(owner)) ||
    !secret.hosts.some(rule => matchesHost(rule, url))
  ) {
    throw new Refusal(
      `Expected secret "${name}" to be granted to ${owner} for ${url.hostname}, but it is not. Whoever runs the portal can do so in bpmn.http.secrets`,
    );
  }
  const isListed = allow.some(rule => matchesHost(rule, url));
  if (url.protocol !== 'https:' && !isListed) {
    throw new Refusal(
      `Expected https:// for a request with secret "${name}", but found http://, which everybody on the way can read`,
    );
  }
  return secret;
}
