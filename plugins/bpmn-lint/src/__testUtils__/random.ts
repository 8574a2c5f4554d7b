/** Dice that fall the same way for the same seed. */
export class Random {
  constructor(private state: number) {}

  /** A whole number from 0 to `end` - 1. (The mulberry32 generator.) */
  below(end: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    const a = this.state;
    let b = Math.imul(a ^ (a >>> 15), a | 1);
    b ^= b + Math.imul(b ^ (b >>> 7), b | 61);
    return ((b ^ (b >>> 14)) >>> 0) % end;
  }

  /** One of several. */
  one<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)];
  }
}
