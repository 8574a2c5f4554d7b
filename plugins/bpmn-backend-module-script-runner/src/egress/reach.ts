import { lookup } from 'node:dns/promises';
import { connect, isIP, type LookupFunction, type Socket } from 'node:net';
import {
  isMetadataAddress,
  isPublicAddress,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node/network';
import {
  addressIn,
  matchesTarget,
  type HostRule,
  type Target,
} from './hostRule';
import { notGranted, notPublic, notThere } from './Refusal';

/** An address of a host. */
export interface HostAddress {
  readonly address: string;
  readonly family: number;
}

/** Addresses of a host name. */
export type Resolve = (hostname: string) => Promise<readonly HostAddress[]>;

/** How far somebody may go. */
export interface Reach {
  readonly rules: readonly HostRule[];
  readonly resolve: Resolve;
  /** Ends what was opened, and what is being opened. */
  readonly signal: AbortSignal;
}

/** Milliseconds until a host has to answer. */
const LONGEST_CONNECT = 30_000;

export const resolveByName: Resolve = hostname =>
  lookup(hostname, { all: true });

/**
 * Opens a connection to a host that is granted. A name is resolved once, and the connection goes to the very addresses that were checked, so that
 * a name which means something else a moment later helps nobody.
 *
 * @throws Refusal if it is not granted, is not where it may be, or does not answer
 */
export async function reach(
  target: Target,
  { rules, resolve, signal }: Reach,
): Promise<Socket> {
  const granted = rules.filter(rule => matchesTarget(rule, target));
  if (granted.length === 0) {
    throw notGranted(target, rules);
  }
  const addresses = await addressesOf(target, resolve);
  const isInternal = granted.some(rule => rule.isInternal);
  const isFine = ({ address }: HostAddress) =>
    isPublicAddress(address) ||
    (isInternal && !isMetadataAddress(address)) ||
    isNamed(address, target, rules);
  // One that is not fine among others is an attack, or a mistake that would show now and then only.
  if (!addresses.every(isFine)) {
    throw notPublic(target);
  }
  return connected(target, addresses, signal);
}

async function addressesOf(
  target: Target,
  resolve: Resolve,
): Promise<readonly HostAddress[]> {
  const host = addressIn(target.host);
  const family = isIP(host);
  if (family !== 0) {
    return [{ address: host, family }];
  }
  try {
    const addresses = await resolve(host);
    if (addresses.length > 0) {
      return addresses;
    }
  } catch (error) {
    throw notThere(target, error);
  }
  throw notThere(target, { code: 'ENOTFOUND' });
}

/** Whether the list has this very address: whoever wrote it there has meant it. */
function isNamed(
  address: string,
  { port }: Target,
  rules: readonly HostRule[],
): boolean {
  const host = isIP(address) === 6 ? `[${address}]` : address;
  return (
    URL.canParse(`http://${host}`) &&
    rules.some(rule =>
      matchesTarget(rule, { host: new URL(`http://${host}`).hostname, port }),
    )
  );
}

function connected(
  target: Target,
  addresses: readonly HostAddress[],
  signal: AbortSignal,
): Promise<Socket> {
  const lookUp: LookupFunction = (_, options, callback) =>
    options.all
      ? callback(null, [...addresses])
      : callback(null, addresses[0].address, addresses[0].family);
  const socket = connect({
    host: addressIn(target.host),
    port: target.port,
    lookup: lookUp,
    allowHalfOpen: true,
    signal,
  });
  return new Promise((resolve, reject) => {
    socket.setTimeout(LONGEST_CONNECT, () =>
      socket.destroy(Object.assign(new Error(), { code: 'ETIMEDOUT' })),
    );
    socket.once('connect', () => {
      socket.setTimeout(0);
      resolve(socket);
    });
    socket.on('error', error => reject(notThere(target, error)));
  });
}
