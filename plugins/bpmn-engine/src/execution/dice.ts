/**
 * Dice for `random number()` and `uuid()`: numbers in [0, 1) that follow from a seed, so that the same command gives the same
 * changes. The seed is asked for at the first throw. (Small fast counter generator with 128 bits of state, each 32 of them an
 * FNV-1a hash of the seed.)
 */
export function diceFor(seed: () => string): () => number {
  let state: Int32Array | undefined;
  return () => {
    state ??= seeded(seed());
    return (next(state) >>> 0) / 2 ** 32;
  };
}

const WARM_UP = 12;

function seeded(seed: string): Int32Array {
  const state = Int32Array.from([0, 1, 2, 3], salt => hash(`${salt} ${seed}`));
  for (let i = 0; i < WARM_UP; i++) {
    next(state);
  }
  return state;
}

function next(state: Int32Array): number {
  const [a, b, c, counter] = state;
  const sum = (a + b + counter) | 0;
  state[0] = b ^ (b >>> 9);
  state[1] = c + (c << 3);
  state[2] = ((c << 21) | (c >>> 11)) + sum;
  state[3] = counter + 1;
  return sum;
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  }
  return value;
}
