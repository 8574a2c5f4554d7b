import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import {
  ConfigReader,
  readDurationFromConfig,
  type Config,
} from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, type JsonObject } from '@backstage/types';
import type {
  ScriptEnvironment,
  ScriptLimits,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type {
  EnvironmentMode,
  EnvironmentSettings,
} from '../protocol/settings';
import { platformProblem } from '../sandbox/platformProblem';
import { BUILT_IN, INTERPRETERS, type Described } from './environments';
import { groupOf } from './groupOf';
import { parseBytes } from './parseBytes';
import { readNetwork, type NetworkGrant } from './readNetwork';

const MINUTE = 60_000;
const GIB = 2 ** 30;
const DEFAULTS: ScriptLimits = {
  timeout: 5 * MINUTE,
  cpu: 5 * MINUTE,
  memory: GIB,
};
const CEILINGS: ScriptLimits = {
  timeout: 24 * 60 * MINUTE,
  cpu: 24 * 60 * MINUTE,
  memory: 4 * GIB,
};
const NOBODY = 65_534;
const SHORTEST_SECRET = 8;

/** A text that scripts of some groups can ask for. */
export interface ScriptSecret {
  readonly name: string;
  readonly value: string;
  /** Entity references of the groups. */
  readonly owners: readonly string[];
}

/** An environment, as it is shown, as the supervisor is told of it, and with what it grants. */
export type ConfiguredEnvironment = ScriptEnvironment &
  EnvironmentSettings & { readonly grants: readonly NetworkGrant[] };

/** What `bpmn.scripts` says. */
export interface RunnerConfig {
  readonly isIsolated: boolean;
  readonly concurrency: number;
  /** Of groups that may have fewer at a time, by their entity references. */
  readonly concurrencyOf: Readonly<Record<string, number>>;
  readonly uid: number;
  readonly gid: number;
  readonly environments: readonly ConfiguredEnvironment[];
  /** Ceilings of groups, by their entity references. */
  readonly teams: ReadonlyMap<string, ScriptLimits>;
  readonly secrets: readonly ScriptSecret[];
}

/** Reads and checks `bpmn.scripts`; throws an error that names the key. */
export function readRunnerConfig(root: Config): RunnerConfig {
  const config = root.getOptionalConfig('bpmn.scripts');
  const ceilings = readLimits(config?.getOptionalConfig('ceilings'), CEILINGS);
  return {
    isIsolated: readMode(config) === 'sandbox',
    concurrency: readCount(config, 'concurrency') ?? 2 * availableParallelism(),
    concurrencyOf: readConcurrencyOf(config),
    uid: readCount(config, 'uid') ?? NOBODY,
    gid: readCount(config, 'gid') ?? NOBODY,
    environments: readEnvironments(
      config?.getOptionalConfig('environments'),
      ceilings,
    ),
    teams: readTeams(config, ceilings),
    secrets: readSecrets(config?.getOptionalConfig('secrets')),
  };
}

function readMode(config: Config | undefined): string {
  const mode = config?.getOptionalString('mode') ?? 'sandbox';
  if (!['sandbox', 'unsafe-process'].includes(mode)) {
    throw new InputError(
      `Expected bpmn.scripts.mode to be sandbox or unsafe-process, but found "${mode}"`,
    );
  }
  return mode;
}

function readCount(config: Config | undefined, key: string, place = '') {
  const count = config?.getOptionalNumber(key);
  if (count !== undefined && !(Number.isInteger(count) && count > 0)) {
    throw new InputError(
      `Expected bpmn.scripts.${place}${key} to be a whole number above 0, but found ${count}`,
    );
  }
  return count;
}

function readEnvironments(
  config: Config | undefined,
  ceilings: ScriptLimits,
): RunnerConfig['environments'] {
  const described = new Map<string, Described>(Object.entries(BUILT_IN));
  for (const name of config?.keys() ?? []) {
    described.set(name, {
      ...described.get(name),
      ...readDescribed(config!.getConfig(name), name),
    });
  }
  const found = Array.from(described, ([name, one]) =>
    environmentOf(name, one, ceilings),
  );
  return found.filter(({ interpreter }) => interpreter !== '');
}

function readDescribed(config: Config, name: string): Described {
  const key = `bpmn.scripts.environments.${name}`;
  const language = config.getString('language');
  if (language !== 'python' && language !== 'r') {
    throw new InputError(
      `Expected ${key}.language to be python or r, but found "${language}"`,
    );
  }
  const interpreter = config.getOptionalString('interpreter');
  if (interpreter !== undefined && !existsSync(interpreter)) {
    throw new InputError(
      `Expected ${key}.interpreter to be the path of a program, but there is none at ${interpreter}`,
    );
  }
  const mode = config.getOptionalString('mode');
  if (mode !== undefined && mode !== 'zygote' && mode !== 'fresh') {
    throw new InputError(
      `Expected ${key}.mode to be zygote or fresh, but found "${mode}"`,
    );
  }
  return {
    language,
    ...defined({
      interpreter,
      mode: mode as EnvironmentMode | undefined,
      isDefault: config.getOptionalBoolean('default'),
      description: config.getOptionalString('description'),
      paths: config.getOptionalStringArray('paths'),
      preload: config.getOptionalStringArray('preload'),
      grants: readNetwork(config, key),
      limits:
        config.has('limits') &&
        readLimits(config.getConfig('limits'), DEFAULTS),
    }),
  };
}

/** What was given. */
function defined(values: object): object {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value),
  );
}

