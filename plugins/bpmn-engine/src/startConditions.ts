import { evaluateExpression } from './expressions';
import type { ConditionData } from './execution/watching';
import type { ProcessDefinition } from './model/graph';
import type { Variables } from './state/state';

/**
 * Whether the condition of a conditional start event holds for variables that a host has been given. False for any other start
 * event. Throws an `ExpressionFailure` if the condition cannot be evaluated.
 */
export function holdsAtStart(
  definition: ProcessDefinition,
  startEvent: string,
  { variables, now }: { readonly variables: Variables; readonly now: number },
): boolean {
  const trigger = definition.startTriggers.find(
    ({ elementId, event }) =>
      elementId === startEvent && event.type === 'conditional',
  );
  const condition = (trigger?.event.data as ConditionData | undefined)
    ?.condition;
  if (condition?.kind !== 'feel') {
    return condition?.kind === 'literal' && condition.value === true;
  }
  const { value } = evaluateExpression(condition.expression, {
    variable: name =>
      Object.hasOwn(variables, name) ? variables[name] : undefined,
    now,
    random: () => 0,
  });
  return value === true;
}
