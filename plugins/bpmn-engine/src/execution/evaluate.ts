import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Key } from '../state/state';
import type { Evaluator } from './element';
import { evaluatorOf } from './evaluator';
import { budgetLeft, MAX_STEPS, type Run } from './run';
import { lookUp } from './variables';

/** What an evaluation has besides its scope. */
export interface EvaluationOptions {
  /** Variables that come before those of the scope, e.g. `activationCount`. */
  readonly extras?: Readonly<Record<string, JsonValue>>;
  /** Element instance that warnings are about, if not the scope itself. */
  readonly owner?: Key;
}

/** Evaluates in the scope of an element instance. */
export function evaluatorFor(
  run: Run,
  scopeKey: Key,
  { extras, owner = scopeKey }: EvaluationOptions = {},
): Evaluator {
  return evaluatorOf({
    variable: name =>
      extras && Object.hasOwn(extras, name)
        ? extras[name]
        : lookUp(run, scopeKey, name),
    now: run.now,
    random: run.random,
    get granted() {
      return run.budget === Infinity ? undefined : budgetLeft(run);
    },
    spent: steps => {
      run.steps += steps;
    },
    mayGoOn: () => run.steps < MAX_STEPS,
    warned: warnings => {
      const { elementId } = run.view.elementInstance(owner)!;
      run.warnings.push({ key: owner, elementId, warnings });
    },
  });
}
