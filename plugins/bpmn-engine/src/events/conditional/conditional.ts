import { defineEvent } from '../../execution/element';
import type { ConditionData } from '../../execution/watching';
import type { ModelReader } from '../../model/vocabulary';

/** Happens when its condition is true, looked at whenever a variable that it reads is set (BPMN 2.0.2 10.5.5). */
export const conditional = defineEvent<ConditionData>({
  type: 'conditional',
  title: 'Conditional',
  bpmnType: 'bpmn:ConditionalEventDefinition',
  positions: [
    'start',
    'eventSubProcess',
    'eventSubProcessNonInterrupting',
    'catch',
    'boundary',
    'boundaryNonInterrupting',
  ],
  compile: readCondition,
  watches: ({ names }) => names,
  catches: () => ({ kind: 'condition' }),
});

function readCondition(reader: ModelReader): ConditionData {
  const condition = reader.valueOrNull(
    reader.source.condition?.body,
    'boolean',
    'condition',
  );
  const filter = reader.extension('zeebe:ConditionalFilter');
  const list = (text: string | undefined) =>
    text
      ?.split(',')
      .map(item => item.trim())
      .filter(Boolean);
  const read = condition.kind === 'feel' ? condition.expression.names : [];
  const events = list(filter?.variableEvents)?.filter(
    (event): event is 'create' | 'update' =>
      event === 'create' || event === 'update',
  );
  return {
    condition,
    names: list(filter?.variableNames) ?? read,
    ...(events && { on: events }),
  };
}
