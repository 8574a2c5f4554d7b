/** Runs a model once, from start to end. */
export type RunOnce = () => Promise<void>;

const ROUNDS = 7;
const BATCH_MILLISECONDS = 120;
const WARM_UP_MILLISECONDS = 1000;

/** Microseconds per run: ours, theirs if there is a competitor, and how many times faster ours is. */
export interface Measured {
  readonly ours: number;
  readonly ratio?: number;
}

/**
 * Measures two ways of doing the same, in turns, so that a noisy machine is noisy for both. Figures are medians over the rounds.
 */
export async function measure(
  ours: RunOnce,
  theirs?: RunOnce,
): Promise<Measured> {
  await batch(ours, WARM_UP_MILLISECONDS);
  if (theirs) {
    await batch(theirs, WARM_UP_MILLISECONDS);
  }
  const own: number[] = [];
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const mine = await batch(ours, BATCH_MILLISECONDS);
    own.push(mine);
    if (theirs) {
      ratios.push((await batch(theirs, BATCH_MILLISECONDS)) / mine);
    }
  }
  return {
    ours: median(own),
    ...(theirs && { ratio: median(ratios) }),
  };
}

/** Microseconds per run, over at least so many milliseconds. */
async function batch(run: RunOnce, milliseconds: number): Promise<number> {
  const begin = performance.now();
  let runs = 0;
  let elapsed = 0;
  while (elapsed < milliseconds) {
    await run();
    runs++;
    elapsed = performance.now() - begin;
  }
  return (elapsed * 1000) / runs;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
