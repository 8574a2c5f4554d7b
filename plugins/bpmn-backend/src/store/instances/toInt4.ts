const LARGEST = 2 ** 31 - 1;

/** The nearest number that fits into a column of four bytes: what a model says of priorities can be any number. */
export function toInt4(value: number): number {
  return Math.max(-LARGEST, Math.min(LARGEST, Math.round(value)));
}
