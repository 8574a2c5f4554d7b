import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { parseHostRule, type HostRule } from '../egress/hostRule';
import { groupOf } from './groupOf';

/** Hosts that scripts of some groups may reach. */
export interface NetworkGrant {
  /** As they were written. */
  readonly hosts: readonly string[];
  readonly rules: readonly HostRule[];
  /** Entity references of the groups. */
  readonly owners: readonly string[];
}

/**
 * Reads `network` of an environment.
 *
 * @param key - of the environment
 */
export function readNetwork(
  config: Config,
  key: string,
): readonly NetworkGrant[] {
  const grants = config.getOptionalConfigArray('network') ?? [];
  return grants.map((grant, index) =>
    readGrant(grant, `${key}.network[${index}]`),
  );
}

function readGrant(config: Config, key: string): NetworkGrant {
  const isInternal = config.getOptionalBoolean('internal') ?? false;
  const hosts = config.getStringArray('hosts');
  const owners = config.getStringArray('owners');
  return {
    hosts,
    rules: hosts.map(host => ruleOf(host, { isInternal, key })),
    owners: owners.map(owner => groupOf(owner, `${key}.owners`)),
  };
}

function ruleOf(
  host: string,
  { isInternal, key }: { readonly isInternal: boolean; readonly key: string },
): HostRule {
  const rule = parseHostRule(host, isInternal);
  if (!rule) {
    throw new InputError(
      `Expected ${key}.hosts to name hosts, such as api.example.com, *.example.com, example.com:8443 or 10.1.2.3, but found "${host}"`,
    );
  }
  return rule;
}
