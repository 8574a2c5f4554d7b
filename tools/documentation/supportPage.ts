import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  vocabulary,
  type EventPosition,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import bpmn from 'bpmn-moddle/resources/bpmn/json/bpmn.json';

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
 * The page that says what of BPMN is executed, made from the engine's own list. Throws an Error if something has no test.
 *
 * @param root folder of the repository
 */
export function supportPage(root: string): string {
  const test = (path: string) => linkToTest(root, path);
  return [
    '# What of BPMN is executed',
    '',
    'Made from the engine by `npm run docs`. Whatever is not listed as executed is rejected when a model is parsed, with the id of the',
    'element and the way out. How the engine does on processes that nobody here wrote is in',
    '[its README](../plugins/bpmn-engine/README.md#conformance).',
    '',
    '## Elements',
    '',
    '| element | | test |',
    '| --- | --- | --- |',
    ...vocabulary.elements.map(
      ({ title, type }) =>
        `| ${title} | executed | ${test(`elements/${type}/${type}`)} |`,
    ),
    ...rejectedTypes().map(type => `| ${type} | rejected | |`),
    '',
    '## Events',
    '',
    'An empty field is a position that BPMN does not have: it is rejected. Several definitions in one event are executed as multiple or',
    'parallel multiple.',
    '',
    `| event | ${Object.values(POSITIONS).join(' | ')} | test |`,
    `| --- | ${Object.keys(POSITIONS)
      .map(() => '---')
      .join(' | ')} | --- |`,
    ...vocabulary.events.map(
      ({ title, type, positions }) =>
        `| ${title} | ${Object.keys(POSITIONS)
          .map(position =>
            positions.includes(position as EventPosition) ? 'executed' : '',
          )
          .join(' | ')} | ${test(`events/${type}/${type}`)} |`,
    ),
    `| None | executed | | | | | | executed | executed | ${test(
      'elements/startEvent/startEvent',
    )} |`,
    '',
    '## Everything else',
    '',
    '| | test |',
    '| --- | --- |',
    ...FEATURES.map(([title, path]) => `| ${title} | ${test(path)} |`),
    '',
  ].join('\n');
}

function linkToTest(root: string, path: string): string {
  const file = `${ENGINE}/${path}.test.ts`;
  if (!existsSync(join(root, file))) {
    throw new Error(
      `Expected everything that is executed to have a test, but there is no ${file}`,
    );
  }
  return `[${path.replace(/^.*\//, '')}](../${file})`;
}

/** Flow nodes of BPMN that no element of the engine recognises. */
function rejectedTypes(): readonly string[] {
  const isExecuted = ($type: string) =>
    vocabulary.elements.some(({ matches }) => matches({ $type }));
  return (
    bpmn.types
      .filter(type => !('isAbstract' in type && type.isAbstract))
      .map(({ name }) => name)
      .filter(name => isFlowNode(name) && !isExecuted(`bpmn:${name}`))
      // Its kinds are executed; an implicit throw event is never drawn; the others are abstract in BPMN.
      .filter(name => !ABSTRACT.includes(name))
  );
}

function isFlowNode(name: string): boolean {
  const type = bpmn.types.find(candidate => candidate.name === name);
  const parents: readonly string[] =
    type && 'superClass' in type ? type.superClass ?? [] : [];
  return parents.some(parent => parent === 'FlowNode' || isFlowNode(parent));
}
