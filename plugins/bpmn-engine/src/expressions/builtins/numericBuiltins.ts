import { Duration } from 'luxon';
import { currentRun } from '../run';
import { millisOf, monthsOf } from '../values/temporal';
import { asNumber, Builtin } from './builtin';

type Round = (scaled: number) => number;

/** Rounds at a number of decimals, 0 if not said. */
function rounding(round: Round) {
  return (n: unknown, scale: unknown): number | null => {
    const value = asNumber(n);
    const decimals = scale === undefined ? 0 : asNumber(scale);
    if (value === null || decimals === null) {
      return null;
    }
    const factor = 10 ** decimals;
    // Half a unit in the 15th digit: 1.005 * 100 is 100.49999999999999.
    const scaled = Number((Math.abs(value) * factor).toPrecision(15));
    const result = (Math.sign(value) * round(scaled)) / factor;
    return Number.isFinite(result) ? result : value;
  };
}

const halfDown: Round = n => (n % 1 > 0.5 ? Math.ceil(n) : Math.floor(n));
const halfUp: Round = n => (n % 1 >= 0.5 ? Math.ceil(n) : Math.floor(n));

function abs(n: unknown): unknown {
  if (Duration.isDuration(n)) {
    return monthsOf(n) < 0 || millisOf(n) < 0 ? n.negate() : n;
  }
  const value = asNumber(n);
  return value === null ? null : Math.abs(value);
}

const unary = (name: string, summary: string): Builtin => ({
  name,
  forms: [['number']],
  summary,
});
const scaled = (name: string, summary: string): Builtin => ({
  name,
  forms: [['n', 'scale?']],
  summary,
});

/** Built-ins about numbers. */
export const numericBuiltins: readonly Builtin[] = [
  {
    name: 'decimal',
    forms: [['n', 'scale']],
    summary: 'Rounded at a number of decimals, half to even.',
  },
  scaled('floor', 'The greatest number below, at a number of decimals.'),
  scaled('ceiling', 'The least number above, at a number of decimals.'),
  {
    ...scaled('round up', 'Rounded away from zero.'),
    call: rounding(Math.ceil),
  },
  {
    ...scaled('round down', 'Rounded towards zero.'),
    call: rounding(Math.floor),
  },
  {
    ...scaled('round half up', 'Rounded; a half away from zero.'),
    call: rounding(halfUp),
  },
  {
    ...scaled('round half down', 'Rounded; a half towards zero.'),
    call: rounding(halfDown),
  },
  {
    name: 'abs',
    forms: [['n']],
    summary: 'A number or duration without its sign.',
    call: abs,
  },
  {
    name: 'modulo',
    forms: [['dividend', 'divisor']],
    summary: 'Remainder of a division, with the sign of the divisor.',
  },
  unary('sqrt', 'Square root.'),
  unary('log', 'Natural logarithm.'),
  unary('exp', 'e to the power of a number.'),
  unary('odd', 'Whether a number is odd.'),
  unary('even', 'Whether a number is even.'),
  {
    name: 'random number',
    forms: [[]],
    summary: 'A random number from 0 to less than 1.',
    call: () => currentRun().random(),
  },
];
