import {
  describeElement,
  elementOf,
  textOf,
  type LintModel,
  type ModdleElement,
} from '../model';
import type { LintRule } from './rule';

/** Ways without a condition are the matter of parsing (`gateway-condition-missing`). */
export const choiceDefault: LintRule = {
  name: 'choice-default',
  title:
    'A choice has a default way, unless one of its conditions always holds',
  severity: 'warning',
  why: 'When no condition holds, the process stops with an incident (BPMN 2.0.2, 10.6.2). The case that nobody thought of comes at month end; a default way can take it to a person.',
  check: model =>
    [
      ...model.ofType('bpmn:ExclusiveGateway'),
      ...model.ofType('bpmn:InclusiveGateway'),
    ]
      .filter(gateway => canFindNoWay(gateway, model))
      .map(element => ({
        element,
        path: ['default'],
        message: `Expected ${describeElement(
          element,
        )} to have a default way for when no condition holds, but found only ways with conditions: mark one as default, or add one that leads to a person.`,
      })),
};

function canFindNoWay(gateway: ModdleElement, { outgoing }: LintModel) {
  const conditions = outgoing(gateway).map(flow =>
    textOf(elementOf(flow, 'conditionExpression'), 'body'),
  );
  return (
    conditions.length > 1 &&
    elementOf(gateway, 'default') === undefined &&
    conditions.every(condition => condition !== '') &&
    !isComplete(conditions)
  );
}

/** Comparisons, and what is true whenever they are not. */
const OPPOSITES: readonly (readonly [string, string])[] = [
  ['!=', '='],
  ['<=', '>'],
  ['>=', '<'],
];

/** Whether one of two conditions always holds; what cannot be told from the text does not. */
function isComplete(conditions: readonly string[]): boolean {
  const [one, other] = conditions.map(normalised);
  return (
    conditions.length === 2 &&
    (isOpposite(one, other) || isOpposite(other, one))
  );
}

function normalised(condition: string) {
  return condition
    .replace(/^=/, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([!<>=()]) ?/g, '$1')
    .trim();
}

function isOpposite(one: string, other: string) {
  return (
    other === `not(${one})` || (!isCompound(one) && isCounterpart(one, other))
  );
}

function isCompound(condition: string) {
  return /\b(and|or|if|between)\b|[()[\]{}"]/.test(condition);
}

function isCounterpart(one: string, other: string) {
  return (
    (one.endsWith('=true') && other === one.replace(/true$/, 'false')) ||
    OPPOSITES.some(
      ([operator, opposite]) =>
        one.split(operator).length === 2 &&
        other === one.replace(operator, opposite),
    )
  );
}
