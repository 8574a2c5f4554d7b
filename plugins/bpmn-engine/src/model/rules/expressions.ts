import { describeElement, isOfType, type ModdleElement } from '../document';
import type { Finding, StructureRule } from './rule';
import { processOf, type Structure } from './structure';
import { isAnyTimerValue } from './timerSyntax';

const TIMER_FORMS = ['timeDate', 'timeDuration', 'timeCycle'];

const NUMBER = /^[+-]?\d+(\.\d+)?$/;

const isLiteral = (text: string) =>
  /^(true|false)$/.test(text) || NUMBER.test(text) || isAnyTimerValue(text);

/** What a person would point at: the flow, event or activity whose expression it is. */
function ownerOf(expression: ModdleElement): ModdleElement {
  let here: ModdleElement | undefined = expression.$parent;
  while (here && !(isOfType(here, 'bpmn:FlowElement') && here.id)) {
    here = here.$parent;
  }
  return here ?? expression;
}

/** Timer values have rules of their own; here they only matter when they are in the language of another engine. */
const isForeign = (expression: ModdleElement, text: string) => {
  const isTimer = TIMER_FORMS.some(
    form => expression.$parent?.[form] === expression,
  );
  return isTimer
    ? /^[^=]*[$#]\{/.test(text)
    : text !== '' && !text.startsWith('=') && !isLiteral(text);
};

/** Assignments write to the second of their two expressions: it names a place. */
const isPlace = (expression: ModdleElement) =>
  expression.$parent?.$type === 'bpmn:Assignment' &&
  expression.$parent.to === expression;

const findForeign = ({ ofType }: Structure): readonly Finding[] =>
  ofType('bpmn:Expression')
    .filter(
      expression =>
        processOf(expression) !== undefined &&
        !isPlace(expression) &&
        isForeign(expression, expression.body?.trim() ?? ''),
    )
    .map(expression => {
      const element = ownerOf(expression);
      return {
        element,
        message: `Expected a FEEL expression with "=" in front in ${describeElement(
          element,
        )}, but found "${expression.body
          .trim()
          .slice(0, 60)}": translate it, e.g. =amount > 100.`,
        parameters: { text: expression.body.trim().slice(0, 200) },
      };
    });

interface Condition {
  readonly element: ModdleElement;
  readonly text: string;
}

const CONDITIONS: readonly (readonly [type: string, property: string])[] = [
  ['bpmn:SequenceFlow', 'conditionExpression'],
  ['bpmn:StandardLoopCharacteristics', 'loopCondition'],
  ['bpmn:MultiInstanceLoopCharacteristics', 'completionCondition'],
  ['bpmn:ComplexBehaviorDefinition', 'condition'],
  ['bpmn:AdHocSubProcess', 'completionCondition'],
  ['bpmn:ComplexGateway', 'activationCondition'],
  ['bpmn:ConditionalEventDefinition', 'condition'],
];

const conditionsIn = ({ ofType }: Structure): readonly Condition[] =>
  CONDITIONS.flatMap(([type, property]) =>
    ofType(type).map(owner => ({
      element: owner[property] ? ownerOf(owner[property]) : owner,
      text: owner[property]?.body?.trim() ?? '',
    })),
  );

/** Rules on expressions; whether FEEL is right is found when it is compiled. */
export const expressionRules: readonly StructureRule[] = [
  {
    id: 'expression-language',
    severity: 'warning',
    title: 'Expressions are FEEL, with "=" in front',
    source: 'BPMN 2.0.2, 8.4.6, formal expression; one language at run time',
    check: findForeign,
  },
  {
    id: 'condition-boolean',
    severity: 'error',
    title: 'A condition is true or false',
    source: 'BPMN 2.0.2, 8.4.13 and 10.3.8',
    check: structure =>
      conditionsIn(structure)
        .filter(({ text }) => /^=?\s*([+-]?\d+(\.\d+)?|"[^"]*")$/.test(text))
        .map(({ element, text }) => ({
          element,
          message: `Expected a condition that is true or false in ${describeElement(
            element,
          )}, but found ${text}: compare it with something, e.g. =count >= ${
            NUMBER.test(text) ? text : 3
          }.`,
        })),
  },
];
