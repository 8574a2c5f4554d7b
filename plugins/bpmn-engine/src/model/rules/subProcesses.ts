import { describeElement, isOfType, type ModdleElement } from '../document';
import { every, type StructureRule } from './rule';
import {
  insideOf,
  isEventSubProcess,
  triggersOf,
  type Structure,
} from './structure';

const isAdHoc = (element: ModdleElement | undefined) =>
  isOfType(element, 'bpmn:AdHocSubProcess');

const startsIn = (container: ModdleElement) =>
  insideOf(container, 'bpmn:StartEvent');

const cancelsItself = (transaction: ModdleElement) =>
  insideOf(transaction, 'bpmn:EndEvent').some(event =>
    triggersOf(event).includes('cancel'),
  );

const isWatched = (transaction: ModdleElement, { boundaryEvents }: Structure) =>
  boundaryEvents(transaction).some(event =>
    triggersOf(event).includes('cancel'),
  );

/** Rules on sub-processes of every kind. */
export const subProcessRules: readonly StructureRule[] = [
  {
    id: 'event-sub-process-start',
    severity: 'error',
    title: 'An event sub-process has exactly one start event',
    source: 'BPMN 2.0.2, 10.3.5, event sub-process',
    check: every(
      'bpmn:SubProcess',
      container =>
        isEventSubProcess(container) && startsIn(container).length !== 1,
      container =>
        `Expected one start event in ${describeElement(
          container,
        )}, which an event starts, but found ${
          startsIn(container).length
        }: use one event sub-process for each event.`,
    ),
  },
  {
    id: 'ad-hoc-empty',
    severity: 'error',
    title: 'An ad-hoc sub-process has activities',
    source: 'BPMN 2.0.2, 10.3.5, ad-hoc sub-process',
    check: every(
      'bpmn:AdHocSubProcess',
      container => insideOf(container, 'bpmn:Activity').length === 0,
      container =>
        `Expected activities to choose from in ${describeElement(
          container,
        )}, but found none: add one.`,
    ),
  },
  {
    id: 'ad-hoc-content',
    severity: 'error',
    title: 'An ad-hoc sub-process has neither start nor end',
    source: 'BPMN 2.0.2, 10.3.5, ad-hoc sub-process',
    check: every(
      'bpmn:Event',
      event =>
        isAdHoc(event.$parent) &&
        (isOfType(event, 'bpmn:StartEvent') ||
          isOfType(event, 'bpmn:EndEvent')),
      event =>
        `Expected no ${describeElement(
          event,
        )} in an ad-hoc sub-process, whose activities start and end in any order, but found one: remove it.`,
    ),
  },
  {
    id: 'choreography-in-process',
    severity: 'error',
    title: 'Choreography is not part of a process',
    source: 'BPMN 2.0.2, 11.1, and 10.3.5 for ad-hoc sub-processes',
    check: every(
      'bpmn:ChoreographyActivity',
      ({ $parent }) =>
        isOfType($parent, 'bpmn:Process') ||
        isOfType($parent, 'bpmn:SubProcess'),
      activity =>
        `Expected activities of a process, but found ${describeElement(
          activity,
        )}: replace it by the tasks that send and receive.`,
    ),
  },
  {
    id: 'sub-process-empty',
    severity: 'warning',
    title: 'A sub-process has something in it',
    source: 'BPMN 2.0.2, 10.3.5',
    check: every(
      'bpmn:SubProcess',
      container =>
        !isAdHoc(container) &&
        !isEventSubProcess(container) &&
        insideOf(container, 'bpmn:FlowNode').length === 0,
      container =>
        `Expected something to do in ${describeElement(
          container,
        )}, but found it empty: fill it, or replace it by a task.`,
    ),
  },
  {
    id: 'cancel-unhandled',
    severity: 'warning',
    title: 'A transaction that can be cancelled says what happens then',
    source: 'BPMN 2.0.2, 10.3.5, transaction',
    check: every(
      'bpmn:Transaction',
      (transaction, structure) =>
        cancelsItself(transaction) && !isWatched(transaction, structure),
      transaction =>
        `Expected a cancel boundary event on ${describeElement(
          transaction,
        )}, which can be cancelled, but found none: attach one, and lead it to what shall happen then.`,
    ),
  },
];
