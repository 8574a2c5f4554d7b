import type { Clock } from '../clock/Clock';
import type { FileLeftovers } from '../store/files';
import type { FileContents } from './FileContents';

/** Keys that are looked at in one step. */
const BATCH = 20;

/** Milliseconds between two steps, for everybody else. */
const PAUSE = 10;

/** Milliseconds between two looks. */
const MINUTE = 60_000;

/**
 * Removes files that no instance may have any more, and bytes of which no file has become: first what is known of a file, then its bytes, then
 * the note that they are to go. Whoever comes after a kill does the rest.
 */
export class FileWorker {
  constructor(
    private readonly options: {
      readonly leftovers: FileLeftovers;
      readonly contents: FileContents;
      readonly clock: Clock;
    },
  ) {}

  /** Removes some. Returns for how many milliseconds it can rest. */
  async runOnce(): Promise<number> {
    const { leftovers, contents, clock } = this.options;
    const keys = await leftovers.findDue(clock.now(), BATCH);
    for (const key of keys) {
      if (await leftovers.release(key)) {
        await contents.remove(key);
        await leftovers.forget(key);
      }
    }
    return keys.length < BATCH ? MINUTE : PAUSE;
  }
}
