import { defineEvent } from '../../execution/element';

/** Cancels the transaction: what runs in it ends, what has completed is undone, then its cancel event goes on (BPMN 2.0.2 10.5.5). */
export const cancel = defineEvent<undefined>({
  type: 'cancel',
  title: 'Cancel',
  bpmnType: 'bpmn:CancelEventDefinition',
  positions: ['boundary', 'end'],
  waitsForCompensation: true,
  compile: () => undefined,
  throws: visit => () => {
    if (visit.compensateTransaction()) {
      visit.cancelTransaction();
    }
    return false;
  },
});
