import { Rejection, type Command } from '../command';
import { findNameProblem, findSizeProblem, tooLarge } from '../execution/room';
import type { Variables } from '../state/state';

/** Says that the variables of a command can be kept anywhere. Throws a Rejection: whoever gives it is told, and nothing happens. */
export function requireSound(command: Command): void {
  for (const variables of variablesOf(command)) {
    const message = findNameProblem(variables);
    if (message !== undefined) {
      throw new Rejection('invalidArgument', message);
    }
    const problem = findSizeProblem(variables);
    if (problem !== undefined) {
      throw tooLarge(problem);
    }
  }
}

function variablesOf(command: Command): readonly Variables[] {
  if (command.type === 'moveInstance') {
    return command.activate.map(({ variables = {} }) => variables);
  }
  return 'variables' in command && command.variables ? [command.variables] : [];
}
