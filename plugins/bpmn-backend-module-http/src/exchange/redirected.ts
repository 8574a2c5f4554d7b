import { Refusal } from '../refusal';
import type { HttpRequest } from '../request/httpRequest';

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/** What another host may know: neither credentials nor whatever else the model says to the first one. */
const FOR_EVERYBODY: readonly string[] = [
  'accept',
  'accept-language',
  'content-type',
];

/**
 * The request that a redirect asks for, as browsers do it (Fetch Standard, HTTP-redirect fetch); undefined if the answer is none.
 * On another host, port or protocol it goes on without the headers of the model.
 */
export function redirected(
  request: HttpRequest,
  response: {
    readonly statusCode: number;
    readonly headers: { readonly location?: string | string[] };
  },
): HttpRequest | undefined {
  const { location } = response.headers;
  if (!REDIRECTS.includes(response.statusCode) || location === undefined) {
    return undefined;
  }
  const url = targetOf(request.url, String(location));
  const next =
    url.origin === request.url.origin ? request : withoutSecrets(request);
  return { ...(losesBody(request, response) ? asGet(next) : next), url };
}

function targetOf(from: URL, location: string): URL {
  if (!URL.canParse(location, from.href)) {
    throw new Refusal(
      'Expected the answer to redirect to an address, but found something else',
    );
  }
  const url = new URL(location, from.href);
  url.hash = '';
  return url;
}

function losesBody(
  { method }: HttpRequest,
  { statusCode }: { readonly statusCode: number },
): boolean {
  return statusCode === 303
    ? method !== 'GET' && method !== 'HEAD'
    : (statusCode === 301 || statusCode === 302) && method === 'POST';
}

function asGet({ body, ...request }: HttpRequest): HttpRequest {
  const headers = new Map(request.headers);
  headers.delete('content-type');
  return { ...request, method: 'GET', headers };
}

function withoutSecrets(request: HttpRequest): HttpRequest {
  return {
    ...request,
    headers: new Map(
      Array.from(request.headers).filter(([name]) =>
        FOR_EVERYBODY.includes(name),
      ),
    ),
  };
}
