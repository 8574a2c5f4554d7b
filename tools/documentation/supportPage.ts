import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  vocabulary,
  type EventPosition,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import bpmn from 'bpmn-moddle/resources/bpmn/json/bpmn.json';
import { eventPositions } from './eventPositions';
import { extensionLines } from './extensions/extensionLines';
import { KEPT_PARTS } from './parts/keptParts';
import type { ModelPart } from './parts/modelPart';
import { READ_PARTS } from './parts/readParts';
import { tryParts } from './parts/tryParts';
import { taskRuns } from './taskRuns';

const ENGINE = 'plugins/bpmn-engine/src';

const POSITIONS: Readonly<Record<EventPosition, string>> = {
  start: 'Start',
  eventSubProcess: 'Event sub-process',
  eventSubProcessNonInterrupting: 'Event sub-process, non-interrupting',
  catch: 'Catch',
  boundary: 'Boundary',
  boundaryNonInterrupting: 'Boundary, non-interrupting',
  throw: 'Throw',
  end: 'End',
};

/** What is neither an element nor an event definition, with the test that holds it. */
const FEATURES: readonly (readonly [string, string])[] = [
  ['Multi-instance, sequential and parallel; standard loop', 'execution/loops'],
  ['Compensation', 'execution/compensation'],
  [
    'Conditional and default flows of activities, implicit splits and joins, quantities',
    'execution/flows',
  ],
  [
    'Variables: mappings, propagation, data objects and properties',
    'execution/variables',
  ],
  ['Jobs: retries, back-off, headers, priority', 'execution/jobs'],
  ['Execution and task listeners', 'execution/listeners'],
  ['FEEL, with the built-ins of Camunda', 'expressions/evaluateExpression'],
  ['Timers: dates, durations, cycles, cron, time zones', 'timers/fire'],
  ['Operator: move an instance', 'commands/move'],
  ['Operator: migrate to another version', 'commands/migrate'],
  ['Operator: suspend and resume', 'commands/suspend'],
  [
    'Operator: variables, incidents, cancel, ad-hoc activities',
    'commands/operations',
  ],
  ['Bad input', 'parse'],
];

/** Flow nodes that are drawn by their kinds only; an implicit throw event is never drawn. */
const ABSTRACT = [
  'Activity',
  'CatchEvent',
  'ChoreographyActivity',
  'Event',
  'Gateway',
  'ImplicitThrowEvent',
  'ThrowEvent',
];

/**
 * The page that says what of BPMN is executed, made from the engine: from its own list, and by trying. Throws an Error if something has
 * no test, or if what people have written about the rest does not hold.
 *
 * @param root folder of the repository
 */
export async function supportPage(root: string): Promise<string> {
  await tryParts(rejectedTypes());
  return [
    ...introduction(),
    ...elements(root),
    ...(await tasks()),
    ...(await events(root)),
    ...readParts(),
    ...(await extensions(root)),
    ...keptParts(),
    ...features(root),
    '',
  ].join('\n');
}

function introduction(): readonly string[] {
  return [
    '# What of BPMN is executed',
    '',
    'Made from the engine by `npm run docs`. An element or event of an executable process is either executed or rejected when the model is',
    'parsed, with its id and the way out; nothing of a process is skipped in silence. What is [kept without effect](#kept-without-effect) is',
    `read and written back, and changes nothing. The tests that are named are in \`${ENGINE}\`; how the engine does on processes that nobody`,
    'here wrote is in `plugins/bpmn-engine/README.md`.',
    '',
  ];
}

function elements(root: string): readonly string[] {
  return [
    '## Elements',
    '',
    '| element | | test |',
    '| --- | --- | --- |',
    ...vocabulary.elements.map(
      ({ title, type }) =>
        `| ${title} | executed | ${testOf(root, `elements/${type}/${type}`)} |`,
    ),
    ...rejectedTypes().map(type => `| ${inWords(type)} | rejected | |`),
    '',
  ];
}

