import { Rejection, type Command } from '../command';
import type { Run } from '../execution/run';
import type { ProcessDefinition } from '../model/graph';

/** Nothing moves until the instance is resumed. */
export function suspendInstance(run: Run): void {
  const instance = run.view.instance()!;
  if (instance.state === 'suspended') {
    throw new Rejection(
      'invalidState',
      `Expected instance ${instance.id} to be active, but it is suspended already`,
      { instanceId: instance.id },
    );
  }
  run.emit({ type: 'instanceSuspended' });
}

/**
 * Goes on: what was held is done in order. What no longer fits is noted in history.
 */
export function resumeInstance(
  run: Run,
  perform: (command: Command) => void,
): void {
  const instance = run.view.instance()!;
  if (instance.state !== 'suspended') {
    throw new Rejection(
      'invalidState',
      `Expected instance ${instance.id} to be suspended, but it is ${instance.state}`,
      { instanceId: instance.id },
    );
  }
  const held = [...run.view.heldCommands()];
  run.emit({ type: 'instanceResumed' });
  for (const command of held) {
    performHeld(run, command, perform);
  }
}

function performHeld(
  run: Run,
  command: Command,
  perform: (command: Command) => void,
): void {
  if (run.view.instance()!.state !== 'active') {
    drop(run, command, 'The instance has ended');
    return;
  }
  try {
    perform(command);
  } catch (error) {
    if (!(error instanceof Rejection)) {
      throw error;
    }
    drop(run, command, error.message);
  }
}

function drop(run: Run, command: Command, reason: string): void {
  run.emit({ type: 'commandDropped', command, reason });
}

/** What happens to a suspended instance from outside is kept until it is resumed. */
const HELD: ReadonlySet<Command['type']> = new Set([
  'fulfilWait',
  'failJob',
  'throwError',
  'throwEscalation',
  'broadcastSignal',
] as const);

/** What an operator can do to a suspended instance; it does not make anything move. */
const ALLOWED: ReadonlySet<Command['type']> = new Set([
  'resumeInstance',
  'suspendInstance',
  'cancelInstance',
  'updateUserTask',
  'migrateInstance',
] as const);

/**
 * What becomes of a command while the instance is suspended. Variables are set at once, and once more on resumption if something
 * follows them.
 */
export function whenSuspended(
  command: Command,
  { conditionNames, timerNames }: ProcessDefinition,
): 'hold' | 'do' | 'doAndHold' {
  const { type } = command;
  if (HELD.has(type)) {
    return 'hold';
  }
  if (type === 'setVariables') {
    const isFollowed = Object.keys(command.variables).some(
      name => conditionNames.has(name) || timerNames.has(name),
    );
    return isFollowed ? 'doAndHold' : 'do';
  }
  if (ALLOWED.has(type)) {
    return 'do';
  }
  throw new Rejection(
    'invalidState',
    `Expected the instance to be active for ${type}, but it is suspended. Resume it first`,
    { command: type },
  );
}
