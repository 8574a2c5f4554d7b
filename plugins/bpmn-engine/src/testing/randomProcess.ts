import { processXml } from './picture';
import { Random } from './random';
import {
  complexBlock,
  eventBasedBlock,
  exclusiveBlock,
  inclusiveBlock,
  loopBlock,
  parallelBlock,
} from './randomGateways';
import { randomLoop, randomTask, withBoundaryEvents } from './randomActivity';
import {
  DEFINITIONS,
  element,
  eventDefinition,
  single,
  Workshop,
  type Block,
  type Place,
} from './randomBlock';

/** A process made of dice. */
export interface RandomProcess {
  readonly xml: string;
  /** What it is started with. */
  readonly variables: Readonly<Record<string, any>>;
  /** What somebody has to set before some mapping can be applied. */
  readonly needed: Readonly<Record<string, number>>;
}

/**
 * Makes a sound process out of blocks: whatever happens in it, it can come to its end. The same seed makes the same process.
 */
export function randomProcess(seed: number): RandomProcess {
  const random = new Random(seed);
  const workshop = new Workshop(random, random.between(4, 24));
  const xml = scope(workshop, placeIn(workshop, undefined));
  return {
    xml: processXml(xml, DEFINITIONS),
    variables: {
      v: random.between(0, 9),
      items: Array.from({ length: random.between(0, 4) }, (_, i) => i),
    },
    needed: workshop.needed,
  };
}

const MAX_DEPTH = 3;

/** What a process or sub-process holds: from its start event to its end event, and what listens on it. */
function scope(workshop: Workshop, place: Place): string {
  const { random } = workshop;
  const body = place.sequence();
  const start = workshop.id('start');
  const end = workshop.id('end');
  const last =
    place.undoable.length > 0 && random.chance(0.7)
      ? [compensationThrow(workshop, place)]
      : [];
  const chain = workshop.chain([single('startEvent', start), body, ...last]);
  const escalates = random.chance(0.1);
  return (
    chain.xml +
    element(
      'endEvent',
      `id="${end}"`,
      escalates ? eventDefinition(workshop, 'escalation') : '',
    ) +
    workshop.flow(chain.exit, end) +
    (random.chance(0.25) ? eventSubProcess(workshop, place) : '')
  );
}

function sequence(workshop: Workshop, place: Place): Block {
  const blocks: Block[] = [];
  do {
    blocks.push(block(workshop, place));
  } while (workshop.budget > 0 && workshop.random.chance(0.55));
  return workshop.chain(blocks);
}

type Maker = (workshop: Workshop, place: Place) => Block;

const SIMPLE: readonly (readonly [number, Maker])[] = [
  [8, randomTask],
  [1, catchEvent],
  [1, throwEvent],
  [0.5, linkPair],
];

const NESTED: readonly (readonly [number, Maker])[] = [
  [3, exclusiveBlock],
  [3, parallelBlock],
  [2, inclusiveBlock],
  [1, complexBlock],
  [2, eventBasedBlock],
  [2, loopBlock],
];

const SCOPES: readonly (readonly [number, Maker])[] = [
  [3, subProcess],
  [1.5, transaction],
  [1, adHocSubProcess],
];

function block(workshop: Workshop, place: Place): Block {
  workshop.budget--;
  const choices: (readonly [number, Maker])[] = [
    ...SIMPLE,
    ...(workshop.budget > 0 ? NESTED : []),
    ...(workshop.budget > 0 && place.depth < MAX_DEPTH ? SCOPES : []),
  ];
  return workshop.random.weighted(choices)(workshop, place);
}

function catchEvent(workshop: Workshop): Block {
  const kind = workshop.random.pick([
    'timer',
    'message',
    'signal',
    'conditional',
  ] as const);
  return single(
    'intermediateCatchEvent',
    workshop.id(`${kind}Catch`),
    eventDefinition(workshop, kind),
  );
}

function throwEvent(workshop: Workshop, place: Place): Block {
  const kind = workshop.random.pick([
    'message',
    'signal',
    'escalation',
    'compensate',
  ] as const);
  return kind === 'compensate'
    ? compensationThrow(workshop, place)
    : single(
        'intermediateThrowEvent',
        workshop.id(`${kind}Throw`),
        eventDefinition(workshop, kind),
      );
}