async function tasks(): Promise<readonly string[]> {
  const runs = await taskRuns();
  return [
    '## How tasks run',
    '',
    'Somebody does a task, or the engine does it by itself. A job is done by a worker of its type, which the host asks.',
    '',
    '| | with | what happens |',
    '| --- | --- | --- |',
    ...runs.map(
      ({ title, modelledWith, outcome }) =>
        `| ${title} | ${modelledWith} | ${outcome} |`,
    ),
    '',
  ];
}

async function events(root: string): Promise<readonly string[]> {
  const rows = await eventPositions();
  const columns = Object.entries(POSITIONS);
  return [
    '## Events',
    '',
    'An empty field is a position that BPMN does not have: it is rejected. Several definitions in one event are executed as multiple or',
    'parallel multiple. A compensation event on the boundary is the same with and without interruption: its activity is over.',
    '',
    `| event | ${columns.map(([, title]) => title).join(' | ')} | test |`,
    `| --- | ${columns.map(() => '---').join(' | ')} | --- |`,
    ...rows.map(({ title, type, positions }) => {
      const fields = columns.map(([position]) =>
        positions.includes(position as EventPosition) ? 'executed' : '',
      );
      const test = type
        ? `events/${type}/${type}`
        : 'elements/startEvent/startEvent';
      return `| ${title} | ${fields.join(' | ')} | ${testOf(root, test)} |`;
    }),
    '',
  ];
}

function readParts(): readonly string[] {
  return ['## What else of a model is read', '', ...partsTable(READ_PARTS)];
}

async function extensions(root: string): Promise<readonly string[]> {
  return [
    '## Extensions',
    '',
    'Those of Camunda 8 (`zeebe:`), and our own (`pipeline:`).',
    '',
    ...(await extensionLines(root)),
    '',
  ];
}

function keptParts(): readonly string[] {
  return ['## Kept without effect', '', ...partsTable(KEPT_PARTS)];
}

function partsTable(parts: readonly ModelPart[]): readonly string[] {
  return [
    '| | |',
    '| --- | --- |',
    ...parts.map(({ title, note }) => `| ${title} | ${note} |`),
    '',
  ];
}

function features(root: string): readonly string[] {
  return [
    '## Everything else',
    '',
    '| | test |',
    '| --- | --- |',
    ...FEATURES.map(([title, path]) => `| ${title} | ${testOf(root, path)} |`),
  ];
}

/** A path, not a link: the documentation pages of a portal hold nothing but `docs`. */
function testOf(root: string, path: string): string {
  const file = `${path}.test.ts`;
  if (!existsSync(join(root, ENGINE, file))) {
    throw new Error(
      `Expected everything that is executed to have a test, but there is no ${ENGINE}/${file}`,
    );
  }
  return `\`${file}\``;
}

/** Flow nodes of BPMN that no element of the engine recognises. */
function rejectedTypes(): readonly string[] {
  const isExecuted = ($type: string) =>
    vocabulary.elements.some(({ matches }) => matches({ $type }));
  return bpmn.types
    .filter(type => !('isAbstract' in type && type.isAbstract))
    .map(({ name }) => name)
    .filter(name => isFlowNode(name) && !isExecuted(`bpmn:${name}`))
    .filter(name => !ABSTRACT.includes(name));
}

function isFlowNode(name: string): boolean {
  const type = bpmn.types.find(candidate => candidate.name === name);
  const parents: readonly string[] =
    type && 'superClass' in type ? type.superClass ?? [] : [];
  return parents.some(parent => parent === 'FlowNode' || isFlowNode(parent));
}

/** "Call choreography" for CallChoreography. */
function inWords(type: string): string {
  const words = type.replace(/(?<=[a-z])[A-Z]/g, letter => ` ${letter}`);
  return words.charAt(0) + words.slice(1).toLocaleLowerCase('en-US');
}
