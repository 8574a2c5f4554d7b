import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Key } from '../state/state';
import type { Evaluator } from './element';
import { evaluatorOf, type EvaluationSource } from './evaluator';
import { budgetLeft, limitLeft, MAX_STEPS, type Run } from './run';
import { lookUp } from './variables';

/** What an evaluation has besides its scope. */
export interface EvaluationOptions {
  /** Variables that come before those of the scope, e.g. `activationCount`. */
  readonly extras?: Readonly<Record<string, JsonValue>>;
  /** Element instance that warnings are about, if not the scope itself. */
  readonly owner?: Key;
}

/** An element instance as what expressions read. */
class ScopeSource implements EvaluationSource {
  constructor(
    private readonly run: Run,
    private readonly scopeKey: Key,
    private readonly options?: EvaluationOptions,
  ) {}

  get now(): number {
    return this.run.now;
  }

  get random(): () => number {
    return this.run.random;
  }

  get granted(): number | undefined {
    return grantedBy(this.run);
  }

  get isLimited(): boolean {
    return this.run.limit !== Infinity;
  }

  variable(name: string): JsonValue | undefined {
    const extras = this.options?.extras;
    return extras && Object.hasOwn(extras, name)
      ? extras[name]
      : lookUp(this.run, this.scopeKey, name);
  }

  spent(steps: number): void {
    this.run.steps += steps;
  }

  mayGoOn(): boolean {
    return this.run.steps < MAX_STEPS && limitLeft(this.run) > 0;
  }

  warned(warnings: readonly string[]): void {
    const { run, scopeKey } = this;
    const key = this.options?.owner ?? scopeKey;
    const { elementId } = run.view.elementInstance(key)!;
    run.warnings.push({ key, elementId, warnings });
  }
}

/** Evaluates in the scope of an element instance. */
export function evaluatorFor(
  run: Run,
  scopeKey: Key,
  options?: EvaluationOptions,
): Evaluator {
  return evaluatorOf(new ScopeSource(run, scopeKey, options));
}

/** Steps that an expression may take here. */
function grantedBy(run: Run): number | undefined {
  if (run.limit !== Infinity) {
    return limitLeft(run);
  }
  return run.budget === Infinity ? undefined : budgetLeft(run);
}
