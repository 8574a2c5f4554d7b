import {
  parse,
  vocabulary,
  type EventPosition,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import { eventDefinition, EVENT_SOURCES } from './eventDefinition';
import { documentOf, flowsAlong } from './trial';

/** A kind of event, and where it is executed. */
export interface EventRow {
  readonly title: string;
  /** Name of its behaviour; absent for an event without definition. */
  readonly type?: string;
  readonly positions: readonly EventPosition[];
}

/** Something to attach every kind of boundary event to. */
const WORK = '<transaction id="work"><task id="inside" /></transaction>';

/** What a boundary event leads to, if it is for compensation. */
const HANDLER = `<task id="undo" isForCompensation="true" />
  <association id="handles" associationDirection="One" sourceRef="tried" targetRef="undo" />`;

const eventSubProcess = (definition: string, attributes = '') =>
  `<subProcess id="around"><task id="work" /><subProcess id="handler" triggeredByEvent="true">
     <startEvent id="tried" ${attributes}>${definition}</startEvent></subProcess></subProcess>`;

const boundary = (definition: string, attributes = '') =>
  `${WORK}<boundaryEvent id="tried" attachedToRef="work" ${attributes}>${definition}</boundaryEvent>
   ${definition === eventDefinition('compensate') ? HANDLER : ''}`;

/** A process with an event at each position, whose id is `tried`. */
const MODELS: Readonly<Record<EventPosition, (definition: string) => string>> =
  {
    start: definition =>
      `<startEvent id="tried">${definition}</startEvent>${WORK}${flowsAlong(
        'tried',
        'work',
      )}`,
    eventSubProcess,
    eventSubProcessNonInterrupting: definition =>
      eventSubProcess(definition, 'isInterrupting="false"'),
    catch: definition =>
      `<intermediateCatchEvent id="tried">${definition}</intermediateCatchEvent>`,
    boundary,
    boundaryNonInterrupting: definition =>
      boundary(definition, 'cancelActivity="false"'),
    throw: definition =>
      `<intermediateThrowEvent id="tried">${definition}</intermediateThrowEvent>
       <intermediateCatchEvent id="there">${eventDefinition(
         'link',
       )}</intermediateCatchEvent>`,
    end: definition =>
      `<transaction id="around"><task id="work" /><endEvent id="tried">${definition}</endEvent>
       ${flowsAlong('work', 'tried')}</transaction>`,
  };

/**
 * Where each kind of event is executed, found out by parsing it everywhere. Throws an Error if the engine rejects one where its
 * vocabulary has it.
 */
export async function eventPositions(): Promise<readonly EventRow[]> {
  const rows: EventRow[] = [
    { title: 'None: no definition', positions: await positionsOf('') },
  ];
  for (const { title, type, positions } of vocabulary.events) {
    const found = await positionsOf(eventDefinition(type));
    const missing = positions.filter(position => !found.includes(position));
    if (missing.length > 0) {
      throw new Error(
        `Expected ${type} events to be executed at ${missing}, but they are rejected: mend the engine's vocabulary or MODELS`,
      );
    }
    rows.push({ title, type, positions: found });
  }
  return rows;
}

async function positionsOf(
  definition: string,
): Promise<readonly EventPosition[]> {
  const found: EventPosition[] = [];
  for (const [position, modelWith] of Object.entries(MODELS)) {
    if (await isExecuted(documentOf(modelWith(definition), EVENT_SOURCES))) {
      found.push(position as EventPosition);
    }
  }
  return found;
}

async function isExecuted(xml: string): Promise<boolean> {
  const { definition, problems } = await parse(xml);
  const other = problems.find(
    ({ severity, elementId }) => severity === 'error' && elementId !== 'tried',
  );
  if (other) {
    throw new Error(
      `Expected nothing but the event to be rejected, but found: ${other.message}\n${xml}`,
    );
  }
  return definition !== undefined;
}
