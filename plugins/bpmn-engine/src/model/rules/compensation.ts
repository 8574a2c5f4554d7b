import { describeElement, isOfType, type ModdleElement } from '../document';
import { every, type StructureRule } from './rule';
import { triggersOf, type Structure } from './structure';

const isCompensationBoundary = (event: ModdleElement | undefined) =>
  isOfType(event, 'bpmn:BoundaryEvent') &&
  triggersOf(event).includes('compensate');

/** What the associations of an element lead to, or come from. */
const associated = (element: ModdleElement, { associations }: Structure) =>
  associations(element)
    .map(({ sourceRef, targetRef }): ModdleElement | undefined =>
      sourceRef === element ? targetRef : sourceRef,
    )
    .filter(
      other =>
        isOfType(other, 'bpmn:FlowNode') || isOfType(other, 'bpmn:Artifact'),
    );

const isHandlerOf = (
  handler: ModdleElement | undefined,
  event: ModdleElement,
) =>
  isOfType(handler, 'bpmn:Activity') &&
  handler?.isForCompensation === true &&
  handler.$parent === event.$parent;

/** Rules on compensation. */
export const compensationRules: readonly StructureRule[] = [
  {
    id: 'compensation-boundary-outgoing',
    severity: 'error',
    title: 'An association, not a sequence flow, leads to a compensation',
    source: 'BPMN 2.0.2, 10.5.4, sequence flow connections',
    check: every(
      'bpmn:BoundaryEvent',
      (event, { outgoing }) =>
        isCompensationBoundary(event) && outgoing(event).length > 0,
      event =>
        `Expected an association from ${describeElement(
          event,
        )} to the activity that compensates, but found a sequence flow: replace it.`,
    ),
  },
  {
    id: 'compensation-handler-missing',
    severity: 'error',
    title: 'A compensation boundary event leads to an activity',
    source: 'BPMN 2.0.2, 10.7.1, compensation handler',
    check: every(
      'bpmn:BoundaryEvent',
      (event, structure) =>
        isCompensationBoundary(event) &&
        !associated(event, structure).some(other =>
          isOfType(other, 'bpmn:FlowNode'),
        ),
      event =>
        `Expected an association from ${describeElement(
          event,
        )} to the activity that compensates, but found none: draw one.`,
    ),
  },
  {
    id: 'compensation-handler-kind',
    severity: 'error',
    title: 'What compensates is an activity for compensation, beside the event',
    source: 'BPMN 2.0.2, 10.7.1, compensation handler',
    check: every(
      'bpmn:BoundaryEvent',
      (event, structure) =>
        isCompensationBoundary(event) &&
        associated(event, structure).some(
          other =>
            isOfType(other, 'bpmn:FlowNode') && !isHandlerOf(other, event),
        ),
      event =>
        `Expected ${describeElement(
          event,
        )} to lead to an activity in the same scope that is marked for compensation, but found another: mark it for compensation, or choose another one.`,
    ),
  },
  {
    id: 'compensation-activity-flow',
    severity: 'error',
    title: 'No sequence flow reaches or leaves an activity for compensation',
    source: 'BPMN 2.0.2, 10.7.1, compensation activity',
    check: every(
      'bpmn:Activity',
      (activity, { incoming, outgoing }) =>
        activity.isForCompensation &&
        incoming(activity).length + outgoing(activity).length > 0,
      activity =>
        `Expected no sequence flow at ${describeElement(
          activity,
        )}, which is for compensation, but found one: remove it, or the mark.`,
    ),
  },
  {
    id: 'compensation-activity-unused',
    severity: 'warning',
    title: 'A boundary event leads to an activity for compensation',
    source: 'BPMN 2.0.2, 10.7.1, compensation activity',
    check: every(
      'bpmn:Activity',
      (activity, structure) =>
        activity.isForCompensation &&
        // Whoever compensates a whole sub-process starts by an event instead.
        !activity.triggeredByEvent &&
        !associated(activity, structure).some(isCompensationBoundary),
      activity =>
        `Expected a compensation event that leads to ${describeElement(
          activity,
        )}, but found none: it never runs. Attach one to the activity that it compensates, with an association.`,
    ),
  },
];
