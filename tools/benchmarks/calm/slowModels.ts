import { setTimeout as sleep } from 'node:timers/promises';
import {
  each,
  documentOf,
  extensions,
  job,
  path,
  plain,
  processOf,
  start,
} from '../../chaos/mix/xml';
import type { Served } from './Served';

/** What is done that may take long, by its name. */
export type SlowKind =
  | 'regularExpression'
  | 'nestedLoops'
  | 'largeDocument'
  | 'startTimers'
  | 'manyItems';

/** How large what is large is. */
export interface SlowSizes {
  /** Bytes of a document. */
  readonly document: number;
  readonly timers: number;
  readonly items: number;
}

const script = (expression: string) =>
  `<scriptTask id="work">${extensions(
    `<zeebe:script expression="${expression}" resultVariable="found" />`,
  )}</scriptTask>`;

const scripted = (id: string, expression: string) =>
  documentOf(processOf(id, start(), script(expression), path('start', 'work')));

/** What others do. */
export const small = documentOf(
  processOf(
    'small',
    start(),
    job('work', 'work'),
    plain('endEvent', 'end'),
    path('start', 'work', 'end'),
  ),
);

/** What each task says of itself. */
const SAID = 'It is done as it always was. '.repeat(20);

/** So many bytes of tasks. */
function tasks(bytes: number, first: string): string {
  const parts: string[] = [];
  for (let index = 0, length = 0; length < bytes; index++) {
    const id = `t${index}`;
    const before = index === 0 ? 'start' : `t${index - 1}`;
    const part = `<task id="${id}" name="${first} ${index}"><documentation>${SAID}</documentation></task><sequenceFlow id="f${index}" sourceRef="${before}" targetRef="${id}" />`;
    length += part.length;
    parts.push(part);
  }
  return documentOf(processOf('large', start(), ...parts));
}

const timers = (count: number, time: string) =>
  documentOf(
    processOf(
      'timers',
      ...Array.from(
        { length: count },
        (_, index) =>
          `<startEvent id="s${index}"><timerEventDefinition>${time}</timerEventDefinition></startEvent>`,
      ),
      plain('task', 'work'),
      ...Array.from(
        { length: count },
        (_, index) =>
          `<sequenceFlow id="f${index}" sourceRef="s${index}" targetRef="work" />`,
      ),
    ),
  );

const items = (count: number) =>
  documentOf(
    processOf(
      'items',
      start(),
      job(
        'work',
        'work',
        each(
          `inputCollection="=for i in 1..${count} return i" inputElement="item"`,
        ),
      ),
      path('start', 'work'),
    ),
  );

const RUNS = 3;
/** Milliseconds for which timers fire and items are worked at, before something else is done with them. */
const SOME_OF_THEM = 3000;
const inAYear = '<timeCycle>R/PT8760H</timeCycle>';
const soon = () =>
  `<timeDate>${new Date(Date.now() + 1000).toISOString()}</timeDate>`;

async function run(served: Served, processId: string, times = RUNS) {
  for (let index = 0; index < times; index++) {
    await served.untilAtRest(await served.begin(processId));
  }
}

/** All of it. */
export const slowKinds: Readonly<
  Record<SlowKind, (served: Served, sizes: SlowSizes) => Promise<unknown>>
> = {
  async regularExpression(served) {
    const text = 'a'.repeat(40);
    await served.deploy(
      scripted(
        'regular',
        `=matches(&quot;${text}!&quot;, &quot;^(a+)+$&quot;)`,
      ),
    );
    await run(served, 'regular');
  },
  async nestedLoops(served) {
    await served.deploy(
      scripted(
        'loops',
        '=count(for a in 1..3000 return for b in 1..3000 return a * b)',
      ),
    );
    await run(served, 'loops');
  },
  async largeDocument(served, { document }) {
    await served.deploy(tasks(document, 'First'));
    await served.deploy(tasks(document, 'Second'));
    await run(served, 'large');
  },
  async startTimers(served, { timers: count }) {
    await served.deploy(timers(count, inAYear));
    await served.ask('GET', '/processes/timers/schedules');
    await served.deploy(timers(count, soon()));
    await sleep(SOME_OF_THEM);
    await served.ask('GET', '/processes/timers/schedules');
    await served.deploy(timers(count, inAYear));
  },
  async manyItems(served, { items: count }) {
    await served.deploy(items(count));
    const id = await served.begin('items');
    await sleep(SOME_OF_THEM);
    await served.ask('POST', `/process-instances/${id}/cancel`);
  },
};
