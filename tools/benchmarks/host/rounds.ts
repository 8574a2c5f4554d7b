/** Does one of what is measured: callers take turns at it. */
export type DoOne = (caller: number) => Promise<void>;

/** What is measured against each other, by name. */
export type Contestants<Name extends string> = Readonly<Record<Name, DoOne>>;

/** Rounds before those that count: a server has been running for longer than a few seconds. */
const WARM_UP = 4;

/** How long and how often. */
export interface Rounds {
  readonly rounds: number;
  readonly milliseconds: number;
}

/** The middle one. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value that such a share of all does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)];
}

/**
 * Lets contestants do the same in turns, round by round, so that a noisy machine is noisy for all. Gives how many each does in a second, in
 * every round.
 */
export async function compete<Name extends string>(
  contestants: Contestants<Name>,
  callers: number,
  { rounds, milliseconds }: Rounds,
): Promise<Readonly<Record<Name, readonly number[]>>> {
  const names = Object.keys(contestants) as Name[];
  const rates = Object.fromEntries(
    names.map(name => [name, [] as number[]]),
  ) as Record<Name, number[]>;
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const name of names) {
      const rate = await rateOf(contestants[name], callers, milliseconds);
      if (round >= 0) {
        rates[name].push(rate);
      }
    }
  }
  return rates;
}

/** How many are done in a second, by so many callers who each begin the next when one is done. */
async function rateOf(
  doOne: DoOne,
  callers: number,
  milliseconds: number,
): Promise<number> {
  const begin = performance.now();
  let done = 0;
  const call = async (caller: number) => {
    while (performance.now() - begin < milliseconds) {
      await doOne(caller);
      done++;
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, index) => call(index)));
  return (done * 1000) / (performance.now() - begin);
}

/** The median over the rounds of how many times more one has done than the other. */
export function ratioOf(
  ours: readonly number[],
  theirs: readonly number[],
): number {
  return median(ours.map((rate, round) => rate / theirs[round]));
}
