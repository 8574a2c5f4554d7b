import { describeElement, extensionsOf, type ModdleElement } from '../document';
import { every, type StructureRule } from './rule';

const MULTI_INSTANCE = 'bpmn:MultiInstanceLoopCharacteristics';
const STANDARD = 'bpmn:StandardLoopCharacteristics';

const activityOf = ({ $parent }: ModdleElement): string =>
  $parent ? describeElement($parent) : 'the activity';

const hasCollection = (loop: ModdleElement) =>
  extensionsOf(loop, 'zeebe:LoopCharacteristics').some(({ inputCollection }) =>
    inputCollection?.trim(),
  );

/** A number below zero, or one with a fraction: no expression could make it right. */
const isImpossibleCount = (text: string | undefined) => {
  const count = Number(text?.trim() || '0');
  return count < 0 || (Number.isFinite(count) && !Number.isInteger(count));
};

/** The event of each behaviour that throws one when an item is done. */
const BEHAVIOR_EVENTS: Readonly<Record<string, string>> = {
  none: 'noneBehaviorEventRef',
  one: 'oneBehaviorEventRef',
  complex: 'complexBehaviorDefinition',
};

const lacksBehaviorEvent = (loop: ModdleElement) => {
  const property =
    BEHAVIOR_EVENTS[loop.behavior?.toLocaleLowerCase('en-US') ?? 'all'];
  const event = property && loop[property];
  return Boolean(property) && (!event || event.length === 0);
};

/** Rules on repetition. Two markers at once are found by reading, which can keep one only. */
export const loopRules: readonly StructureRule[] = [
  {
    id: 'multi-instance-input-missing',
    severity: 'error',
    title: 'A multi-instance activity says how often it runs',
    source: 'BPMN 2.0.2, 10.3.8',
    check: every(
      MULTI_INSTANCE,
      loop =>
        !loop.loopCardinality?.body?.trim() &&
        !loop.loopDataInputRef &&
        !hasCollection(loop),
      loop =>
        `Expected an input collection or a number for ${activityOf(
          loop,
        )}, which runs several times, but found neither: set one.`,
    ),
  },
  {
    id: 'loop-cardinality',
    severity: 'error',
    title: 'A number of repetitions is a whole number and not negative',
    source: 'BPMN 2.0.2, 10.3.8',
    check: every(
      MULTI_INSTANCE,
      ({ loopCardinality }) => isImpossibleCount(loopCardinality?.body),
      loop =>
        `Expected ${activityOf(
          loop,
        )} to run a whole number of times, 0 or more, but found ${
          loop.loopCardinality.body
        }: correct it.`,
    ),
  },
  {
    id: 'multi-instance-event-missing',
    severity: 'warning',
    title: 'A behaviour that throws events says which ones',
    source: 'BPMN 2.0.2, 10.3.8',
    check: every(
      MULTI_INSTANCE,
      lacksBehaviorEvent,
      loop =>
        `Expected the event that ${activityOf(loop)} throws with behavior "${
          loop.behavior
        }", but found none: name it, or choose "All".`,
    ),
  },
  {
    id: 'loop-condition-missing',
    severity: 'warning',
    title: 'A loop says when it ends',
    source: 'BPMN 2.0.2, 10.3.8',
    check: every(
      STANDARD,
      loop =>
        !loop.loopCondition?.body?.trim() && loop.loopMaximum === undefined,
      loop =>
        `Expected a condition or a maximum for the loop of ${activityOf(
          loop,
        )}, but found neither: set one.`,
    ),
  },
  {
    id: 'loop-maximum',
    severity: 'error',
    title: 'The maximum of a loop is not negative',
    source: 'BPMN 2.0.2, 10.3.8',
    check: every(
      STANDARD,
      ({ loopMaximum }) => loopMaximum !== undefined && !(loopMaximum >= 0),
      loop =>
        `Expected the maximum of the loop of ${activityOf(
          loop,
        )} to be 0 or more, but found ${loop.loopMaximum}: correct it.`,
    ),
  },
];
