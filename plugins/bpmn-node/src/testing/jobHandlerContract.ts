/* eslint-disable jest/no-export, jest/expect-expect -- tests that others have to pass are exported */
import type { JobHandlerContract } from './contractedJobHandler';
import { jobHandlerPromises } from './jobHandlerPromises';

/**
 * Declares the tests that every job handler has to pass. Call it inside a `describe`.
 *
 * @public
 */
export function jobHandlerContract(contract: JobHandlerContract): void {
  it.each(jobHandlerPromises(contract))('should $promise', ({ check }) =>
    check(contract),
  );
}
