import { isIP, isIPv6 } from 'node:net';

/** Hosts that a script may reach, as the supervisor is told of them. */
export interface HostRule {
  /** As a URL spells it: lower case, IPv6 in brackets. */
  readonly host: string;
  /** Whether it is about the names below the host (`*.example.com`), not about itself. */
  readonly isBelow: boolean;
  /** Absent: those of the web. */
  readonly port?: number;
  /** Whether it may have an address of this machine or the own network. */
  readonly isInternal: boolean;
}

/** Where a script wants to go. */
export interface Target {
  /** As a URL spells it, without a dot at its end. */
  readonly host: string;
  readonly port: number;
}

const PORTS_OF_THE_WEB = [80, 443];

/** What begins another part of an address, or promises more than is done. */
const NOT_IN_HOST = /[\s/?#@*\\%]/;

/** A name, or an address of IPv6 in brackets, and perhaps a port. */
const HOST = /^(\[[^\]]+\]|[^:]+)(?::(\d{1,5}))?$/;

/**
 * Reads a host such as `api.example.com`, `*.example.com`, `example.com:8443`, `10.1.2.3` or `[::1]:8080`. Undefined if it is none, such as one
 * with a path.
 */
export function parseHostRule(
  text: string,
  isInternal: boolean,
): HostRule | undefined {
  const isBelow = text.startsWith('*.');
  const { target, hasPort } = readHost(isBelow ? text.slice(2) : text);
  if (!target || (isBelow && isIP(addressIn(target.host)) !== 0)) {
    return undefined;
  }
  const { host, port } = target;
  return { host, isBelow, ...(hasPort && { port }), isInternal };
}

function readHost(text: string): {
  readonly target?: Target;
  readonly hasPort: boolean;
} {
  const [, name = '', port] =
    HOST.exec(isIPv6(text) ? `[${text}]` : text) ?? [];
  const hasPort = port !== undefined;
  return NOT_IN_HOST.test(name) || Number(port) === 0
    ? { hasPort }
    : { target: targetOf(`http://${name}:${port ?? 80}`), hasPort };
}

/** Where an address of http:// leads; undefined: nowhere. */
export function targetOf(url: string): Target | undefined {
  if (!URL.canParse(url)) {
    return undefined;
  }
  const { protocol, hostname, port } = new URL(url);
  const host = hostname.replace(/\.$/, '');
  return protocol === 'http:' && host !== ''
    ? { host, port: Number(port || 80) }
    : undefined;
}

/** Whether a rule is about where a script wants to go. */
export function matchesTarget(rule: HostRule, { host, port }: Target): boolean {
  const isHost = rule.isBelow
    ? host.endsWith(`.${rule.host}`)
    : host === rule.host;
  const ports = rule.port === undefined ? PORTS_OF_THE_WEB : [rule.port];
  return isHost && ports.includes(port);
}

/** A rule as the configuration writes it. */
export function textOf({ host, isBelow, port }: HostRule): string {
  return `${isBelow ? '*.' : ''}${host}${port === undefined ? '' : `:${port}`}`;
}

/** A host without the brackets that a URL has around an address of IPv6. */
export function addressIn(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}
