import { left } from '../testing/left';
import {
  completeItem,
  multiInstance,
  waitOfItem,
  type LoopParts,
} from '../testing/loop';
import {
  boundary,
  definition,
  errors,
  signals,
  starts,
  subProcess,
  tasks,
  timerDefinition,
  userTasks,
} from '../testing/parts';
import { path, processXml } from '../testing/picture';
import { givenXml, type Scenario } from '../testing/scenario';

const HOUR = 3_600_000;

const each = (parts: LoopParts, rest = '', around = '') =>
  processXml(
    `${starts('start')}<userTask id="item">${multiInstance(
      parts,
    )}</userTask>${tasks('after')}${path('start', 'item', 'after')}${rest}`,
    around,
  );

const failItem = (story: Scenario, loopCounter: number, code: string) => {
  const { key: waitKey } = waitOfItem(story, 'item', loopCounter);
  story.send({ type: 'throwError', waitKey, code });
};

describe('boundary events of a multi-instance activity', () => {
  it.each([
    ['parallel', false, ['item', 'item', 'item']],
    ['sequential', true, ['item', 'item']],
  ])(
    'should end all instances if they interrupt: %s',
    async (_, sequential, terminated) => {
      // given
      const story = await givenXml(
        each(
          { sequential, cardinality: '3', output: 'out' },
          tasks('instead') +
            boundary(
              { id: 'late', on: 'item', to: 'instead' },
              timerDefinition('PT1H'),
            ),
        ),
      );
      story.start();
      completeItem(story, ['item', 1]);
      // when
      story.advance(HOUR);
      // then instances that have completed stay, those that run are ended, the body too
      expect(story.terminated).toEqual(terminated);
      expect(story.completed.slice(-3)).toEqual(['late', 'instead', 'story']);
      expect(story.completed).not.toContain('after');
      expect(story.variables).toEqual({});
      expect(left(story)).toEqual([]);
    },
  );

  it('should listen once, not for each instance', async () => {
    // given
    const story = await givenXml(
      each(
        { cardinality: '3' },
        tasks('note') +
          boundary(
            { id: 'ping', on: 'item', to: 'note', interrupts: false },
            definition('signal', 'go'),
          ),
        signals('go'),
      ),
    );
    story.start();
    expect(story.waiting).toEqual(['item', 'item', 'item', 'ping']);
    // when
    story.broadcast('go').broadcast('go');
    // then
    expect(story.completed.filter(id => id === 'note')).toHaveLength(2);
    // when
    for (const number of [1, 2, 3]) {
      completeItem(story, ['item', number]);
    }
    // then
    expect(left(story)).toEqual([]);
  });

  it('should go on listening between two instances of a sequential one', async () => {
    // given
    const story = await givenXml(
      each(
        { sequential: true, cardinality: '2' },
        tasks('instead') +
          boundary(
            { id: 'late', on: 'item', to: 'instead' },
            timerDefinition('PT1H'),
          ),
      ),
    );
    story.start().advance(HOUR / 2);
    completeItem(story, ['item', 1]);
    // when
    story.advance(HOUR / 2);
    // then
    expect(story.completed).toContain('instead');
  });

  it('should catch an error of one instance for all of them', async () => {
    // given
    const story = await givenXml(
      each(
        { cardinality: '3' },
        tasks('instead') +
          boundary(
            { id: 'bad', on: 'item', to: 'instead' },
            definition('error', 'E'),
          ),
        errors('E'),
      ),
    );
    story.start();
    // when
    failItem(story, 2, 'E');
    // then
    expect(story.terminated).toEqual(['item', 'item', 'item', 'item']);
    expect(story.completed).toContain('instead');
    expect(left(story)).toEqual([]);
  });

  it('should raise an incident of the instance for an error that nobody catches', async () => {
    // given
    const story = await givenXml(each({ cardinality: '2' }));
    story.start();
    // when
    failItem(story, 1, 'E');
    // then
    expect(story.incidents).toMatchObject([
      { kind: 'errorUncaught', errorCode: 'E' },
    ]);
    expect(story.waiting).toEqual(['item']);
    // when
    story.resolve();
    completeItem(story, ['item', 1]);
    completeItem(story, ['item', 2]);
    // then
    expect(left(story)).toEqual([]);
  });
});

