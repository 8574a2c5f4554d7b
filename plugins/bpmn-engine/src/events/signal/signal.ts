import { defineEvent } from '../../execution/element';
import { readAccepts } from '../../execution/messages';
import { requiredText } from '../../execution/requiredText';
import type { ModelValue } from '../../model/graph';

/** A signal as the model describes it. */
export interface SignalData {
  /** Null where the model names none. */
  readonly name: ModelValue;
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
      name: reader.valueOrNull(
        signalRef?.name ?? signalRef?.id,
        'text',
        'signal name',
      ),
      accepts: readAccepts(reader),
    };
  },
  catches: (evaluator, { name, accepts }) => ({
    kind: 'signal',
    name: requiredText(evaluator, name),
    ...(accepts && { accepts }),
  }),
  throws(visit, data) {
    const name = requiredText(visit, data.name);
    return () => {
      visit.emitSignal(name);
      return true;
    };
  },
});
