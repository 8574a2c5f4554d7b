import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import {
  isMetadataAddress,
  isPublicAddress,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node/network';
import { Agent, type Dispatcher } from 'undici';
import { matchesHost, type HostRule } from '../config/hostRule';
import { Refusal } from '../refusal';

/** Addresses of a host name. */
export type Resolve = (
  hostname: string,
) => Promise<readonly { readonly address: string; readonly family: number }[]>;

const resolveByName: Resolve = hostname => lookup(hostname, { all: true });

/**
 * The only way out. Connections are opened to public addresses, and to hosts that the configuration names; a name is resolved once, and
 * the connection goes to the very address that was checked, so that a name which means something else a moment later helps nobody.
 */
export class Guard {
  private readonly allow: readonly HostRule[];
  /** For everybody. */
  private readonly publicAgent: Agent;
  /** For hosts on the list: addresses of the own network too, but no metadata. */
  private readonly listedAgent: Agent;

  constructor(options: {
    readonly allow: readonly HostRule[];
    readonly resolve?: Resolve;
  }) {
    const { allow, resolve = resolveByName } = options;
    this.allow = allow;
    this.publicAgent = agentFor(resolve, isPublicAddress);
    this.listedAgent = agentFor(
      resolve,
      address => !isMetadataAddress(address),
    );
  }

  /**
   * What a request to this address has to be sent through; it connects to nothing else. Ask again after every redirect.
   *
   * @throws Refusal if the address is not to be asked at all; names are resolved, and refused, when it connects
   */
  dispatcherFor(url: URL): Dispatcher {
    if (url.protocol !== 'http:' && url.protocol !== 'https:') {
      throw new Refusal(
        'Expected an address that begins with http:// or https://, but found another protocol',
      );
    }
    if (url.username || url.password) {
      throw new Refusal(
        'Expected an address without user name and password, but found some. Put them into a header, as a secret',
      );
    }
    if (this.allow.some(rule => matchesHost(rule, url))) {
      return this.listedAgent;
    }
    // Of the host of a URL, every spelling of an IPv4 address (octal, hexadecimal, one number) is the usual one by now.
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) && !isPublicAddress(host)) {
      throw notPublic(url.hostname);
    }
    return this.publicAgent;
  }

  /** Lets requests that run come to their end, and opens no connections any more. */
  async close(): Promise<void> {
    await Promise.all([this.publicAgent.close(), this.listedAgent.close()]);
  }
}

function agentFor(
  resolve: Resolve,
  isFine: (address: string) => boolean,
): Agent {
  // How long things may take is the request's business.
  return new Agent({
    connect: { lookup: checkedLookup(resolve, isFine) },
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}

/** In the form that Node's sockets ask for: they connect to what it returns, without asking anybody else. */
function checkedLookup(
  resolve: Resolve,
  isFine: (address: string) => boolean,
): LookupFunction {
  return (hostname, options, callback) => {
    checkedAddresses(hostname).then(
      addresses =>
        options.all
          ? callback(null, [...addresses])
          : callback(null, addresses[0].address, addresses[0].family),
      error => callback(error, []),
    );
  };

  async function checkedAddresses(hostname: string) {
    const addresses = await resolve(hostname);
    if (addresses.length === 0) {
      throw Object.assign(new Error('No addresses'), { code: 'ENOTFOUND' });
    }
    // One that is not public among others is an attack, or a mistake that would show now and then only.
    if (!addresses.every(({ address }) => isFine(address))) {
      throw notPublic(hostname);
    }
    return addresses;
  }
}

function notPublic(host: string): Refusal {
  return new Refusal(
    `Expected ${host} to be a host on the Internet, but its address belongs to this machine, an internal network or a cloud's metadata service. Whoever runs the portal can name it in bpmn.http.allow`,
  );
}
