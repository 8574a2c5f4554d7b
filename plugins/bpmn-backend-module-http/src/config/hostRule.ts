import { isIPv6 } from 'node:net';

/** Hosts, and perhaps ports, as the configuration names them. */
export interface HostRule {
  /** As a URL spells it: lower case, IPv6 in brackets. */
  readonly host: string;
  /** Whether it is about the names below the host (`*.example.com`), not about itself. */
  readonly isBelow: boolean;
  /** Absent: every port. */
  readonly ports?: readonly number[];
}

/** What begins another part of an address, or promises more than is done. */
const NOT_IN_HOST = /[\s:/?#@*\\]/;

/**
 * Reads a host such as `api.example.com`, `*.example.com`, `10.1.2.3` or `::1`. Undefined if it is none, such as one with a port
 * or a path.
 */
export function parseHostRule(text: string): HostRule | undefined {
  const isBelow = text.startsWith('*.');
  const name = (isBelow ? text.slice(2) : text).replace(/^\[|\]$/g, '');
  const spelled = isIPv6(name) ? `[${name}]` : name;
  const isHost = isIPv6(name) || !NOT_IN_HOST.test(name);
  return isHost && URL.canParse(`http://${spelled}`)
    ? { host: withoutDot(new URL(`http://${spelled}`).hostname), isBelow }
    : undefined;
}

/** Whether a rule is about the host, and port, of an address. */
export function matchesHost(rule: HostRule, url: URL): boolean {
  const host = withoutDot(url.hostname);
  const isHost = rule.isBelow
    ? host.endsWith(`.${rule.host}`)
    : host === rule.host;
  return isHost && (rule.ports?.includes(portOf(url)) ?? true);
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = {
  'http:': 80,
  'https:': 443,
};

function portOf({ port, protocol }: URL): number {
  return port ? Number(port) : DEFAULT_PORTS[protocol];
}

/** `example.com.` is `example.com`. */
function withoutDot(host: string): string {
  return host.endsWith('.') ? host.slice(0, -1) : host;
}
