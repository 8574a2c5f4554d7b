import { left } from '../testing/left';
import { completeItem, multiInstance } from '../testing/loop';
import { each, ends, starts, subProcess, tasks } from '../testing/parts';
import { flow, path, processXml } from '../testing/picture';
import { givenXml, type Scenario } from '../testing/scenario';

const isEntered = ({ history }: Scenario, elementId: string) =>
  history.filter(
    change =>
      change.type === 'elementEntered' && change.elementId === elementId,
  ).length;

const endless = processXml(
  `${starts(
    'start',
  )}<exclusiveGateway id="again" /><exclusiveGateway id="enough" default="enough-again" />${ends(
    'end',
  )}` +
    `${path('start', 'again', 'enough', 'again')}${flow(
      'enough',
      'end',
      '=done',
    )}`,
);

describe('a process that goes round without a wait', () => {
  it('should come to rest with an incident', async () => {
    // given
    const story = await givenXml(endless);
    // when
    story.start({ done: false });
    // then
    expect(story.state).toBe('active');
    expect(story.incidents).toMatchObject([
      {
        kind: 'limitExceeded',
        message: expect.stringContaining('100000 elements'),
      },
    ]);
    const entered = ['start', 'again', 'enough'].map(id =>
      isEntered(story, id),
    );
    expect(entered.reduce((sum, count) => sum + count)).toBe(100_001);
  });

  it('should go on when that is resolved, and come to its end', async () => {
    // given
    const story = await givenXml(endless);
    story.start({ done: false });
    // when
    story.resolve({ done: true });
    // then
    expect(story.incidents).toEqual([]);
    expect(story.state).toBe('completed');
    expect(left(story)).toEqual([]);
  });

  it('should come to rest again if nothing has been corrected', async () => {
    // given
    const story = await givenXml(endless);
    story.start({ done: false });
    const { length } = story.history;
    // when
    story.resolve();
    // then
    expect(story.history.length).toBeGreaterThan(length + 100_000);
    expect(story.incidents).toMatchObject([{ kind: 'limitExceeded' }]);
  });

  it('should let other scopes go on to their end', async () => {
    // given an endless loop in the second of three
    const inner = `${starts(
      'begin',
    )}<exclusiveGateway id="again" /><exclusiveGateway id="enough" default="enough-again" />${ends(
      'over',
    )}${path('begin', 'again', 'enough', 'again')}${flow(
      'enough',
      'over',
      '=it <= limit',
    )}`;
    const story = await givenXml(
      processXml(
        `${starts('start')}${subProcess(
          'sub',
          multiInstance({ input: '=items', element: 'it' }) + inner,
        )}${path('start', 'sub')}`,
      ),
    );
    // when
    story.start({ items: [1, 2, 1], limit: 1 });
    // then
    expect(story.incidents).toMatchObject([{ kind: 'limitExceeded' }]);
    const [{ elementInstanceKey }] = story.incidents;
    const { rows } = story.instance;
    const { scopeKey } = rows.elementInstance(elementInstanceKey)!;
    expect(rows.elementInstance(scopeKey)).toMatchObject({ loopCounter: 2 });
    expect(story.completed.filter(id => id === 'sub')).toHaveLength(2);
    // when
    story.resolve({ limit: 2 });
    // then
    expect(story.state).toBe('completed');
    expect(left(story)).toEqual([]);
  });

  it('should be cancelled like any other', async () => {
    // given
    const story = await givenXml(endless);
    story.start({ done: false });
    // when
    story.send({ type: 'cancelInstance' });
    // then
    expect(left(story)).toEqual([]);
  });

  it('should not stop one that has a wait in its loop', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}<exclusiveGateway id="again" />${each('userTask', [
          'work',
        ])}${path('start', 'again', 'work', 'again')}`,
      ),
    );
    story.start();
    // when
    for (let round = 0; round < 1_000; round++) {
      story.completeTask('work');
    }
    // then
    expect(story.waiting).toEqual(['work']);
    expect(story.incidents).toEqual([]);
  });

  it('should come to rest if links lead round', async () => {
    // given
    const link = (kind: string, id: string) =>
      `<intermediate${kind}Event id="${id}"><linkEventDefinition name="L" /></intermediate${kind}Event>`;
    const story = await givenXml(
      processXml(
        `${starts('start')}${link('Throw', 'jump')}${link(
          'Catch',
          'land',
        )}<exclusiveGateway id="enough" default="enough-back" />${link(
          'Throw',
          'back',
        )}${ends('end')}` +
          `${path('start', 'jump')}${path('land', 'enough', 'back')}${flow(
            'enough',
            'end',
            '=done',
          )}`,
      ),
    );
    // when
    story.start({ done: false });
    // then
    expect(story.incidents).toMatchObject([{ kind: 'limitExceeded' }]);
    // when
    story.resolve({ done: true });
    // then
    expect(story.incidents).toEqual([]);
    expect(story.state).toBe('completed');
  });
});

describe('a standard loop without a wait', () => {
  const loop = (condition: string) =>
    processXml(
      `${starts(
        'start',
      )}<task id="item"><standardLoopCharacteristics>${condition}</standardLoopCharacteristics></task>${tasks(
        'after',
      )}${path('start', 'item', 'after')}`,
    );

  it.each([
    ['without condition or maximum', '', 100_001],
    [
      'with a condition that stays true',
      '<loopCondition>=more</loopCondition>',
      100_001,
    ],
  ])(
    'should come to rest with an incident: %s',
    async (_, condition, entered) => {
      // given
      const story = await givenXml(loop(condition));
      // when
      story.start({ more: true });
      // then
      expect(story.incidents).toMatchObject([
        { kind: 'limitExceeded', elementId: 'item' },
      ]);
      expect(isEntered(story, 'item')).toBeGreaterThan(entered - 5);
      expect(isEntered(story, 'item')).toBeLessThanOrEqual(entered);
    },
  );

  it('should go on when that is resolved, and come to its end', async () => {
    // given
    const story = await givenXml(loop('<loopCondition>=more</loopCondition>'));
    story.start({ more: true });
    // when
    story.resolve({ more: false });
    // then
    expect(story.completed.slice(-2)).toEqual(['after', 'story']);
    expect(left(story)).toEqual([]);
  });
});

describe('10,000 items', () => {
  const ITEMS = Array.from({ length: 10_000 }, (_, index) => index);

  it.each([
    ['parallel', false],
    ['sequential', true],
  ])('should be done one and all without a wait: %s', async (_, sequential) => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}<task id="item">${multiInstance({
          sequential,
          input: '=items',
          element: 'it',
          output: 'out',
          outputElement: '=it * 2',
        })}</task>${path('start', 'item')}`,
      ),
    );
    // when
    story.start({ items: ITEMS });
    // then
    expect(story.variables.out).toEqual(ITEMS.map(item => item * 2));
    expect(left(story)).toEqual([]);
  });

  it('should be made by an expression once, not once for each', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}<task id="item">${multiInstance({
          sequential: true,
          input: '=for i in 1..count return i * factor',
          element: 'it',
          output: 'out',
          outputElement: '=it',
        })}</task>${path('start', 'item')}`,
      ),
    );
    // when
    story.start({ count: 10_000, factor: 3 });
    // then
    expect(story.incidents).toEqual([]);
    expect(story.variables.out).toEqual(ITEMS.map(item => (item + 1) * 3));
  });

  it('should be done in a sub-process each', async () => {
    // given
    const inner = `${starts('begin')}${tasks('work')}${ends('over')}${path(
      'begin',
      'work',
      'over',
    )}`;
    const story = await givenXml(
      processXml(
        `${starts('start')}${subProcess(
          'sub',
          multiInstance({ cardinality: '10000' }) + inner,
        )}${path('start', 'sub')}`,
      ),
    );
    // when
    story.start();
    // then
    expect(story.completed.filter(id => id === 'over')).toHaveLength(10_000);
    expect(left(story)).toEqual([]);
  });

  it('should be done one and all, however many elements that are together: the limit is for each scope', async () => {
    // given eleven tasks in each: 110,000 elements that tokens enter
    const ids = Array.from({ length: 11 }, (_, index) => `t${index}`);
    const story = await givenXml(
      processXml(
        `${starts('start')}${subProcess(
          'sub',
          multiInstance({ cardinality: '10000' }) +
            tasks(...ids) +
            path(...ids),
        )}${path('start', 'sub')}`,
      ),
    );
    // when
    story.start();
    // then
    expect(story.incidents).toEqual([]);
    expect(story.completed.filter(id => id === 't10')).toHaveLength(10_000);
    expect(left(story)).toEqual([]);
  });

  it('should be done by people, in any order', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}<userTask id="item">${multiInstance({
          input: '=items',
          element: 'it',
          output: 'out',
          outputElement: '=it',
        })}</userTask>${path('start', 'item')}`,
      ),
    );
    story.start({ items: ITEMS });
    expect(story.waits).toHaveLength(10_000);
    // when the last comes first
    completeItem(story, ['item', 10_000]);
    for (const { key: waitKey } of [...story.waits]) {
      story.send({ type: 'fulfilWait', waitKey });
    }
    // then
    expect(story.variables.out).toEqual(ITEMS);
    expect(left(story)).toEqual([]);
  });

  it('should be terminated at once', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}<userTask id="item">${multiInstance({
          cardinality: '10000',
        })}</userTask>${path('start', 'item')}`,
      ),
    );
    story.start();
    // when
    story.send({ type: 'cancelInstance' });
    // then
    expect(story.terminated).toHaveLength(10_002);
    expect(left(story)).toEqual([]);
  });
});