/** Undoes one activity, or all that have completed. */
function compensationThrow(workshop: Workshop, { undoable }: Place): Block {
  const { random } = workshop;
  const one =
    undoable.length > 0 && random.chance(0.4)
      ? `activityRef="${random.pick(undoable)}"`
      : '';
  const waits = random.chance(0.8) ? '' : 'waitForCompletion="false"';
  return single(
    'intermediateThrowEvent',
    workshop.id('compensate'),
    `<compensateEventDefinition ${one} ${waits}/>`,
  );
}

function linkPair(workshop: Workshop): Block {
  const name = workshop.id('link');
  const link = `<linkEventDefinition name="${name}"/>`;
  const from = single('intermediateThrowEvent', `${name}Throw`, link);
  const to = single('intermediateCatchEvent', `${name}Catch`, link);
  return { xml: from.xml + to.xml, entry: from.entry, exit: to.exit };
}

/** The inside of a process or sub-process. */
function placeIn(
  workshop: Workshop,
  outer: Place | undefined,
  change: Partial<Place> = {},
): Place {
  const place: Place = {
    depth: outer ? outer.depth + 1 : 0,
    undoable: [],
    isTransaction: false,
    isAdHoc: false,
    errorCode: outer?.errorCode,
    ...change,
    sequence: () => sequence(workshop, place),
  };
  return place;
}

function subProcess(workshop: Workshop, place: Place): Block {
  const { random } = workshop;
  const id = workshop.id('subProcess');
  const errorCode = random.chance(0.4) ? 'error1' : undefined;
  const content = scope(
    workshop,
    placeIn(workshop, place, { errorCode: errorCode ?? place.errorCode }),
  );
  const xml = element(
    'subProcess',
    `id="${id}"`,
    randomLoop(workshop, id, 0.3) + content,
  );
  const made = { xml, entry: id, exit: id };
  const host = errorCode
    ? caughtOn(workshop, made, '<errorEventDefinition errorRef="error1"/>')
    : made;
  return withBoundaryEvents(workshop, place, host);
}

function transaction(workshop: Workshop, place: Place): Block {
  const id = workshop.id('transaction');
  const content = scope(
    workshop,
    placeIn(workshop, place, { isTransaction: true }),
  );
  const made = {
    xml: element('transaction', `id="${id}"`, content),
    entry: id,
    exit: id,
  };
  const host = caughtOn(workshop, made, '<cancelEventDefinition/>');
  return withBoundaryEvents(workshop, place, host);
}

/** An event that ends an activity, and goes on behind it. */
function caughtOn(
  workshop: Workshop,
  { xml, entry, exit }: Block,
  definition: string,
): Block {
  const id = workshop.id('caught');
  const merge = workshop.id('merge');
  return {
    xml: `${
      xml +
      element(
        'boundaryEvent',
        `id="${id}" attachedToRef="${entry}"`,
        definition,
      )
    }<exclusiveGateway id="${merge}"/>${workshop.flow(
      exit,
      merge,
    )}${workshop.flow(id, merge)}`,
    entry,
    exit: merge,
  };
}

function adHocSubProcess(workshop: Workshop, place: Place): Block {
  const { random } = workshop;
  const id = workshop.id('adHoc');
  const inner = placeIn(workshop, place, { isAdHoc: true });
  const tasks = Array.from({ length: random.between(1, 3) }, () =>
    randomTask(workshop, inner),
  );
  const xml = element(
    'adHocSubProcess',
    `id="${id}" ordering="${random.pick(['Parallel', 'Sequential'])}"`,
    tasks.map(task => task.xml).join('') +
      (random.chance(0.3)
        ? '<completionCondition xsi:type="bpmn:tFormalExpression">=true</completionCondition>'
        : ''),
  );
  return withBoundaryEvents(workshop, place, { xml, entry: id, exit: id });
}

/** Begins when its event happens while the scope runs. */
function eventSubProcess(workshop: Workshop, place: Place): string {
  const { random } = workshop;
  const interrupts = random.chance(0.5);
  const kind = random.pick([
    'timer',
    'message',
    'signal',
    'escalation',
    'conditional',
  ] as const);
  const id = workshop.id('eventSubProcess');
  const start = workshop.id(`${kind}Start`);
  const body = randomTask(
    workshop,
    placeIn(workshop, place, { errorCode: undefined }),
  );
  const end = workshop.id('end');
  return element(
    'subProcess',
    `id="${id}" triggeredByEvent="true"`,
    `${
      element(
        'startEvent',
        `id="${start}" isInterrupting="${interrupts}"`,
        eventDefinition(workshop, kind, !interrupts),
      ) + body.xml
    }<endEvent id="${end}"/>${workshop.flow(start, body.entry)}${workshop.flow(
      body.exit,
      end,
    )}`,
  );
}
