import {
  describeElement,
  extensionsOf,
  isOfType,
  shortened,
  type ModdleElement,
} from '../document';
import type { Finding, StructureRule } from './rule';
import { isEventSubProcess, type Structure } from './structure';
import { hasZone, timerProblem, type TimerForm } from './timerSyntax';

const FORMS: readonly TimerForm[] = ['timeDate', 'timeDuration', 'timeCycle'];

const EXPECTED: Readonly<Record<TimerForm, string>> = {
  timeDate: 'a date such as 2030-01-31T09:00:00Z',
  timeDuration: 'a duration such as PT15M',
  timeCycle: 'a cycle such as R3/PT10M or 0 9 * * 1-5',
};

interface Timer {
  readonly definition: ModdleElement;
  /** The event, or the definition itself when it stands alone. */
  readonly element: ModdleElement;
  readonly form: TimerForm;
  readonly text: string;
}

const ownerOf = (definition: ModdleElement): ModdleElement =>
  definition.$parent?.$parent && isOfType(definition.$parent, 'bpmn:Event')
    ? definition.$parent
    : definition;

const timersIn = ({ ofType }: Structure): readonly Timer[] =>
  ofType('bpmn:TimerEventDefinition').flatMap(definition =>
    FORMS.filter(form => definition[form]).map(form => ({
      definition,
      element: ownerOf(definition),
      form,
      text: definition[form].body?.trim() ?? '',
    })),
  );

/** FEEL is judged where it is compiled, the language of another engine by the rule on languages. */
const isExpression = (text: string) => /^=|[$#]\{/.test(text);

const findTimers =
  (
    isWrong: (timer: Timer) => boolean,
    say: (timer: Timer) => string,
  ): StructureRule['check'] =>
  structure =>
    timersIn(structure)
      .filter(isWrong)
      .map(timer => ({
        element: timer.element,
        message: say(timer),
        path: [timer.form],
      }));

const valueRule = (form: TimerForm, id: string): StructureRule => ({
  id,
  severity: 'error',
  title: `A timer has ${EXPECTED[form]}`,
  source: 'ISO 8601-1:2019, and the fields of cron',
  check: findTimers(
    timer =>
      timer.form === form &&
      timer.text !== '' &&
      !isExpression(timer.text) &&
      timerProblem(form, timer.text) !== undefined,
    ({ element, text }) =>
      `Expected ${EXPECTED[form]} in ${describeElement(
        element,
      )}, but found "${shortened(text)}": ${timerProblem(form, text)}`,
  ),
});

function findByCount(
  { ofType }: Structure,
  isWrong: (count: number) => boolean,
  say: (owner: string) => string,
): readonly Finding[] {
  return ofType('bpmn:TimerEventDefinition')
    .filter(definition =>
      isWrong(FORMS.filter(form => definition[form]?.body?.trim()).length),
    )
    .map(ownerOf)
    .map(element => ({ element, message: say(describeElement(element)) }));
}

/** A cycle is one tick there: the token moves on, or the activity is gone. */
const ticksOnce = (event: ModdleElement) =>
  event.$type === 'bpmn:IntermediateCatchEvent' ||
  (event.$type === 'bpmn:BoundaryEvent' && event.cancelActivity !== false) ||
  (isEventSubProcess(event.$parent) && event.isInterrupting !== false);

/** Rules on timers. */
export const timerRules: readonly StructureRule[] = [
  {
    id: 'timer-value-missing',
    severity: 'error',
    title: 'A timer has a date, a duration or a cycle',
    source: 'BPMN 2.0.2, 10.5.5, timer event definition',
    check: structure =>
      findByCount(
        structure,
        count => count === 0,
        owner =>
          `Expected a date, a duration or a cycle in ${owner}, but found none: write one, e.g. PT15M.`,
      ),
  },
  {
    id: 'timer-value-single',
    severity: 'error',
    title: 'A timer has one of date, duration and cycle',
    source: 'BPMN 2.0.2, 10.5.5, timer event definition',
    check: structure =>
      findByCount(
        structure,
        count => count > 1,
        owner =>
          `Expected one of date, duration and cycle in ${owner}, but found several: keep one.`,
      ),
  },
  valueRule('timeDate', 'timer-date'),
  valueRule('timeDuration', 'timer-duration'),
  valueRule('timeCycle', 'timer-cycle'),
  {
    id: 'timer-date-zone',
    severity: 'warning',
    title: 'A date says in which time zone it is',
    source: 'ISO 8601-1:2019: without it, it is local time, wherever that is',
    check: findTimers(
      ({ definition, form, text }) =>
        form === 'timeDate' &&
        timerProblem(form, text) === undefined &&
        !hasZone(text) &&
        extensionsOf(definition, 'pipeline:Timer').every(
          ({ timeZone }) => !timeZone,
        ),
      ({ element, text }) =>
        `Expected a time zone with ${text} in ${describeElement(
          element,
        )}, but found none: add Z or an offset such as +01:00, or set the time zone of the timer.`,
    ),
  },
  {
    id: 'timer-cycle-once',
    severity: 'warning',
    title: 'A cycle is where a timer can fire more than once',
    source: 'BPMN 2.0.2, 10.5.4 and 10.5.5',
    check: findTimers(
      ({ element, form, text }) =>
        form === 'timeCycle' && text !== '' && ticksOnce(element),
      ({ element }) =>
        `Expected a duration or a date in ${describeElement(
          element,
        )}, which fires once, but found a cycle: its first tick counts. Write a duration, or make the event non-interrupting.`,
    ),
  },
];
