import { describeElement, isOfType, type ModdleElement } from '../document';
import { every, type StructureRule } from './rule';
import { isEventSubProcess, triggersOf } from './structure';

const isCompensation = (event: ModdleElement) =>
  triggersOf(event).includes('compensate');

/** Rules on events at the boundary of an activity. */
export const boundaryEventRules: readonly StructureRule[] = [
  {
    id: 'boundary-event-attached',
    severity: 'error',
    title: 'A boundary event is attached to an activity beside it',
    source: 'BPMN 2.0.2, 10.5.4, boundary event',
    check: every(
      'bpmn:BoundaryEvent',
      ({ attachedToRef, $parent }) =>
        attachedToRef?.$parent !== $parent ||
        !isOfType(attachedToRef, 'bpmn:Activity') ||
        isEventSubProcess(attachedToRef),
      event =>
        `Expected ${describeElement(
          event,
        )} to be attached to a task or sub-process in the same scope, but found ${
          event.attachedToRef ? describeElement(event.attachedToRef) : 'none'
        }: attach it to one.`,
    ),
  },
  {
    id: 'boundary-event-incoming',
    severity: 'error',
    title: 'No sequence flow leads to a boundary event',
    source: 'BPMN 2.0.2, 10.5.4, sequence flow connections',
    check: every(
      'bpmn:BoundaryEvent',
      (event, { incoming }) => incoming(event).length > 0,
      event =>
        `Expected no sequence flow to ${describeElement(
          event,
        )}, which is reached by what happens during its activity, but found one: lead it to the activity.`,
    ),
  },
  {
    id: 'boundary-event-outgoing',
    severity: 'warning',
    title: 'A sequence flow leaves a boundary event',
    source: 'BPMN 2.0.2, 10.5.4, sequence flow connections',
    check: every(
      'bpmn:BoundaryEvent',
      (event, { outgoing }) =>
        !isCompensation(event) && outgoing(event).length === 0,
      event =>
        `Expected a sequence flow from ${describeElement(
          event,
        )}, but found none: its path ends there. Lead it to what shall happen then.`,
    ),
  },
  {
    id: 'cancel-boundary-event',
    severity: 'error',
    title: 'Only a transaction can be cancelled',
    source: 'BPMN 2.0.2, 10.5.4',
    check: every(
      'bpmn:BoundaryEvent',
      event =>
        triggersOf(event).includes('cancel') &&
        !isOfType(event.attachedToRef, 'bpmn:Transaction'),
      event =>
        `Expected ${describeElement(event)} on a transaction, but found it on ${
          event.attachedToRef ? describeElement(event.attachedToRef) : 'none'
        }: make the sub-process a transaction, or choose another event.`,
    ),
  },
];
