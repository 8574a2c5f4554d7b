import { defineElement } from '../../execution/element';

/** Where a process or sub-process begins. What its trigger carried becomes variables (BPMN 2.0.2 13.5.1). */
export const startEvent = defineElement<undefined>({
  type: 'startEvent',
  title: 'Start event',
  matches: ({ $type }) => $type === 'bpmn:StartEvent',
  compile: () => undefined,
  enter(visit) {
    const { cause } = visit.instance;
    if (cause?.kind === 'event') {
      visit.setResult(cause.variables ?? {});
    }
    visit.complete();
  },
});
