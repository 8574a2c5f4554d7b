import { defineElement } from '../../execution/element';

/** Waits for one of its events, or for all of them (BPMN 2.0.2 13.5.2). */
export const intermediateCatchEvent = defineElement<undefined>({
  type: 'intermediateCatchEvent',
  title: 'Intermediate catch event',
  matches: ({ $type }) => $type === 'bpmn:IntermediateCatchEvent',
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
    visit.withdrawWaits();
    visit.setResult(variables);
    visit.complete();
  },
});
