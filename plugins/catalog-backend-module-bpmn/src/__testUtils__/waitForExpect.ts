import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds. */
const PATIENCE = 30_000;
const REST = 100;

/** Tries until what is expected is so: for what happens a moment after something else. */
export async function waitForExpect(
  expectation: () => Promise<void>,
): Promise<void> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    try {
      await expectation();
      return;
    } catch (error) {
      if (Date.now() > end) {
        throw error;
      }
      await sleep(REST);
    }
  }
}
