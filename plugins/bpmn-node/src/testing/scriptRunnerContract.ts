/* eslint-disable jest/no-export, jest/expect-expect -- tests that others have to pass are exported */
import type { ScriptRunnerContract } from './contractedScriptRunner';
import { scriptRunnerPromises } from './scriptRunnerPromises';

/**
 * Declares the tests that every script runner has to pass. Call it inside a `describe`, for each language.
 *
 * @public
 */
export function scriptRunnerContract(contract: ScriptRunnerContract): void {
  it.each(scriptRunnerPromises)('should $promise', ({ check }) =>
    check(contract),
  );
}
