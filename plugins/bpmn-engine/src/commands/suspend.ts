import { Rejection, type Command } from '../command';
import type { Run } from '../execution/run';

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

/** What becomes of a command while the instance is suspended. Variables are set at once, and once more in their turn. */
export function whenSuspended({ type }: Command): 'hold' | 'do' | 'doAndHold' {
  if (HELD.has(type)) {
    return 'hold';
  }
  if (type === 'setVariables') {
    return 'doAndHold';
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

/** A command as it is done on resumption: which variables are new is known only before they are set. */
export function asHeld({ view }: Run, command: Command): Command {
  if (command.type !== 'setVariables') {
    return command;
  }
  const { scopeKey = view.instance()!.rootKey, variables } = command;
  const created = Object.keys(variables).filter(
    name => view.variable(scopeKey, name) === undefined,
  );
  return { ...command, created };
}
