import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { MAX_VARIABLE_BYTES } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { isHeaderValue } from '../request/headerText';
import { parseHostRule, type HostRule } from './hostRule';

/** A text that requests of some groups may carry to some hosts. */
export interface Secret {
  readonly value: string;
  /** Entity references of the owner groups whose processes may use it. */
  readonly owners: readonly string[];
  /** Where it may be sent. */
  readonly hosts: readonly HostRule[];
}

/** What `bpmn.http` says. */
export interface HttpConfig {
  /** Hosts that may be asked although their addresses are not public. */
  readonly allow: readonly HostRule[];
  /** By name. */
  readonly secrets: ReadonlyMap<string, Secret>;
  /** Longest time that one try may take, in milliseconds. */
  readonly maxTimeout: number;
  /** Largest body of an answer, in bytes. */
  readonly maxResponseBytes: number;
}

const DEFAULT_MAX_TIMEOUT = 5 * 60_000;
const DAY = 24 * 60 * 60_000;
const MIN_SECRET_LENGTH = 8;
const SECRET_NAME = /^[A-Za-z0-9_-]+$/;

/** Reads and checks `bpmn.http`; throws an error that names the key. */
export function readHttpConfig(root: Config): HttpConfig {
  const config = root.getOptionalConfig('bpmn.http');
  return {
    allow: config?.getOptionalConfigArray('allow')?.map(readAllowed) ?? [],
    secrets: readSecrets(config?.getOptionalConfig('secrets')),
    maxTimeout: config?.has('maxTimeout')
      ? readMaxTimeout(config)
      : DEFAULT_MAX_TIMEOUT,
    maxResponseBytes: readSize(config?.getOptionalNumber('maxResponseBytes')),
  };
}

function readAllowed(config: Config, index: number): HostRule {
  const key = `bpmn.http.allow[${index}]`;
  const rule = readHost(config.getString('host'), `${key}.host`);
  const ports = config.getOptional<number[]>('ports');
  const isPort = (port: unknown) =>
    Number.isInteger(port) && Number(port) > 0 && Number(port) < 65_536;
  if (ports && !(Array.isArray(ports) && ports.every(isPort))) {
    throw new InputError(
      `Expected ${key}.ports to be a list of port numbers, but found something else`,
    );
  }
  return { ...rule, ...(ports && { ports }) };
}

function readHost(text: string, key: string): HostRule {
  const rule = parseHostRule(text);
  if (!rule) {
    throw new InputError(
      `Expected ${key} to be a host such as "api.example.com", "*.example.com" or "10.1.2.3", without protocol, port or path, but found "${text}"`,
    );
  }
  return rule;
}

function readMaxTimeout(config: Config): number {
  const duration = readDurationFromConfig(config, { key: 'maxTimeout' });
  const milliseconds = durationToMilliseconds(duration);
  if (!(milliseconds > 0 && milliseconds <= DAY)) {
    throw new InputError(
      'Expected bpmn.http.maxTimeout to be a duration of at most a day, such as "5 minutes", but found another',
    );
  }
  return milliseconds;
}

function readSize(bytes: number = MAX_VARIABLE_BYTES): number {
  if (!Number.isInteger(bytes) || bytes < 1 || bytes > MAX_VARIABLE_BYTES) {
    throw new InputError(
      `Expected bpmn.http.maxResponseBytes to be a whole number from 1 to ${MAX_VARIABLE_BYTES}, the largest variable, but found ${bytes}`,
    );
  }
  return bytes;
}

function readSecrets(config?: Config): ReadonlyMap<string, Secret> {
  return new Map(
    config?.keys().map(name => {
      const key = `bpmn.http.secrets.${name}`;
      if (!SECRET_NAME.test(name)) {
        throw new InputError(
          `Expected the name of a secret to be made of letters, digits, "_" and "-", but found ${key}`,
        );
      }
      return [name, readSecret(config.getConfig(name), key)];
    }),
  );
}

function readSecret(config: Config, key: string): Secret {
  // What is read from a file ends with a line break.
  const value = config.getString('value').trim();
  if (value.length < MIN_SECRET_LENGTH || !isHeaderValue(value)) {
    throw new InputError(
      `Expected ${key}.value to be a text for a header, of one line and at least ${MIN_SECRET_LENGTH} characters: a shorter one could not be kept out of answers`,
    );
  }
  return {
    value,
    owners: config.getStringArray('owners').map(owner => readOwner(owner, key)),
    hosts: config
      .getStringArray('hosts')
      .map((host, index) => readHost(host, `${key}.hosts[${index}]`)),
  };
}

function readOwner(owner: string, key: string): string {
  if (!isGroup(owner)) {
    throw new InputError(
      `Expected ${key}.owners to be groups such as "group:default/platform", but found "${owner}"`,
    );
  }
  return groupRef(owner);
}

function isGroup(text: string): boolean {
  try {
    return groupRef(text).startsWith('group:');
  } catch {
    return false;
  }
}

/** A group's entity reference as everybody spells it. */
export function groupRef(text: string): string {
  return stringifyEntityRef(parseEntityRef(text, { defaultKind: 'group' }));
}
