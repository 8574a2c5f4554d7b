import { left } from '../testing/left';
import {
  completeItem,
  multiInstance,
  valuesOf,
  type LoopParts,
} from '../testing/loop';
import { starts, subProcess, tasks, userTasks } from '../testing/parts';
import { path, processXml } from '../testing/picture';
import { givenXml } from '../testing/scenario';

/** A user task that is done for each item. */
const each = (parts: LoopParts, inner = '') =>
  processXml(
    `${starts('start')}<userTask id="item">${inner}${multiInstance(
      parts,
    )}</userTask>${tasks('after')}${path('start', 'item', 'after')}`,
  );

const io = (inner: string) =>
  `<extensionElements><zeebe:ioMapping>${inner}</zeebe:ioMapping></extensionElements>`;

const ITEMS = ['x', 'y', 'z'];

describe('multi-instance activity', () => {
  describe('that is parallel', () => {
    it('should begin all of its instances at once and complete when all are done', async () => {
      // given
      const story = await givenXml(each({ input: '=items', element: 'it' }));
      // when
      story.start({ items: ITEMS });
      // then
      expect(story.waiting).toEqual(['item', 'item', 'item']);
      // when
      completeItem(story, ['item', 2]);
      completeItem(story, ['item', 3]);
      // then
      expect(story.completed).toEqual(['start', 'item', 'item']);
      // when
      completeItem(story, ['item', 1]);
      // then
      expect(story.completed).toEqual([
        'start',
        'item',
        'item',
        'item',
        'item',
        'after',
        'story',
      ]);
      expect(left(story)).toEqual([]);
    });

    it('should give each instance its item and its number', async () => {
      // given
      const story = await givenXml(
        each(
          { input: '=items', element: 'it' },
          io(
            '<zeebe:input source="=it + string(loopCounter)" target="seen" />',
          ),
        ),
      );
      // when
      story.start({ items: ITEMS });
      // then
      expect(valuesOf(story, 'seen')).toEqual(['x1', 'y2', 'z3']);
    });

    it('should keep items and numbers inside', async () => {
      // given
      const story = await givenXml(each({ input: '=items', element: 'it' }));
      story.start({ items: ['x'] });
      // when
      completeItem(story, ['item', 1]);
      // then
      expect(story.variables).toEqual({ items: ['x'] });
    });
  });

  describe('that is sequential', () => {
    it('should begin one after the other', async () => {
      // given
      const story = await givenXml(
        each({ sequential: true, input: '=items', element: 'it' }),
      );
      // when
      story.start({ items: ITEMS });
      // then
      for (const item of ITEMS) {
        expect(story.waiting).toEqual(['item']);
        expect(story.seenBy('item', 'it')).toBe(item);
        expect(story.completed).not.toContain('after');
        story.completeTask('item');
      }
      expect(story.completed.slice(-2)).toEqual(['after', 'story']);
      expect(left(story)).toEqual([]);
    });

    it('should do without waits too', async () => {
      // given
      const story = await givenXml(
        processXml(
          `${starts('start')}<task id="item">${io(
            '<zeebe:output source="=sum + it" target="sum" />',
          )}${multiInstance({
            sequential: true,
            input: '=items',
            element: 'it',
            output: 'out',
            outputElement: '=sum',
          })}</task>${path('start', 'item')}`,
        ),
      );
      // when
      story.start({ items: [1, 2, 3, 4], sum: 10 });
      // then each has mapped into its own scope, and only the collection leaves
      expect(story.variables).toEqual({
        items: [1, 2, 3, 4],
        sum: 10,
        out: [11, 12, 13, 14],
      });
      expect(left(story)).toEqual([]);
    });

    it('should say what it is about to do', async () => {
      // given
      const story = await givenXml(
        each({ sequential: true, cardinality: '2' }),
      );
      // when
      story.start();
      // then
      expect(story.history.find(({ type }) => type === 'loopStarted')).toEqual({
        type: 'loopStarted',
        key: 3,
        total: 2,
      });
      expect(
        story.history.filter(
          change =>
            change.type === 'elementEntered' && change.elementId === 'item',
        ),
      ).toMatchObject([
        { loopCounter: undefined },
        { loopCounter: 1, scopeKey: 3 },
      ]);
    });
  });

  describe.each([
    ['parallel', false],
    ['sequential', true],
  ])('that is %s', (_, sequential) => {
    it('should count its instances for whoever asks inside', async () => {
      // given
      const numbers =
        '[nrOfInstances, nrOfActiveInstances, nrOfCompletedInstances, nrOfTerminatedInstances]';
      const story = await givenXml(
        each({
          sequential,
          cardinality: '3',
          output: 'out',
          outputElement: `=${numbers}`,
        }),
      );
      story.start();
      // when
      for (const number of [1, 2, 3]) {
        completeItem(story, ['item', number]);
      }
      // then each as it completes, not yet counted as completed
      expect(story.variables.out).toEqual(
        sequential
          ? [
              [3, 1, 0, 0],
              [3, 1, 1, 0],
              [3, 1, 2, 0],
            ]
          : [
              [3, 3, 0, 0],
              [3, 2, 1, 0],
              [3, 1, 2, 0],
            ],
      );
    });

    it('should collect its outputs, one for each item', async () => {
      // given
      const story = await givenXml(
        each({
          sequential,
          input: '=items',
          element: 'it',
          output: 'out',
          outputElement: '=it + "!" + answer',
        }),
      );
      story.start({ items: ITEMS });
      // when
      for (const number of [1, 2, 3]) {
        completeItem(story, ['item', number], { answer: `${number}` });
      }
      // then
      expect(story.variables.out).toEqual(['x!1', 'y!2', 'z!3']);
    });

    it('should put null for an output that is null, or that nobody names', async () => {
      // given
      const named = await givenXml(
        each({
          sequential,
          cardinality: '1',
          output: 'out',
          outputElement: '=null',
        }),
      );
      const unnamed = await givenXml(
        each({ sequential, cardinality: '1', output: 'out' }),
      );
      // when
      for (const story of [named, unnamed]) {
        story.start();
        completeItem(story, ['item', 1]);
        // then
        expect(story.variables.out).toEqual([null]);
      }
    });

    it('should raise an incident for an output that cannot be evaluated, and collect it when it is resolved', async () => {
      // given
      const story = await givenXml(
        each({
          sequential,
          cardinality: '1',
          output: 'out',
          outputElement: '=answer',
        }),
      );
      story.start();
      // when
      completeItem(story, ['item', 1]);
      // then
      expect(story.incidents).toMatchObject([
        { kind: 'mappingFailed', elementId: 'item' },
      ]);
      expect(story.completed).toEqual(['start']);
      // when
      story.resolve({ answer: 42 });
      // then
      expect(story.variables.out).toEqual([42]);
      expect(left(story)).toEqual([]);
    });
  });

  it('should order its outputs by item, in whatever order they are done', async () => {
    // given
    const story = await givenXml(
      each({
        input: '=items',
        element: 'it',
        output: 'out',
        outputElement: '=it',
      }),
    );
    story.start({ items: ITEMS });
    // when
    for (const number of [3, 1, 2]) {
      completeItem(story, ['item', number]);
    }
    // then
    expect(story.variables.out).toEqual(ITEMS);
    expect(
      story.history.filter(({ type }) => type === 'loopOutputCollected'),
    ).toMatchObject([
      { loopCounter: 3, value: 'z' },
      { loopCounter: 1, value: 'x' },
      { loopCounter: 2, value: 'y' },
    ]);
  });

  it('should hand its outputs over when it completes, not before', async () => {
    // given
    const story = await givenXml(
      each({
        input: '=items',
        element: 'it',
        output: 'out',
        outputElement: '=it',
      }),
    );
    story.start({ items: ITEMS });
    // when
    completeItem(story, ['item', 1]);
    completeItem(story, ['item', 2]);
    // then
    expect(story.variables).toEqual({ items: ITEMS });
  });

  it('should give its outputs to the nearest scope that has the name', async () => {
    // given
    const inner = `${io(
      '<zeebe:input source="=[]" target="out" />',
    )}<userTask id="item">${multiInstance({
      cardinality: '1',
      output: 'out',
      outputElement: '=1',
    })}</userTask>${userTasks('last')}${path('item', 'last')}`;
    const story = await givenXml(
      processXml(
        `${starts('start')}${subProcess('sub', inner)}${path('start', 'sub')}`,
      ),
    );
    story.start();
    // when
    completeItem(story, ['item', 1]);
    // then
    expect(story.seenBy('last', 'out')).toEqual([1]);
    expect(story.variables).toEqual({});
  });

  describe('whose instances have results', () => {
    it('should keep the results of one apart from those of another', async () => {
      // given each instance does two things, and the output is the result of the first
      const inner = `${multiInstance({
        input: '=items',
        element: 'it',
        output: 'out',
        outputElement: '=result',
      })}${userTasks('one', 'two')}${path('one', 'two')}`;
      const story = await givenXml(
        processXml(
          `${starts('start')}${subProcess('sub', inner)}${path(
            'start',
            'sub',
          )}`,
        ),
      );
      story.start({ items: ['x', 'y'] });
      // when both have done the first thing before either does the second
      story.completeTask('one', { result: 'of x' });
      story.completeTask('one', { result: 'of y' });
      story.completeTask('two').completeTask('two');
      // then
      expect(story.variables.out).toEqual(['of x', 'of y']);
    });

    it('should return only its output collection', async () => {
      // given
      const story = await givenXml(
        each({ cardinality: '1', output: 'out', outputElement: '=result' }),
      );
      story.start();
      // when
      completeItem(story, ['item', 1], { result: 1, other: 2 });
      // then
      expect(story.variables).toEqual({ out: [1] });
    });

    it.each([
      ['parallel', false],
      ['sequential', true],
    ])(
      'should map outputs of each instance into its own scope, and none of its own: %s',
      async (_, sequential) => {
        // given
        const story = await givenXml(
          each(
            {
              sequential,
              input: '=items',
              element: 'it',
              output: 'out',
              outputElement: '=all',
            },
            io('<zeebe:output source="=append(all, it)" target="all" />'),
          ),
        );
        story.start({ items: ITEMS, all: [] });
        // when
        for (const number of [1, 2, 3]) {
          completeItem(story, ['item', number]);
        }
        // then
        expect(valuesOf(story, 'all')).toEqual([[], ['x'], ['y'], ['z']]);
        expect(story.variables).toEqual({
          items: ITEMS,
          all: [],
          out: [['x'], ['y'], ['z']],
        });
        expect(left(story)).toEqual([]);
      },
    );
  });
});
