import { textOf, type HostRule, type Target } from './hostRule';

/** Why a script does not get where it wants to. */
export class Refusal extends Error {
  readonly name = 'Refusal';

  /** @param reason - the same in few words, which most libraries show */
  constructor(
    readonly status: number,
    readonly reason: string,
    message: string,
  ) {
    super(message);
  }
}

/** Nobody has granted it. */
export function notGranted(
  { host, port }: Target,
  rules: readonly HostRule[],
): Refusal {
  return new Refusal(
    403,
    'Not among the hosts that this script may reach',
    `Expected ${host}:${port} to be among the hosts that this script may reach (${rules
      .map(textOf)
      .join(
        ', ',
      )}), but it is not. Whoever runs the portal grants hosts to groups (bpmn.scripts.environments.*.network)`,
  );
}

/** It is granted, but is not where it seems to be. */
export function notPublic({ host }: Target): Refusal {
  return new Refusal(
    403,
    'Not a host on the Internet',
    `Expected ${host} to be a host on the Internet, but its address belongs to this machine, an internal network or a cloud's metadata service. Whoever runs the portal can say that it is internal (bpmn.scripts.environments.*.network)`,
  );
}

/** It does not answer. With the code alone: a message may hold an address of an internal network. */
export function notThere({ host, port }: Target, error: unknown): Refusal {
  const { code = 'it does not' } = error as NodeJS.ErrnoException;
  return new Refusal(
    502,
    'The host cannot be reached',
    `Expected ${host}:${port} to answer, but ${code}`,
  );
}

/** It is no proxy's business. */
export function notUnderstood(): Refusal {
  return new Refusal(
    400,
    'Expected a request for a proxy',
    'Expected a request as for a proxy (CONNECT, or an address that begins with http://), but found another one. Leave HTTP_PROXY and HTTPS_PROXY as they are',
  );
}

/** It has enough. */
export function tooMany(most: number): Refusal {
  return new Refusal(
    503,
    'Too many connections at a time',
    `Expected at most ${most} connections of a script at a time, but there are more. Close those that are not needed any more`,
  );
}

/** A refusal as it goes over the wire where nobody has begun an answer. */
export function answerOf({ status, reason, message }: Refusal): string {
  const body = `${message}\n`;
  return [
    `HTTP/1.1 ${status} ${reason}`,
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}
