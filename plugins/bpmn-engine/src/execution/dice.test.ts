import { diceFor } from './dice';

const THROWS = 20_000;

const throwsOf = (seed: string, count = THROWS) =>
  Array.from(
    { length: count },
    diceFor(() => seed),
  );

/** How many numbers fall into each of so many equal parts of [0, 1). */
function spread(numbers: readonly number[], parts: number): readonly number[] {
  const counts = Array<number>(parts).fill(0);
  for (const number of numbers) {
    counts[Math.floor(number * parts)]++;
  }
  return counts;
}

describe('dice', () => {
  it.each(['', 'a', 'story-1 17', 'ä€😀', 'x'.repeat(10_000)])(
    'should give the same numbers for the same seed: %#',
    seed => {
      expect(throwsOf(seed, 100)).toEqual(throwsOf(seed, 100));
    },
  );

  it('should go on where they are, not begin again with each throw', () => {
    // given
    const dice = diceFor(() => 'a');
    // when
    const numbers = [dice(), dice(), dice()];
    // then
    expect(numbers).toEqual(throwsOf('a', 3));
    expect(new Set(numbers).size).toBe(3);
  });

  it('should not touch each other', () => {
    // given
    const one = diceFor(() => 'a');
    const other = diceFor(() => 'a');
    one();
    one();
    // when
    const number = other();
    // then
    expect(number).toBe(throwsOf('a', 1)[0]);
  });

  it('should ask for their seed at the first throw, and once only', () => {
    // given
    let asked = 0;
    const dice = diceFor(() => `${++asked}`);
    expect(asked).toBe(0);
    // when
    dice();
    dice();
    // then
    expect(asked).toBe(1);
  });

  it.each(['', 'a', 'story-1 17'])(
    'should give numbers from 0 to less than 1: "%s"',
    seed => {
      // when
      const numbers = throwsOf(seed);
      // then
      expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...numbers)).toBeLessThan(1);
    },
  );

  it.each(['', 'a', 'story-1 17'])(
    'should spread evenly over all of them: "%s"',
    seed => {
      // when
      const numbers = throwsOf(seed);
      // then each tenth has its 2,000, give or take five standard deviations
      for (const count of spread(numbers, 10)) {
        expect(Math.abs(count - THROWS / 10)).toBeLessThan(212);
      }
      const mean = numbers.reduce((sum, number) => sum + number, 0) / THROWS;
      expect(Math.abs(mean - 0.5)).toBeLessThan(0.0103);
    },
  );

  it('should not let one throw tell the next', () => {
    // given
    const numbers = throwsOf('a');
    const pairs = numbers
      .slice(1)
      .map(
        (next, index) =>
          Math.floor(numbers[index] * 4) * 4 + Math.floor(next * 4),
      );
    // when
    const counts = spread(
      pairs.map(pair => pair / 16),
      16,
    );
    // then
    for (const count of counts) {
      expect(Math.abs(count - THROWS / 16)).toBeLessThan(172);
    }
  });

  it('should not come round', () => {
    expect(new Set(throwsOf('a')).size).toBeGreaterThan(THROWS - 5);
  });

  it('should give other numbers for another seed, however near', () => {
    // given
    const seeds = Array.from({ length: 5_000 }, (_, key) => `story-1 ${key}`);
    // when
    const first = seeds.map(seed => throwsOf(seed, 1)[0]);
    // then their first throws are as even as those of one
    expect(new Set(first).size).toBeGreaterThan(seeds.length - 3);
    for (const count of spread(first, 10)) {
      expect(Math.abs(count - 500)).toBeLessThan(106);
    }
  });

  it('should differ for seeds that have the same characters in another order', () => {
    expect(throwsOf('ab', 5)).not.toEqual(throwsOf('ba', 5));
    expect(throwsOf('1 11', 5)).not.toEqual(throwsOf('11 1', 5));
  });
});
