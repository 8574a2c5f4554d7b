import type { ModelValue } from '../model/graph';
import type { ElementInstance, JobWait } from '../state/state';
import { firstDue, parseSchedule } from '../timers';
import { evaluatorFor } from './evaluate';
import { triesOf, type JobData } from './jobs';
import { nodeOf, type Run } from './run';

/** Longest time that a worker can ask for before the next try, in milliseconds. */
export const LONGEST_RETRY_AFTER = 366 * 86_400_000;

const DEFAULT_BACK_OFF = { delay: 'PT10S', factor: 2, maximum: 'PT5M' };

/** Tries that the model gives a job. May throw a Failure. */
export function retriesOf(
  run: Run,
  instance: ElementInstance,
  { listener }: Pick<JobWait, 'listener'>,
): number {
  const node = nodeOf(run, instance);
  const retries: ModelValue | undefined = listener
    ? node.listeners[listener.on]?.[listener.index]?.retries
    : (node.data as JobData | undefined)?.retries;
  return triesOf(evaluatorFor(run, instance.key), retries);
}

/** When a job that has failed is tried again: after its delay, which grows with each failure up to a maximum. Whole epoch milliseconds. */
export function retryAt(
  { backOff, failures = 0 }: JobWait,
  now: number,
): number {
  const { delay, factor, maximum } = { ...DEFAULT_BACK_OFF, ...backOff };
  const first = milliseconds(delay, now);
  const wait = first && first * Math.max(factor, 1) ** failures;
  return momentAfter(
    now,
    Math.min(wait, Math.max(milliseconds(maximum, now), 0)),
  );
}

/** Longest pause between tries, in milliseconds: a thousand years. */
const LONGEST_PAUSE = 1000 * 366 * 24 * 3_600_000;

/** A whole number of milliseconds after a moment, whatever was calculated. */
function momentAfter(now: number, pause: number): number {
  return now + Math.min(Math.ceil(pause) || 0, LONGEST_PAUSE);
}

function milliseconds(duration: string, now: number): number {
  const parsed = parseSchedule('duration', duration);
  const due = 'schedule' in parsed ? firstDue(parsed.schedule, now) : undefined;
  return (due ?? now) - now;
}
