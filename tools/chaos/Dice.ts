/** Dice that fall the same way for the same seed. */
export class Dice {
  private state: number;

  constructor(seed: number) {
    this.state = Math.imul(seed + 1, 0x9e3779b1);
  }

  /** A whole number, both ends included. */
  between(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  /** Whether something that happens so often happens now. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.between(0, choices.length - 1)];
  }

  /** One of the choices, by how often each is to be chosen. */
  weighted<T extends { readonly weight: number }>(choices: readonly T[]): T {
    let left =
      this.next() * choices.reduce((sum, { weight }) => sum + weight, 0);
    return (
      choices.find(({ weight }) => {
        left -= weight;
        return left < 0;
      }) ?? choices[choices.length - 1]
    );
  }

  /** A number in [0, 1). (The mulberry32 generator.) */
  private next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    const a = this.state;
    let b = Math.imul(a ^ (a >>> 15), a | 1);
    b ^= b + Math.imul(b ^ (b >>> 7), b | 61);
    return ((b ^ (b >>> 14)) >>> 0) / 2 ** 32;
  }
}
