import { left } from '../testing/left';
import { completeItem, multiInstance, type LoopParts } from '../testing/loop';
import { starts, tasks } from '../testing/parts';
import { path, processXml } from '../testing/picture';
import { givenXml } from '../testing/scenario';

/** A user task that is done for each item. */
const each = (parts: LoopParts, inner = '') =>
  processXml(
    `${starts('start')}<userTask id="item">${inner}${multiInstance(
      parts,
    )}</userTask>${tasks('after')}${path('start', 'item', 'after')}`,
  );

describe('number of instances of a multi-instance activity', () => {
  describe.each([
    ['parallel', false],
    ['sequential', true],
  ])('that is %s', (_, sequential) => {
    it.each([
      [
        'an empty collection',
        { input: '=items', element: 'it', output: 'out' },
      ],
      ['a cardinality of 0', { cardinality: '=0', output: 'out' }],
    ])('should complete at once with %s', async (__, parts) => {
      // given
      const story = await givenXml(each({ sequential, ...parts }));
      // when
      story.start({ items: [] });
      // then
      expect(story.completed).toEqual(['start', 'item', 'after', 'story']);
      expect(story.variables).toEqual({ items: [], out: [] });
      expect(left(story)).toEqual([]);
    });

    it.each([['3'], ['=3'], ['=n + 1'], ['="3"']])(
      'should run as often as its cardinality says: %s',
      async cardinality => {
        // given
        const story = await givenXml(each({ sequential, cardinality }));
        story.start({ n: 2 });
        // when
        for (const number of [1, 2, 3]) {
          completeItem(story, ['item', number]);
        }
        // then
        expect(story.completed.filter(id => id === 'item')).toHaveLength(4);
        expect(left(story)).toEqual([]);
      },
    );

    it.each([
      ['negative', -1, /whole number from 0 on, but it is -1/],
      ['fractional', 1.5, /whole number from 0 on, but it is 1.5/],
      [
        'no number',
        'many',
        /^Expected loop cardinality of user task \(item\) to be a number, but it is a string \(=n\)$/,
      ],
      ['null', null, /whole number from 0 on/],
      [
        'a list',
        [1],
        /^Expected loop cardinality of user task \(item\) to be a number, but it is a list of 1 \(=n\)$/,
      ],
    ])(
      'should raise an incident if its cardinality is %s, and go on when it is resolved',
      async (__, n, message) => {
        // given
        const story = await givenXml(each({ sequential, cardinality: '=n' }));
        // when
        story.start({ n });
        // then
        expect(story.incidents).toMatchObject([
          {
            kind: 'expressionFailed',
            elementId: 'item',
            message: expect.stringMatching(message),
          },
        ]);
        expect(story.waits).toEqual([]);
        // when
        story.resolve({ n: 1 });
        completeItem(story, ['item', 1]);
        // then
        expect(left(story)).toEqual([]);
      },
    );

    it('should raise an incident if its cardinality is huge', async () => {
      // given
      const story = await givenXml(each({ sequential, cardinality: '=n' }));
      // when
      story.start({ n: 1_000_001 });
      // then
      expect(story.incidents).toMatchObject([
        {
          kind: 'limitExceeded',
          elementId: 'item',
          message: expect.stringContaining('at most 1000000 instances'),
        },
      ]);
      // when
      story.resolve({ n: 0 });
      // then
      expect(story.state).toBe('completed');
    });

    it.each([
      ['a text', 'xyz', /a list, but it is a string/],
      ['a number', 7, /a list, but it is a number/],
      ['an object', { a: 1 }, /a list, but it is a context/],
      ['null', null, /a list, but it is null/],
    ])(
      'should raise an incident if its collection is %s, and go on when it is resolved',
      async (__, items, message) => {
        // given
        const story = await givenXml(
          each({ sequential, input: '=items', element: 'it' }),
        );
        // when
        story.start({ items });
        // then
        expect(story.incidents).toMatchObject([
          {
            kind: 'expressionFailed',
            elementId: 'item',
            message: expect.stringMatching(message),
          },
        ]);
        // when
        story.resolve({ items: ['x'] });
        completeItem(story, ['item', 1]);
        // then
        expect(left(story)).toEqual([]);
      },
    );

    it('should raise an incident if its collection is not there', async () => {
      // given
      const story = await givenXml(
        each({ sequential, input: '=items', element: 'it' }),
      );
      // when
      story.start();
      // then
      expect(story.incidents).toMatchObject([{ kind: 'expressionFailed' }]);
      // when
      story.resolve({ items: [] });
      // then
      expect(story.state).toBe('completed');
    });

    it('should prefer its collection to its cardinality', async () => {
      // given
      const story = await givenXml(
        each({ sequential, cardinality: '5', input: '=items', element: 'it' }),
      );
      story.start({ items: ['x'] });
      // when
      completeItem(story, ['item', 1]);
      // then
      expect(left(story)).toEqual([]);
    });
  });
});
