import { describeElement, isOfType, type ModdleElement } from '../document';
import type { StructureRule } from './rule';
import {
  isEventSubProcess,
  triggersOf,
  type Structure,
  type Trigger,
} from './structure';

interface Position {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly type: string;
  readonly isHere: (event: ModdleElement) => boolean;
  readonly allowed: readonly Trigger[];
  /** Whether an event without trigger may be here. */
  readonly none: boolean;
}

const always = () => true;
const isIn = (type: string) => (event: ModdleElement) =>
  isOfType(event.$parent, type);

const POSITIONS: readonly Position[] = [
  {
    id: 'start-event-trigger',
    title:
      'A process starts by itself, a message, a timer, a signal or a condition',
    source: 'BPMN 2.0.2, 10.5.2',
    type: 'bpmn:StartEvent',
    isHere: isIn('bpmn:Process'),
    allowed: ['message', 'timer', 'signal', 'conditional'],
    none: true,
  },
  {
    id: 'sub-process-start-event-trigger',
    title: 'A sub-process starts when a token reaches it, not by an event',
    source: 'BPMN 2.0.2, 10.5.2',
    type: 'bpmn:StartEvent',
    isHere: event =>
      isIn('bpmn:SubProcess')(event) && !isEventSubProcess(event.$parent),
    allowed: [],
    none: true,
  },
  {
    id: 'event-sub-process-start-event-trigger',
    title: 'An event sub-process starts by an event that can happen around it',
    source: 'BPMN 2.0.2, 10.5.2',
    type: 'bpmn:StartEvent',
    isHere: event => isEventSubProcess(event.$parent),
    allowed: [
      'message',
      'timer',
      'escalation',
      'error',
      'compensate',
      'conditional',
      'signal',
    ],
    none: false,
  },
  {
    id: 'catch-event-trigger',
    title:
      'An intermediate catch event waits for a message, a timer, a condition, a signal or a link',
    source: 'BPMN 2.0.2, 10.5.4',
    type: 'bpmn:IntermediateCatchEvent',
    isHere: always,
    allowed: ['message', 'timer', 'conditional', 'signal', 'link'],
    none: false,
  },
  {
    id: 'throw-event-trigger',
    title:
      'An intermediate throw event causes a message, an escalation, a compensation, a signal or a link, or nothing',
    source: 'BPMN 2.0.2, 10.5.4',
    type: 'bpmn:IntermediateThrowEvent',
    isHere: always,
    allowed: ['message', 'escalation', 'compensate', 'signal', 'link'],
    none: true,
  },
  {
    id: 'boundary-event-trigger',
    title: 'A boundary event waits for what can happen during an activity',
    source: 'BPMN 2.0.2, 10.5.4',
    type: 'bpmn:BoundaryEvent',
    isHere: always,
    allowed: [
      'message',
      'timer',
      'escalation',
      'error',
      'cancel',
      'compensate',
      'conditional',
      'signal',
    ],
    none: false,
  },
  {
    id: 'end-event-trigger',
    title: 'An end event causes something or nothing; it waits for nothing',
    source: 'BPMN 2.0.2, 10.5.3',
    type: 'bpmn:EndEvent',
    isHere: always,
    allowed: [
      'message',
      'escalation',
      'error',
      'cancel',
      'compensate',
      'signal',
      'terminate',
    ],
    none: true,
  },
];

function positionRule(position: Position): StructureRule {
  const { id, title, source, type, isHere, allowed, none } = position;
  return {
    id,
    severity: 'error',
    title,
    source,
    check: ({ ofType }) =>
      ofType(type)
        .filter(isHere)
        .flatMap(element => {
          const triggers = triggersOf(element);
          const found: readonly string[] =
            triggers.length === 0 && !none
              ? ['none']
              : triggers.filter(trigger => !allowed.includes(trigger));
          return found.map(trigger => ({
            element,
            message: wrongTrigger(element, trigger, position),
            parameters: { trigger, allowed: [...allowed] },
          }));
        }),
  };
}

function wrongTrigger(
  element: ModdleElement,
  trigger: string,
  { allowed, none }: Position,
): string {
  const choice = [...allowed, ...(none ? ['no trigger'] : [])];
  const last = choice.pop();
  const expected = choice.length > 0 ? `${choice.join(', ')} or ${last}` : last;
  const found = trigger === 'none' ? 'no trigger' : trigger;
  return `Expected ${expected} in ${describeElement(
    element,
  )}, but found ${found}: choose one that is possible there.`;
}

const isNonInterrupting = (event: ModdleElement) =>
  event.cancelActivity === false || event.isInterrupting === false;

const interruptible = ({ ofType }: Structure) => [
  ...ofType('bpmn:BoundaryEvent'),
  ...ofType('bpmn:StartEvent').filter(({ $parent }) =>
    isEventSubProcess($parent),
  ),
];

/** Rules on what events may wait for and cause, by where they are. */
export const eventRules: readonly StructureRule[] = [
  ...POSITIONS.map(positionRule),
  {
    id: 'always-interrupting',
    severity: 'error',
    title: 'Errors and cancellations always interrupt',
    source: 'BPMN 2.0.2, 10.5.4, and 10.5.2',
    check: structure =>
      interruptible(structure)
        .filter(isNonInterrupting)
        .filter(event =>
          triggersOf(event).some(
            trigger => trigger === 'error' || trigger === 'cancel',
          ),
        )
        .map(element => ({
          element,
          message: `Expected ${describeElement(
            element,
          )} to interrupt, as errors and cancellations always do, but found it non-interrupting: make it interrupting.`,
        })),
  },
  {
    id: 'compensation-interrupting',
    severity: 'warning',
    title: 'Whether it interrupts says nothing about a compensation',
    source: 'BPMN 2.0.2, 10.5.4',
    check: structure =>
      interruptible(structure)
        .filter(isNonInterrupting)
        .filter(event => triggersOf(event).includes('compensate'))
        .map(element => ({
          element,
          message: `Expected nothing about interrupting in ${describeElement(
            element,
          )}, since what it compensates has ended, but found it non-interrupting: remove that.`,
        })),
  },
];
