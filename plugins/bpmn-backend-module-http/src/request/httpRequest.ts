/** Methods that a task can use. */
export const METHODS = [
  'GET',
  'HEAD',
  'OPTIONS',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
] as const;

export type Method = (typeof METHODS)[number];

/** Methods that change nothing, so that it does not matter how often they are sent (RFC 9110, 9.2.1). */
export const SAFE_METHODS: readonly Method[] = ['GET', 'HEAD', 'OPTIONS'];

/** A request as it is sent, secrets included. */
export interface HttpRequest {
  readonly method: Method;
  readonly url: URL;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body?: string;
}

/** A request in messages and logs: neither path nor query, which may hold what is not for everybody. */
export function describeRequest({
  method,
  url,
}: Pick<HttpRequest, 'method' | 'url'>): string {
  return `${method} ${url.protocol}//${url.host}`;
}
