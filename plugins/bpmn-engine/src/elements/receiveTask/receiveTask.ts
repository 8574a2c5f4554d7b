import { defineElement } from '../../execution/element';

/** Waits for a message; may also begin the process (BPMN 2.0.2 10.3.3). */
export const receiveTask = defineElement<undefined>({
  type: 'receiveTask',
  title: 'Receive task',
  matches: ({ $type }) => $type === 'bpmn:ReceiveTask',
  isActivity: true,
  compile: () => undefined,
  enter(visit) {
    const { cause } = visit.instance;
    if (cause?.kind === 'event') {
      visit.setResult(cause.variables ?? {});
      visit.complete();
    } else {
      visit.waitForEvents(visit.catchRequests(visit.node));
    }
  },
  resume(visit, { variables }) {
    visit.setResult(variables);
    visit.complete();
  },
});
