import { isContext } from '../values/feelValue';

/** A built-in function of FEEL. */
export interface Builtin {
  /** As an expression calls it. */
  readonly name: string;
  /**
   * Its forms, by the names of their parameters; `?` marks one that may be left out, `...` one that may be repeated.
   * Values without a name are given in the order of `order`, or else of the first form.
   */
  readonly forms: readonly (readonly string[])[];
  /** Names of all parameters in their order, if the forms do not begin alike. */
  readonly order?: readonly string[];
  /** One line for people. */
  readonly summary: string;
  /** What it does, unless feelin's own does. Gives null for arguments of the wrong type, as FEEL has it. */
  readonly call?: (...args: any[]) => unknown;
  /** Whether it reads its arguments to their last leaf, rather than their items only. */
  readonly deep?: boolean;
}

/** The string of an argument, also if it is the only item of a list (DMN 1.3, 10.3.2.9.4), or null. */
export function asText(value: unknown): string | null {
  const only = single(value);
  return typeof only === 'string' ? only : null;
}

/** The number of an argument, as in `asText`. */
export function asNumber(value: unknown): number | null {
  const only = single(value);
  return typeof only === 'number' ? only : null;
}

/** The context of an argument, as in `asText`. */
export function asContext(value: unknown): Record<string, unknown> | null {
  const only = single(value);
  return isContext(only) ? only : null;
}

/** The list of an argument: a single value is a list of it, null is none. */
export function asList(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) {
    return value;
  }
  return value === null || value === undefined ? null : [value];
}

/** The list of arguments that may come as one list or one by one. */
export function asListOrItems(args: readonly unknown[]): readonly unknown[] {
  return args.length === 1 && Array.isArray(args[0]) ? args[0] : args;
}

function single(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? value[0] : value;
}
