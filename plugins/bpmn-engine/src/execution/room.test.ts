import {
  MAX_INSTANCE_VARIABLES_BYTES,
  MAX_VARIABLE_BYTES,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { findBrokenInvariants } from '../testing/invariants';
import { left } from '../testing/left';
import { completeItem, multiInstance } from '../testing/loop';
import {
  element,
  executionListeners,
  inARow,
  inputs,
  outputs,
  serviceTask,
} from '../testing/extensions';
import {
  boundary,
  definition,
  messages,
  signals,
  starts,
  tasks,
} from '../testing/parts';
import { path, processXml } from '../testing/picture';
import { rejectionOf } from '../testing/rejectionOf';
import { givenAllXml, givenXml, type Scenario } from '../testing/scenario';

/** So many bytes of JSON. */
const text = (bytes: number) => 'x'.repeat(bytes - 2);
const KIB = 1024;

/** Nearly all that there is room for: `d` does not fit in once more. */
const full = {
  a: text(1000 * KIB),
  b: text(1000 * KIB),
  c: text(1000 * KIB),
  d: text(900 * KIB),
};

const script = (id: string, expression: string) =>
  element(
    ['scriptTask', id],
    [`<zeebe:script expression="${expression}" resultVariable="copy" />`],
  );

const catching = element(
  ['intermediateCatchEvent', 'caught'],
  [],
  definition('message', 'come'),
);

const interrupted = `${starts('start')}<userTask id="work" />${boundary(
  { id: 'caught', on: 'work', to: 'after' },
  definition('signal', 'come'),
)}${tasks('after')}${path('start', 'work')}`;

const none = () => {};

interface Told {
  readonly act: (story: Scenario) => void;
  readonly incident: object;
}

type Case = readonly [what: string, xml: string, told: Told];

const cases: readonly Case[] = [
  [
    'an input mapping',
    processXml(inARow(element(['task', 'work'], [inputs({ copy: '=d' })]))),
    { act: none, incident: { elementId: 'work', kind: 'mappingFailed' } },
  ],
  [
    'an output mapping',
    processXml(inARow(element(['task', 'work'], [outputs({ copy: '=d' })]))),
    { act: none, incident: { elementId: 'work', kind: 'mappingFailed' } },
  ],
  [
    'the value of an expression',
    processXml(inARow(script('work', '=d'))),
    { act: none, incident: { elementId: 'work', kind: 'limitExceeded' } },
  ],
  [
    'what a job gives',
    processXml(inARow(serviceTask('work'))),
    {
      act: story => story.completeJob('work', { copy: full.d }),
      incident: { elementId: 'work', kind: 'limitExceeded' },
    },
  ],
  [
    'what a job gives to an output mapping',
    processXml(inARow(serviceTask('work', outputs({ length: '=1' })))),
    {
      act: story => story.completeJob('work', { copy: full.d }),
      incident: { elementId: 'work', kind: 'limitExceeded' },
    },
  ],
  [
    'what a start listener gives',
    processXml(
      inARow(
        element(['task', 'work'], [executionListeners(['start', 'prepare'])]),
      ),
    ),
    {
      act: story => story.completeJob('work', { copy: full.d }),
      incident: { elementId: 'work', kind: 'limitExceeded' },
    },
  ],
  [
    'what an end listener gives',
    processXml(
      inARow(element(['task', 'work'], [executionListeners(['end', 'tidy'])])),
    ),
    {
      act: story => story.completeJob('work', { copy: full.d }),
      incident: { elementId: 'work', kind: 'limitExceeded' },
    },
  ],
  [
    'what a person gives',
    processXml(inARow(element(['userTask', 'work']))),
    {
      act: story => story.completeTask('work', { copy: full.d }),
      incident: { elementId: 'work', kind: 'limitExceeded' },
    },
  ],
  [
    'what a message carries',
    processXml(inARow(catching), messages('come')),
    {
      act: story => story.publish('come', { copy: full.d }),
      incident: { elementId: 'caught', kind: 'limitExceeded' },
    },
  ],
  [
    'what a signal carries to a boundary event',
    processXml(interrupted, signals('come')),
    {
      act: story => story.broadcast('come', { copy: full.d }),
      incident: { elementId: 'caught', kind: 'limitExceeded' },
    },
  ],
  [
    'an output of a loop',
    processXml(
      inARow(
        element(
          ['task', 'work'],
          [],
          multiInstance({
            cardinality: '3',
            sequential: true,
            output: 'results',
            outputElement: '=substring(d, 1, 150000)',
          }),
        ),
      ),
    ),
    { act: none, incident: { elementId: 'work', kind: 'mappingFailed' } },
  ],
];

const isSound = ({ instance }: Scenario) =>
  findBrokenInvariants(instance.rows, instance.definition);

describe('variables for which there is no room', () => {
  it.each(cases)(
    'should be an incident, and taken when there is: %s',
    async (_, xml, { act, incident }) => {
      // given
      const story = await givenXml(xml);
      story.start(full);
      // when
      act(story);
      // then
      expect(story.incidents).toMatchObject([
        {
          ...incident,
          message: expect.stringContaining(`${MAX_INSTANCE_VARIABLES_BYTES}`),
        },
      ]);
      expect(isSound(story)).toEqual([]);
      // when
      story.resolve({ a: '', b: '' });
      // then
      expect(story.incidents).toEqual([]);
      expect(story.state).toBe('completed');
      expect(left(story)).toEqual([]);
    },
  );

  it.each(cases)(
    'should be an incident again as long as there is not: %s',
    async (_, xml, { act, incident }) => {
      // given
      const story = await givenXml(xml);
      story.start(full);
      act(story);
      // when
      story.resolve();
      // then
      expect(story.incidents).toMatchObject([incident]);
      expect(isSound(story)).toEqual([]);
    },
  );

  it('should keep a loop from beginning more instances than it has inputs for', async () => {
    // given
    const loop = multiInstance({
      input: '=for i in 1..3 return substring(d, 1, 190000)',
      element: 'item',
    });
    const story = await givenXml(
      processXml(inARow(element(['userTask', 'work'], [], loop))),
    );
    // when
    story.start(full);
    // then
    expect(story.incidents).toMatchObject([
      { elementId: 'work', kind: 'limitExceeded' },
    ]);
    expect(story.waiting).toEqual(['work']);
    expect(isSound(story)).toEqual([]);
    // when
    story.resolve({ a: '' });
    [1, 2, 3].forEach(n => completeItem(story, ['work', n]));
    // then
    expect(story.state).toBe('completed');
  });

  it('should be an incident where they are what a called process gives', async () => {
    // given
    const caller = processXml(
      inARow(
        element(
          ['callActivity', 'call'],
          [
            '<zeebe:calledElement processId="called" propagateAllParentVariables="false" propagateAllChildVariables="true" />',
          ],
        ),
      ),
    );
    const called = processXml(inARow(serviceTask('work'))).replace(
      'id="story"',
      'id="called"',
    );
    const story = await givenAllXml([caller, called]);
    story.start(full);
    // when
    story.storyOf('called').completeJob('work', { copy: full.d });
    // then
    expect(story.incidents).toMatchObject([
      { elementId: 'call', kind: 'limitExceeded' },
    ]);
    // when
    story.resolve({ a: '' });
    // then: it is not called once more
    expect(story.state).toBe('completed');
    expect(story.variables.copy).toBe(full.d);
  });

  it.each([
    ['start', (story: Scenario) => story.start({ ...full, e: full.d }), 'a'],
    [
      'are too large by themselves',
      (story: Scenario) => story.start({ e: text(MAX_VARIABLE_BYTES + 1) }),
      'e',
    ],
    [
      'set them',
      (story: Scenario) =>
        story
          .start(full)
          .send({ type: 'setVariables', variables: { e: full.d } }),
      'e',
    ],
    [
      'move',
      (story: Scenario) =>
        story.start(full).send({
          type: 'moveInstance',
          terminate: [],
          activate: [{ elementId: 'work', variables: { e: full.d } }],
        }),
      'e',
    ],
  ])('should be refused to those who %s', async (_, act, name) => {
    // given
    const story = await givenXml(processXml(inARow(serviceTask('work'))));
    // when
    const rejection = rejectionOf(() => act(story));
    // then
    expect(rejection).toMatchObject({
      code: 'variableTooLarge',
      parameters: { name },
    });
    expect(rejection!.message).toContain('file');
  });

  it('should not keep anybody from making them smaller', async () => {
    // given
    const story = await givenXml(processXml(inARow(serviceTask('work'))));
    story.start(full);
    // when
    story.send({ type: 'setVariables', variables: { a: text(500 * KIB) } });
    story.send({ type: 'setVariables', variables: { e: text(500 * KIB) } });
    // then
    expect(story.instance.rows.variableBytes()).toBe(3900 * KIB);
  });
});

const collecting = (more: object) =>
  processXml(
    inARow(
      element(
        ['userTask', 'work'],
        [],
        multiInstance({ output: 'results', outputElement: '=out', ...more }),
      ),
    ),
  );

describe('the outputs of a loop', () => {
  it('should not be more than fits into a variable, which the instance says that gives too much', async () => {
    // given
    const story = await givenXml(collecting({ cardinality: '3' }));
    story.start({ out: text(400 * KIB) });
    // when
    [1, 2, 3].forEach(n => completeItem(story, ['work', n]));
    // then
    expect(story.incidents).toMatchObject([{ kind: 'mappingFailed' }]);
    expect(story.incidents[0].message).toContain('variable results');
    // when
    story.resolve({ out: 1 });
    // then
    expect(story.state).toBe('completed');
    expect(story.variables.results).toHaveLength(3);
  });

  it.each([
    ['all have completed', { cardinality: '2' }],
    [
      'enough have completed',
      { cardinality: '3', condition: '=nrOfCompletedInstances >= 2' },
    ],
  ])('should be handed over when there is room: %s', async (_, more) => {
    // given: room for the outputs, but not for what is between them
    const story = await givenXml(collecting({ ...more, sequential: true }));
    const variables = { ...full, out: 1, e: '' };
    story.start(variables);
    const free =
      MAX_INSTANCE_VARIABLES_BYTES - story.instance.rows.variableBytes();
    story.send({
      type: 'setVariables',
      variables: { e: text(free) },
    });
    // when
    completeItem(story, ['work', 1]);
    completeItem(story, ['work', 2]);
    // then
    expect(story.incidents).toMatchObject([
      { elementId: 'work', kind: 'limitExceeded' },
    ]);
    expect(isSound(story)).toEqual([]);
    // when
    story.resolve({ e: '' });
    // then
    expect(story.state).toBe('completed');
    expect((story.variables.results as unknown[]).slice(0, 2)).toEqual([1, 1]);
  });
});

describe('names of variables', () => {
  it.each([
    ['with U+0000', 'a\u0000'],
    ['with half a surrogate pair', 'a\ud800'],
    ['that are too long', 'a'.repeat(256)],
  ])('should be refused: %s', async (_, name) => {
    // given
    const story = await givenXml(processXml(inARow(serviceTask('work'))));
    story.start({ 'ä\u{1f600}': 1 });
    // when
    const rejection = rejectionOf(() =>
      story.completeJob('work', { [name]: 1 }),
    );
    // then
    expect(rejection!.code).toBe('invalidArgument');
    expect(story.waiting).toEqual(['work']);
  });
});
