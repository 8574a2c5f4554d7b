import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import {
  Rejection,
  step,
  type Command,
  type InstanceRows,
  type Key,
  type ProcessDefinition,
  type StateChange,
  type Variables,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { InstanceWrite, LoadedInstance } from '../store/instances';
import type { CommandContext } from './CommandContext';
import { redactionOf, sensitiveAmong } from './redaction';
import { variablesSeen } from './variablesSeen';
import { writeOf } from './writeOf';

/** A command with who gives it. */
export interface Given {
  readonly command: Command;
  readonly context: CommandContext;
}

/** What a command is executed on. */
export interface Stage {
  readonly loaded: LoadedInstance;
  readonly definition: ProcessDefinition;
  /** For a migration: the version that the instance is to run on. */
  readonly target?: ProcessDefinition;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Work that it may take here, see `step`; absent: as any command. */
  readonly budget?: number;
  /** Work beyond which there is an incident, see `step`; absent: as for any command. */
  readonly limit?: number;
}

/** What a command has done, and what is to be written. */
export interface Stepped {
  readonly changes: readonly StateChange[];
  readonly write: InstanceWrite;
}

/** Executes a command and those that it is preceded by, and says what is to be written. The view is brought up to date. */
export function stepOnce(
  { loaded, definition, target, at, budget, limit }: Stage,
  { command, context }: Given,
): Stepped {
  let { lastKey } = loaded.record;
  const { precededBy = [], ...meant } = context;
  const secrets = secretsOf({ loaded, definition }, command);
  const changes = [...precededBy, command].flatMap(one =>
    step({
      definition,
      target,
      view: loaded.rows,
      command: one,
      now: at,
      nextKey: () => ++lastKey,
      budget,
      limit,
      secrets,
    }),
  );
  refuseUntaken(changes, context);
  const present = target ?? definition;
  const write = writeOf({
    loaded,
    changes,
    lastKey,
    at,
    redaction: redactionOf({
      definition: present,
      changes,
      secrets: secrets ?? [],
    }),
    definition: present,
    ...meant,
  });
  return { changes, write };
}

/**
 * Values of sensitive variables that a command brings, and that are seen where it is to be done: what it is about, and messages for people, may
 * hold them. The step adds those that it reads. Undefined: there are none in this process.
 */
function secretsOf(
  { loaded: { rows }, definition }: Pick<Stage, 'loaded' | 'definition'>,
  command: Command,
): Set<JsonValue> | undefined {
  const names = new Set(definition.sensitiveVariables);
  if (names.size === 0) {
    return undefined;
  }
  const { variables = {} } = command as { readonly variables?: Variables };
  const key = placeOf(rows, command);
  const seen =
    key === undefined
      ? Array.from(rows.variables.values(), Object.fromEntries)
      : [variablesSeen(rows, key) ?? {}];
  return new Set(
    [variables, ...seen].flatMap(some => sensitiveAmong(some, names)),
  );
}

/** The element instance that a command is about; undefined: all of them. */
function placeOf(rows: InstanceRows, command: Command): Key | undefined {
  if ('waitKey' in command) {
    return rows.waits.get(command.waitKey)?.elementInstanceKey;
  }
  if ('incidentKey' in command) {
    return rows.incidents.get(command.incidentKey)?.elementInstanceKey;
  }
  return 'scopeKey' in command ? command.scopeKey : undefined;
}

/** Whoever answers for a job or a task is told that there is no room for the answer, and nothing happens: they can answer in another way. */
function refuseUntaken(
  changes: readonly StateChange[],
  { lease, task }: CommandContext,
): void {
  if (!lease && !task) {
    return;
  }
  for (const change of changes) {
    const incident = change.type === 'incidentRaised' && change.incident;
    if (incident && incident.resumes?.tooLarge) {
      const { tooLarge } = incident.resumes;
      throw new Rejection('variableTooLarge', incident.message, {
        ...tooLarge,
      });
    }
  }
}
