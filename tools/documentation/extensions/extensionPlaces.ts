import { vocabulary } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import { eventDefinition } from '../eventDefinition';
import { documentOf, flowsAlong } from '../trial';

/** Something that can have extension elements. */
export interface ExtensionPlace {
  readonly title: string;
  /** Whether it is an element that is executed. */
  readonly isElement: boolean;
  /** A document in which it has these. */
  readonly withExtensions: (extensions: string) => string;
}

const MESSAGE = eventDefinition('message');
const TASK = '<task id="inside" />';

interface Sample {
  readonly attributes?: string;
  readonly inside?: string;
  /** What stands before and behind it in the process. */
  readonly before?: string;
  readonly behind?: string;
}

/** What an element needs to be valid, by the name of its behaviour; without entry nothing. */
const SAMPLES: Readonly<Record<string, Sample>> = {
  receiveTask: { attributes: 'messageRef="paid"' },
  scriptTask: {
    attributes: 'scriptFormat="python"',
    inside: '<script>1</script>',
  },
  callActivity: { attributes: 'calledElement="other"' },
  subProcess: { inside: TASK },
  transaction: { inside: TASK },
  adHocSubProcess: { inside: TASK },
  eventSubProcess: {
    attributes: 'triggeredByEvent="true"',
    inside: `<startEvent id="happens">${MESSAGE}</startEvent>`,
    before: '<task id="first" />',
  },
  eventBasedGateway: {
    behind: `${['one', 'two']
      .map(
        id =>
          `<intermediateCatchEvent id="${id}">${MESSAGE}</intermediateCatchEvent>${flowsAlong(
            'tried',
            id,
          )}`,
      )
      .join('')}`,
  },
  startEvent: {
    inside: MESSAGE,
    behind: `${TASK}${flowsAlong('tried', 'inside')}`,
  },
  intermediateCatchEvent: { inside: MESSAGE },
  boundaryEvent: {
    attributes: 'attachedToRef="inside"',
    inside: MESSAGE,
    before: TASK,
  },
};

const ALONE: Sample = { before: '' };

/** Everything whose extensions are tried: each element and event that is executed, and what they refer to. */
export const EXTENSION_PLACES: readonly ExtensionPlace[] = [
  ...vocabulary.elements.map(({ title, type }) => ({
    title,
    isElement: true,
    withExtensions: (extensions: string) => elementWith(type, extensions),
  })),
  ...vocabulary.events.map(({ title, type }) => ({
    title: `${title} event definition`,
    isElement: false,
    withExtensions: (extensions: string) => eventWith(type, extensions),
  })),
  ...Object.entries({
    Message: (extensions: string) =>
      documentFor(TASK, { message: extended(extensions) }),
    Signal: (extensions: string) =>
      documentFor(TASK, { signal: extended(extensions) }),
    'Multi-instance loop': (extensions: string) =>
      loopWith(
        'multiInstanceLoopCharacteristics',
        `${extended(extensions)}<loopCardinality>3</loopCardinality>`,
      ),
    'Standard loop': (extensions: string) =>
      loopWith('standardLoopCharacteristics', extended(extensions)),
    'Sequence flow': (extensions: string) =>
      documentFor(
        `<task id="tried" />${TASK}<sequenceFlow id="flow" sourceRef="tried" targetRef="inside">${extended(
          extensions,
        )}</sequenceFlow>`,
      ),
    Lane: (extensions: string) =>
      documentFor(
        `<laneSet id="lanes"><lane id="lane">${extended(
          extensions,
        )}<flowNodeRef>inside</flowNodeRef></lane></laneSet>${TASK}`,
      ),
    'Data object': (extensions: string) =>
      documentFor(
        `${TASK}<dataObject id="order">${extended(extensions)}</dataObject>`,
      ),
  }).map(([title, withExtensions]) => ({
    title,
    isElement: false,
    withExtensions,
  })),
];

function extended(extensions: string): string {
  return extensions
    ? `<extensionElements>${extensions}</extensionElements>`
    : '';
}

function documentFor(
  content: string,
  { message = '', signal = '' }: { message?: string; signal?: string } = {},
): string {
  return documentOf(
    `${content}<receiveTask id="receives" messageRef="paid" />
     <intermediateThrowEvent id="tells"><signalEventDefinition signalRef="told" /></intermediateThrowEvent>`,
    `<message id="paid" name="paid">${message}</message><signal id="told" name="told">${signal}</signal>`,
  );
}

function elementWith(type: string, extensions: string): string {
  if (type === 'process') {
    return documentFor(`${extended(extensions)}${TASK}`);
  }
  const {
    attributes = '',
    inside = '',
    before = '',
    behind = '',
  } = SAMPLES[type] ?? ALONE;
  const tag = type === 'eventSubProcess' ? 'subProcess' : type;
  return documentFor(
    `${before}<${tag} id="tried" ${attributes}>${extended(
      extensions,
    )}${inside}</${tag}>${behind}`,
  );
}

/** An event definition where BPMN has it: at an end, in the middle, or on a transaction. */
function eventWith(type: string, extensions: string): string {
  const definition = eventDefinition(type, extended(extensions));
  const { positions } = vocabulary.events.find(event => event.type === type)!;
  if (positions.includes('catch')) {
    return documentFor(
      `<intermediateCatchEvent id="tried">${definition}</intermediateCatchEvent>`,
    );
  }
  return documentFor(
    `<transaction id="all">${TASK}<endEvent id="tried">${definition}</endEvent>${flowsAlong(
      'inside',
      'tried',
    )}</transaction>`,
  );
}

function loopWith(tag: string, content: string): string {
  return documentFor(
    `<task id="tried"><${tag} id="loop">${content}</${tag}></task>`,
  );
}
