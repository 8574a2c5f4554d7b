import { BudgetSpent } from './budgetSpent';
import { ExpressionFailure } from './failure';
import {
  MAX_EXPRESSION_STEPS,
  MAX_WARNING_LENGTH,
  MAX_WARNINGS,
} from './limits';

/** What one evaluation takes from its host. */
export interface RunOptions {
  /** Epoch milliseconds. */
  readonly now: number;
  /** The host's dice, at least 0 and less than 1. */
  readonly random: () => number;
  /** Steps after which the host wants it to go on elsewhere; absent: it does not matter. */
  readonly granted?: number;
}

/**
 * One evaluation while it goes on. Evaluation is synchronous and FEEL's functions are given nothing but their arguments,
 * so that the run they belong to is the current one.
 */
export interface Run extends RunOptions {
  /** Steps taken so far. */
  steps: number;
  /** Calls of functions of the expression that are open. */
  depth: number;
  /** Above 0 while missing names are expected, as within `is defined(…)`. */
  hushed: number;
  /** Every warning once, in the order of their first occurrence. */
  readonly warnings: Set<string>;
}

let current: Run | undefined;

/** The evaluation that goes on. */
export function currentRun(): Run {
  if (!current) {
    throw new Error('Expected an evaluation to go on, but there is none.');
  }
  return current;
}

/** Does the task as a run of its own, and gives its result. Runs may nest. */
export function runWith<T>(options: RunOptions, task: (run: Run) => T): T {
  const outer = current;
  const run: Run = {
    now: options.now,
    random: options.random,
    granted: options.granted,
    steps: 0,
    depth: 0,
    hushed: 0,
    warnings: new Set(),
  };
  current = run;
  try {
    return task(run);
  } finally {
    current = outer;
  }
}

/**
 * Counts steps of the current run.
 *
 * @throws ExpressionFailure when there have been more than `MAX_EXPRESSION_STEPS`, BudgetSpent when more than were granted
 */
export function charge(steps: number): void {
  const run = currentRun();
  run.steps += steps;
  if (run.granted !== undefined && run.steps > run.granted) {
    throw new BudgetSpent();
  }
  // Also false for NaN.
  if (!(run.steps <= MAX_EXPRESSION_STEPS)) {
    throw new ExpressionFailure(
      `Expected the expression to take at most ${MAX_EXPRESSION_STEPS} steps, but it takes more. Let it go through fewer items, or do the work in a script task.`,
    );
  }
}

/** Adds a warning to the current run, unless it is known or there are enough. */
export function warn(message: string): void {
  const { warnings } = currentRun();
  if (warnings.size < MAX_WARNINGS) {
    warnings.add(
      message.length > MAX_WARNING_LENGTH
        ? `${message.slice(0, MAX_WARNING_LENGTH)}…`
        : message,
    );
  }
}
