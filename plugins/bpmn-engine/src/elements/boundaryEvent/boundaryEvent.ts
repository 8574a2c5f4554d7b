import { defineElement } from '../../execution/element';

/** Entered when what it listens to has happened to its activity (BPMN 2.0.2 13.5.3). */
export const boundaryEvent = defineElement<undefined>({
  type: 'boundaryEvent',
  title: 'Boundary event',
  matches: ({ $type }) => $type === 'bpmn:BoundaryEvent',
  compile: () => undefined,
  enter(visit) {
    const { cause } = visit.instance;
    visit.setResult((cause?.kind === 'event' && cause.variables) || {});
    visit.complete();
  },
});
