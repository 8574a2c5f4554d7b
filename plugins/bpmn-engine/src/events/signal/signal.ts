import { defineEvent } from '../../execution/element';
import { Failure } from '../../execution/failure';
import { readAccepts } from '../../execution/messages';
import type { ModelValue } from '../../model/graph';

/** A signal as the model describes it. */
export interface SignalData {
  readonly name?: ModelValue;
  readonly accepts?: readonly string[];
}

/** A broadcast to everything that waits for it, in this instance and in others (BPMN 2.0.2 10.5.5). */
export const signal = defineEvent<SignalData>({
  type: 'signal',
  title: 'Signal',
  bpmnType: 'bpmn:SignalEventDefinition',
  positions: [
    'start',
    'eventSubProcess',
    'eventSubProcessNonInterrupting',
    'catch',
    'boundary',
    'boundaryNonInterrupting',
    'throw',
    'end',
  ],
  compile(reader) {
    const { signalRef } = reader.source;
    return {
      name: reader.value(
        signalRef?.name ?? signalRef?.id,
        'text',
        'signal name',
      ),
      accepts: readAccepts(reader),
    };
  },
  catches: (evaluator, { name, accepts }) => ({
    kind: 'signal',
    name: required(evaluator.text(name, 'signal name')),
    ...(accepts && { accepts }),
  }),
  throws(visit, data) {
    const name = required(visit.text(data.name, 'signal name'));
    return () => {
      visit.emitSignal(name);
      return true;
    };
  },
});

function required(name: string | undefined): string {
  if (!name) {
    throw new Failure(
      'expressionFailed',
      'Expected a signal event to refer to a signal, but it refers to none',
    );
  }
  return name;
}
