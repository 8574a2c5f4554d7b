import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { Rejection, type Command } from './command';
import {
  activateElements,
  cancelInstance,
  resolveIncident,
  setVariables,
} from './commands/operations';
import { lookAgain } from './commands/lookAgain';
import { migrateInstance } from './commands/migrate';
import { moveInstance } from './commands/move';
import { requireSound } from './commands/requireSound';
import { startInstance } from './commands/start';
import {
  asHeld,
  resumeInstance,
  suspendInstance,
  whenSuspended,
} from './commands/suspend';
import {
  broadcastSignal,
  failJob,
  fulfilWait,
  throwError,
  throwEscalation,
  updateUserTask,
} from './commands/waits';
import { elementsByType } from './elements';
import { eventsByType } from './events';
import { advance } from './execution/advance';
import { diceFor } from './execution/dice';
import type { Behaviours, Run } from './execution/run';
import { WorkQueue } from './execution/workQueue';
import type { ProcessDefinition } from './model/graph';
import { apply } from './state/apply';
import type { StateChange } from './state/change';
import type { InstanceRows } from './state/rows';
import type { Key } from './state/state';

/** What a step needs. */
export interface StepInput {
  /** The version that the instance runs on. */
  readonly definition: ProcessDefinition;
  /** For `migrateInstance`: the version that it is to run on. */
  readonly target?: ProcessDefinition;
  /** The instance. Brought up to date in place; after a Rejection it is as before, after any other error of no more use. */
  readonly view: InstanceRows;
  readonly command: Command;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Keys never used in this instance, counting up. */
  readonly nextKey: () => Key;
  /**
   * Work that the command may take here, in steps of expressions; an element that is entered counts as ten. Beyond it `BudgetSpent` is
   * thrown, and the command can be given again where it may take longer. Absent: the limits of any command.
   */
  readonly budget?: number;
  /**
   * The same in other words: beyond it whatever wants to do more has an incident, from which it goes on. For commands that have proved to
   * take too long. Absent: the limits of any command.
   */
  readonly limit?: number;
  /** Is given the values of sensitive variables that expressions have read: what these have made of them may hold them. */
  readonly secrets?: Set<JsonValue>;
}

/**
 * Executes one command on one process instance, up to the next waits, and says what has happened. Pure and synchronous: the same
 * input gives the same changes.
 *
 * Throws a `Rejection` if the state does not allow the command; `RowsMissing` if a partial view has not loaded what the command
 * touches; `BudgetSpent` if it takes more work than it was granted. A modelled process that cannot go on is no exception but an incident among the changes.
 */
export function step(input: StepInput): StateChange[] {
  const { definition, view, command } = input;
  requireSound(command);
  const changes: StateChange[] = [];
  const run = newRun(input, change => {
    apply(view, change);
    changes.push(change);
  });
  if (command.type !== 'startInstance') {
    requireRunning(view, definition);
  } else if (view.instance()) {
    throw new Rejection(
      'invalidState',
      'Expected the instance not to be started yet, but it is',
    );
  }
  const treatment = isSuspended(view) ? whenSuspended(command) : 'do';
  const held = treatment === 'do' ? command : asHeld(run, command);
  if (treatment !== 'hold') {
    perform(run, command, input);
  }
  if (treatment !== 'do') {
    run.emit({ type: 'commandHeld', command: held });
  }
  return changes;
}

function isSuspended(view: InstanceRows): boolean {
  return view.instance()?.state === 'suspended';
}

/** Does what a command asks for, then lets everything move that can. */
function perform(run: Run, command: Command, input: StepInput): void {
  if (command.type === 'migrateInstance') {
    const target = required(input.target);
    migrateInstance(run, target, command);
    moveOn({ ...run, definition: target }, input);
  } else {
    handle(run, command, input);
    moveOn(run, input);
  }
}

function moveOn(run: Run, { view }: StepInput): void {
  if (!isSuspended(view)) {
    advance(run);
  }
}

function required(target: ProcessDefinition | undefined): ProcessDefinition {
  if (!target) {
    throw new Rejection(
      'invalidArgument',
      'Expected a version to migrate to, but there is none',
    );
  }
  return target;
}

const behaviours: Behaviours = {
  elements: elementsByType,
  events: eventsByType,
};

function newRun(
  {
    definition,
    view,
    now,
    nextKey,
    budget = Infinity,
    limit = Infinity,
    secrets,
  }: StepInput,
  emit: Run['emit'],
): Run {
  return {
    definition,
    view,
    behaviours,
    now,
    nextKey,
    random: diceFor(() => `${view.instance()?.id} ${nextKey()}`),
    emit,
    work: new WorkQueue(),
    late: new WorkQueue(),
    changes: [],
    freshConditions: [],
    freshTimers: [],
    touchedScopes: new Set(),
    warnings: [],
    loopInputs: new Map(),
    entries: new Map(),
    entered: 0,
    steps: 0,
    budget,
    limit,
    secrets,
  };
}

function requireRunning(view: InstanceRows, { id }: ProcessDefinition): void {
  const instance = view.instance();
  if (!instance) {
    throw new Rejection(
      'notFound',
      'Expected the instance to be started, but it is not',
    );
  }
  if (instance.state === 'completed' || instance.state === 'terminated') {
    throw new Rejection(
      'invalidState',
      `Expected instance ${instance.id} to run, but it is ${instance.state}`,
      { instanceId: instance.id, state: instance.state },
    );
  }
  if (instance.processId !== id) {
    throw new Error(
      `Expected the definition of process ${instance.processId}, but got that of ${id}`,
    );
  }
}

function handle(run: Run, command: Command, input: StepInput): void {
  switch (command.type) {
    case 'startInstance':
      return startInstance(run, command);
    case 'fulfilWait':
      return fulfilWait(run, command);
    case 'failJob':
      return failJob(run, command);
    case 'throwError':
      return throwError(run, command);
    case 'throwEscalation':
      return throwEscalation(run, command);
    case 'broadcastSignal':
      return broadcastSignal(run, command);
    case 'updateUserTask':
      return updateUserTask(run, command);
    default:
      return operate(run, command, input);
  }
}

function operate(run: Run, command: Command, input: StepInput): void {
  switch (command.type) {
    case 'setVariables':
      return setVariables(run, command);
    case 'resolveIncident':
      return resolveIncident(run, command);
    case 'suspendInstance':
      return suspendInstance(run);
    case 'resumeInstance':
      return resumeInstance(run, held => perform(run, held, input));
    case 'cancelInstance':
      return cancelInstance(run);
    case 'moveInstance':
      return moveInstance(run, command);
    case 'activateElements':
      return activateElements(run, command);
    case 'lookAgain':
      return lookAgain(run, command);
    default:
      throw new Rejection(
        'invalidArgument',
        `Expected a command, but found "${String(command.type)}"`,
      );
  }
}