describe('incident in one instance of a multi-instance activity', () => {
  const mapped = (sequential: boolean) =>
    processXml(
      `${starts(
        'start',
      )}<userTask id="item"><extensionElements><zeebe:ioMapping><zeebe:input source="=it + extra" target="sum" /></zeebe:ioMapping></extensionElements>${multiInstance(
        {
          sequential,
          input: '=items',
          element: 'it',
          output: 'out',
          outputElement: '=sum',
        },
      )}</userTask>${tasks('after')}${path('start', 'item', 'after')}`,
    );

  it('should not keep the others from going on', async () => {
    // given the second item is no number
    const story = await givenXml(mapped(false));
    story.start({ items: [1, null, 3], extra: 1 });
    expect(story.incidents).toHaveLength(1);
    expect(story.waiting).toEqual(['item', 'item']);
    // when
    completeItem(story, ['item', 1]);
    completeItem(story, ['item', 3]);
    // then
    expect(story.completed).not.toContain('after');
    expect(story.incidents).toHaveLength(1);
  });

  it('should go on where it was when it is resolved', async () => {
    // given
    const story = await givenXml(mapped(false));
    story.start({ items: [1, null, 3], extra: 1 });
    const [{ key: incidentKey, elementInstanceKey: scopeKey }] =
      story.incidents;
    // when
    story.send({ type: 'setVariables', scopeKey, variables: { it: 2 } });
    story.send({ type: 'resolveIncident', incidentKey });
    for (const number of [1, 2, 3]) {
      completeItem(story, ['item', number]);
    }
    // then
    expect(story.variables.out).toEqual([2, 3, 4]);
    expect(left(story)).toEqual([]);
  });

  it('should hold a sequential one', async () => {
    // given
    const story = await givenXml(mapped(true));
    story.start({ items: [null, 2], extra: 1 });
    const [{ key: incidentKey, elementInstanceKey: scopeKey }] =
      story.incidents;
    expect(story.waits).toEqual([]);
    // when
    story.send({ type: 'setVariables', scopeKey, variables: { it: 0 } });
    story.send({ type: 'resolveIncident', incidentKey });
    completeItem(story, ['item', 1]);
    completeItem(story, ['item', 2]);
    // then
    expect(story.variables.out).toEqual([1, 3]);
    expect(left(story)).toEqual([]);
  });

  it('should be gone with the activity', async () => {
    // given
    const story = await givenXml(mapped(false));
    story.start({ items: [1, null], extra: 1 });
    // when
    story.send({ type: 'cancelInstance' });
    // then
    expect(left(story)).toEqual([]);
  });
});

describe('nested multi-instance activities', () => {
  it.each([
    ['parallel in parallel', false, false],
    ['sequential in parallel', false, true],
    ['parallel in sequential', true, false],
    ['sequential in sequential', true, true],
  ])('should do each item of each group: %s', async (_, outer, inner) => {
    // given
    const item = `<userTask id="item">${multiInstance({
      sequential: inner,
      input: '=group',
      element: 'it',
      output: 'row',
      outputElement: '=it + string(loopCounter)',
    })}</userTask>`;
    const io =
      '<extensionElements><zeebe:ioMapping><zeebe:input source="=[]" target="row" /></zeebe:ioMapping></extensionElements>';
    const story = await givenXml(
      processXml(
        `${starts('start')}${subProcess(
          'sub',
          io +
            multiInstance({
              sequential: outer,
              input: '=groups',
              element: 'group',
              output: 'table',
              outputElement: '=row',
            }) +
            item,
        )}${path('start', 'sub')}`,
      ),
    );
    story.start({ groups: [['a', 'b'], [], ['c']] });
    // when
    while (story.waits.length > 0) {
      story.completeTask('item');
    }
    // then
    expect(story.variables.table).toEqual([['a1', 'b2'], [], ['c1']]);
    expect(left(story)).toEqual([]);
  });

  it('should see the numbers of the nearest one', async () => {
    // given
    const item = `<userTask id="item"><extensionElements><zeebe:ioMapping><zeebe:input source="=[outer, loopCounter, nrOfInstances]" target="seen" /></zeebe:ioMapping></extensionElements>${multiInstance(
      { cardinality: '2' },
    )}</userTask>`;
    const io =
      '<extensionElements><zeebe:ioMapping><zeebe:input source="=loopCounter" target="outer" /></zeebe:ioMapping></extensionElements>';
    const story = await givenXml(
      processXml(
        `${starts('start')}${subProcess(
          'sub',
          io + multiInstance({ cardinality: '3' }) + item,
        )}${path('start', 'sub')}`,
      ),
    );
    // when
    story.start();
    // then
    expect(
      story.history.flatMap(change =>
        change.type === 'variablesSet' && 'seen' in change.variables
          ? [change.variables.seen]
          : [],
      ),
    ).toEqual([
      [1, 1, 2],
      [1, 2, 2],
      [2, 1, 2],
      [2, 2, 2],
      [3, 1, 2],
      [3, 2, 2],
    ]);
  });

  it('should be left as a whole', async () => {
    // given
    const item = `<userTask id="item">${multiInstance({
      cardinality: '2',
    })}</userTask>${userTasks('next')}${path('item', 'next')}`;
    const story = await givenXml(
      processXml(
        `${starts('start')}${subProcess(
          'sub',
          multiInstance({ cardinality: '2' }) + item,
        )}${tasks('instead')}${path('start', 'sub')}${boundary(
          { id: 'late', on: 'sub', to: 'instead' },
          timerDefinition('PT1H'),
        )}`,
      ),
    );
    story.start();
    // when
    story.advance(HOUR);
    // then
    expect(story.terminated.filter(id => id === 'item')).toHaveLength(6);
    expect(story.terminated.filter(id => id === 'sub')).toHaveLength(3);
    expect(story.terminated[story.terminated.length - 1]).toBe('sub');
    expect(left(story)).toEqual([]);
  });
});
