import { defineEvent } from '../../execution/element';

/** Ends everything else in its scope; the scope then completes (BPMN 2.0.2 13.5.6). */
export const terminate = defineEvent<undefined>({
  type: 'terminate',
  title: 'Terminate',
  bpmnType: 'bpmn:TerminateEventDefinition',
  positions: ['end'],
  compile: () => undefined,
  throws: visit => () => {
    visit.terminateSiblings();
    return true;
  },
});
