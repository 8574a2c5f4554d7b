import {
  Rejection,
  step,
  type Command,
  type ProcessDefinition,
  type StateChange,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { InstanceWrite, LoadedInstance } from '../store/instances';
import type { CommandContext } from './CommandContext';
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
    }),
  );
  refuseUntaken(changes, context);
  const present = target ?? definition;
  const write = writeOf({
    loaded,
    changes,
    lastKey,
    at,
    sensitive: new Set(present.sensitiveVariables),
    definition: present,
    ...meant,
  });
  return { changes, write };
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
