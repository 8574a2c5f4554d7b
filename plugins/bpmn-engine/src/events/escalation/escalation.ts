import { defineEvent, type CodeData } from '../../execution/element';

/** Tells a scope further out that something needs attention; the thrower goes on unless it is interrupted (BPMN 2.0.2 10.5.5). */
export const escalation = defineEvent<CodeData>({
  type: 'escalation',
  title: 'Escalation',
  bpmnType: 'bpmn:EscalationEventDefinition',
  positions: [
    'eventSubProcess',
    'eventSubProcessNonInterrupting',
    'boundary',
    'boundaryNonInterrupting',
    'throw',
    'end',
  ],
  compile: ({ source: { escalationRef: reference } }) => ({
    code:
      reference && (reference.escalationCode ?? reference.name ?? reference.id),
  }),
  throws:
    (visit, { code }) =>
    () =>
      visit.throwEscalation(code ?? ''),
});
