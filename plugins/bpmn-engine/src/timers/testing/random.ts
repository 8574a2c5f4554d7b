/** Dice that fall the same way every time. */
export interface Random {
  /** A whole number, both ends included. */
  readonly between: (min: number, max: number) => number;
  readonly pick: <T>(choices: readonly T[]) => T;
}

/**
 * Reproducible randomness for property tests: a linear congruential generator.
 *
 * @param seed - a whole number
 */
export function randomFrom(seed: number): Random {
  let state = seed % 4_294_967_296;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) % 4_294_967_296;
    return (state < 0 ? state + 4_294_967_296 : state) / 4_294_967_296;
  };
  const between = (min: number, max: number) =>
    min + Math.floor(next() * (max - min + 1));
  return { between, pick: choices => choices[between(0, choices.length - 1)] };
}
