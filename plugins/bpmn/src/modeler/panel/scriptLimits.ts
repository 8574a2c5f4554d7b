import { readTimer } from '../simulate/readTimer';

const MEMORY = /^\d+(\.\d+)?\s*(B|[KMGT]i?B)$/i;

/** What is wrong with a duration; nothing if there is none. */
export function durationProblem(value: string | undefined): string | undefined {
  return value
    ? readTimer({ kind: 'duration', text: value }).problem
    : undefined;
}

/** What is wrong with an amount of memory; nothing if there is none. */
export function memoryProblem(value: string | undefined): string | undefined {
  return !value || MEMORY.test(value)
    ? undefined
    : `Expected an amount of memory, but found "${value}". Write for example 512MiB or 4GiB.`;
}
