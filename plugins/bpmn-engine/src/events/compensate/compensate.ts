import { defineEvent } from '../../execution/element';

/** What is undone. */
export interface CompensateData {
  /** One activity; absent: everything in the scope that has completed. */
  readonly activityId?: string;
  /** Whether the thrower waits until it is undone. */
  readonly waitsForCompletion: boolean;
}

/** Undoes completed activities, last first, each with the variables it saw (BPMN 2.0.2 10.7, 13.5.5). */
export const compensate = defineEvent<CompensateData>({
  type: 'compensate',
  title: 'Compensation',
  bpmnType: 'bpmn:CompensateEventDefinition',
  positions: ['eventSubProcess', 'boundary', 'throw', 'end'],
  waitsForCompensation: true,
  compile: ({ source }) => ({
    activityId: source.activityRef?.id,
    waitsForCompletion: source.waitForCompletion !== false,
  }),
  throws:
    (visit, { activityId, waitsForCompletion }) =>
    () => {
      if (waitsForCompletion) {
        return visit.compensate(activityId);
      }
      while (!visit.compensate(activityId)) {
        // Each has begun; nobody waits for it.
      }
      return true;
    },
});
