import { InputError } from '@backstage/errors';

const UNITS: Readonly<Record<string, number>> = {
  B: 1,
  KB: 1e3,
  KIB: 2 ** 10,
  MB: 1e6,
  MIB: 2 ** 20,
  GB: 1e9,
  GIB: 2 ** 30,
};

/** Bytes of a text such as `512MiB`. Throws an InputError at what is none. */
export function parseBytes(text: string): number {
  const [, amount, unit = 'B'] =
    /^\s*(\d+(?:\.\d+)?)\s*([KMG]?i?B)?\s*$/i.exec(text) ?? [];
  if (amount === undefined) {
    throw new InputError(
      `Expected an amount of memory such as 512MiB or 4GiB, but found "${text}"`,
    );
  }
  return Math.round(Number(amount) * UNITS[unit.toUpperCase()]);
}
