import type { ModdleElement } from './document';
import type { EventDefinition } from './graph';
import type { EventCompiler, EventPosition, ModelReader } from './vocabulary';

/** Event compilers by moddle type. */
export type EventTable = ReadonlyMap<string, EventCompiler>;

/** Event definitions of an event: its own, then those it refers to. */
export function eventDefinitionsOf(
  source: ModdleElement,
): readonly ModdleElement[] {
  return [
    ...(source.eventDefinitions ?? []),
    ...(source.eventDefinitionRef ?? []),
  ];
}

/** Compiles the event definitions of an event; other elements have none. */
export function compileEvents(
  source: ModdleElement,
  reader: ModelReader,
  table: EventTable,
): readonly EventDefinition[] {
  const position = positionOf(source);
  if (!position) {
    return source.$type === 'bpmn:ReceiveTask' && source.messageRef
      ? [compileMessage(reader, table)]
      : [];
  }
  const compiled: EventDefinition[] = [];
  for (const definition of eventDefinitionsOf(source)) {
    const compiler = table.get(definition.$type);
    if (compiler?.positions.includes(position)) {
      compiled.push({
        type: compiler.type,
        index: compiled.length,
        data: compiler.compile(reader.within(definition), position),
      });
    } else {
      reportPosition(reader, definition, position);
    }
  }
  if (source.parallelMultiple === true && compiled.length > 1) {
    reportThrown(reader, compiled);
  }
  return compiled;
}

const THROWN = new Set(['error', 'escalation', 'cancel', 'compensate', 'link']);

/** What is thrown from inside is not waited for: it cannot be one of several that all have to come. */
function reportThrown(
  reader: ModelReader,
  compiled: readonly EventDefinition[],
): void {
  const thrown = compiled.filter(({ type }) => THROWN.has(type));
  if (thrown.length > 0) {
    reader.report({
      rule: 'parallel-multiple',
      parameters: { definition: thrown[0].type },
      message: `Expected events that can be waited for together, but found ${thrown[0].type}, which happens at once. Give it an event of its own`,
    });
  }
}

/** A receive task refers to its message as a message event does. */
function compileMessage(
  reader: ModelReader,
  table: EventTable,
): EventDefinition {
  const { type, compile } = table.get('bpmn:MessageEventDefinition')!;
  return { type, index: 0, data: compile(reader, 'catch') };
}

const POSITION_NAMES: Readonly<Record<EventPosition, string>> = {
  start: 'at the start of a process',
  eventSubProcess: 'at the start of an interrupting event sub-process',
  eventSubProcessNonInterrupting:
    'at the start of a non-interrupting event sub-process',
  catch: 'in an intermediate catch event',
  boundary: 'on an interrupting boundary event',
  boundaryNonInterrupting: 'on a non-interrupting boundary event',
  throw: 'in an intermediate throw event',
  end: 'in an end event',
};
function reportPosition(
  reader: ModelReader,
  definition: ModdleElement,
  position: EventPosition,
): void {
  reader.report({
    rule: 'event-position',
    parameters: { definition: definition.$type, position },
    message: `Expected an event definition that BPMN allows ${POSITION_NAMES[position]}, but found ${definition.$type}. Choose another kind of event`,
  });
}

/** Where an event stands; undefined if it is no event. */
export function positionOf(source: ModdleElement): EventPosition | undefined {
  switch (source.$type) {
    case 'bpmn:StartEvent':
      return startPosition(source);
    case 'bpmn:IntermediateCatchEvent':
      return 'catch';
    case 'bpmn:IntermediateThrowEvent':
      return 'throw';
    case 'bpmn:BoundaryEvent':
      return boundaryPosition(source);
    case 'bpmn:EndEvent':
      return 'end';
    default:
      return undefined;
  }
}

function startPosition(source: ModdleElement): EventPosition {
  if (!source.$parent?.triggeredByEvent) {
    return 'start';
  }
  return source.isInterrupting === false
    ? 'eventSubProcessNonInterrupting'
    : 'eventSubProcess';
}

/** A compensation handler begins after its activity has completed: there is nothing to interrupt. */
function boundaryPosition(source: ModdleElement): EventPosition {
  const isCompensation = eventDefinitionsOf(source).some(
    ({ $type }) => $type === 'bpmn:CompensateEventDefinition',
  );
  return source.cancelActivity === false && !isCompensation
    ? 'boundaryNonInterrupting'
    : 'boundary';
}
