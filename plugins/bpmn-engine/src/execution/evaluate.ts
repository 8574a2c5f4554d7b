import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Key } from '../state/state';
import type { Evaluator } from './element';
import { evaluatorOf } from './evaluator';
import { budgetLeft, limitLeft, MAX_STEPS, type Run } from './run';
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
      return grantedBy(run);
    },
    isLimited: run.limit !== Infinity,
    spent: steps => {
      run.steps += steps;
    },
    mayGoOn: () => run.steps < MAX_STEPS && limitLeft(run) > 0,
    warned: warnings => {
      const { elementId } = run.view.elementInstance(owner)!;
      run.warnings.push({ key: owner, elementId, warnings });
    },
  });
}

/** Steps that an expression may take here. */
function grantedBy(run: Run): number | undefined {
  if (run.limit !== Infinity) {
    return limitLeft(run);
  }
  return run.budget === Infinity ? undefined : budgetLeft(run);
}
