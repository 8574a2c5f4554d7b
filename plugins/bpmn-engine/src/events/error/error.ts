import { defineEvent, type CodeData } from '../../execution/element';

/** A BPMN error: always interrupts what it is caught on (BPMN 2.0.2 10.5.6). */
export const error = defineEvent<CodeData>({
  type: 'error',
  title: 'Error',
  bpmnType: 'bpmn:ErrorEventDefinition',
  positions: ['eventSubProcess', 'boundary', 'end'],
  compile: ({ source }) => ({
    code:
      source.errorRef &&
      (source.errorRef.errorCode ?? source.errorRef.name ?? source.errorRef.id),
  }),
  throws:
    (visit, { code }) =>
    () => {
      visit.throwError(code ?? '');
      return false;
    },
});