function environmentOf(
  name: string,
  described: Described,
  ceilings: ScriptLimits,
): ConfiguredEnvironment {
  const { language, description, grants = [] } = described;
  return {
    name,
    language,
    mode: described.mode ?? 'zygote',
    interpreter: described.interpreter ?? interpreterOf(language),
    isDefault: described.isDefault ?? false,
    paths: described.paths ?? [],
    preload: described.preload ?? [],
    limits: described.limits ?? DEFAULTS,
    ceilings,
    network: [...new Set(grants.flatMap(({ hosts }) => hosts))],
    grants,
    ...(description !== undefined && { description }),
  };
}

/** Nothing if there is none: its scripts are left to others. Where there can be no sandbox that is not what is to be told. */
function interpreterOf(language: Described['language']): string {
  const candidates = INTERPRETERS[language];
  const otherwise = platformProblem() === undefined ? '' : candidates[0];
  return candidates.find(existsSync) ?? otherwise;
}

/** What is said of each group: their entity references are no keys as other keys are. */
function teamsOf(
  config: Config | undefined,
): readonly (readonly [group: string, team: Config, place: string])[] {
  const teams = config?.getOptional<JsonObject>('teams') ?? {};
  return Object.entries(teams).map(([name, team]) => {
    const place = `teams.${name}`;
    return [
      groupOf(name, `bpmn.scripts.${place}`),
      new ConfigReader(team as JsonObject, `bpmn.scripts.${place}`),
      place,
    ];
  });
}

function readTeams(
  config: Config | undefined,
  ceilings: ScriptLimits,
): RunnerConfig['teams'] {
  return new Map(
    teamsOf(config).map(([group, team]) => [group, readLimits(team, ceilings)]),
  );
}

function readConcurrencyOf(
  config: Config | undefined,
): RunnerConfig['concurrencyOf'] {
  const counts = teamsOf(config).flatMap(([group, team, place]) => {
    const count = readCount(team, 'concurrency', `${place}.`);
    return count === undefined ? [] : [[group, count] as const];
  });
  return Object.fromEntries(counts);
}

function readLimits(
  config: Config | undefined,
  otherwise: ScriptLimits,
): ScriptLimits {
  const duration = (key: 'timeout' | 'cpu') =>
    config?.has(key)
      ? durationToMilliseconds(readDurationFromConfig(config, { key }))
      : otherwise[key];
  const memory = config?.getOptionalString('memory');
  return {
    timeout: duration('timeout'),
    cpu: duration('cpu'),
    memory: memory === undefined ? otherwise.memory : parseBytes(memory),
  };
}

function readSecrets(config: Config | undefined): readonly ScriptSecret[] {
  return (config?.keys() ?? []).map(name => {
    const key = `bpmn.scripts.secrets.${name}`;
    const secret = config!.getConfig(name);
    const value = secret.getString('value');
    if (value.length < SHORTEST_SECRET) {
      throw new InputError(
        `Expected ${key}.value to have at least ${SHORTEST_SECRET} characters, but it has fewer: a short one cannot be kept out of logs`,
      );
    }
    const owners = secret.getStringArray('owners');
    return { name, value, owners: owners.map(owner => groupOf(owner, key)) };
  });
}
