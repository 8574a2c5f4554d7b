import { Rejection, type Command } from '../command';
import { findTextProblem } from '../execution/findTextProblem';
import { findNameProblem, findSizeProblem, tooLarge } from '../execution/room';
import type { Variables } from '../state/state';

/** Says that the variables of a command can be kept anywhere. Throws a Rejection: whoever gives it is told, and nothing happens. */
export function requireSound(command: Command): void {
  variablesOf(command).forEach(requireSoundVariables);
  const businessKey = 'businessKey' in command ? command.businessKey : '';
  const problem = findTextProblem(businessKey ?? '');
  if (problem !== undefined) {
    throw new Rejection(
      'invalidArgument',
      `Expected a business key that can be looked for, but it ${problem}`,
    );
  }
}

/**
 * Says that variables can be kept anywhere: their names are text, and they are not too large by themselves. Throws a Rejection. For hosts, where
 * variables wait for their instance.
 */
export function requireSoundVariables(variables: Variables): void {
  const message = findNameProblem(variables);
  if (message !== undefined) {
    throw new Rejection('invalidArgument', message);
  }
  const problem = findSizeProblem(variables);
  if (problem !== undefined) {
    throw tooLarge(problem);
  }
}

function variablesOf(command: Command): readonly Variables[] {
  if (command.type === 'moveInstance') {
    return command.activate.map(({ variables = {} }) => variables);
  }
  return 'variables' in command && command.variables ? [command.variables] : [];
}
