import { Rejection } from '../../command';
import { left } from '../../testing/left';
import { given } from '../../testing/scenario';

describe('event-based gateway', () => {
  describe('that begins the process', () => {
    it.each([['order'], ['payment']])(
      'should begin with the first event, and wait for no other: %s',
      async event => {
        // given
        const story = await given(__dirname, 'beginsExclusive.bpmn');
        // when
        story.start({}, event);
        // then
        expect(story.state).toBe('completed');
        expect(story.completed[0]).toBe(event);
        expect(
          story.history.filter(({ type }) => type === 'waitOpened'),
        ).toEqual([]);
        expect(left(story)).toEqual([]);
      },
    );

    it('should begin an instance for every message', async () => {
      // given
      const story = await given(__dirname, 'beginsExclusive.bpmn');
      // when
      story.publish('payment', { amount: 3 }).publish('order');
      // then
      const ended = Array.from(story.host.instances.values());
      expect(ended.map(({ rows }) => rows.instanceRow!.state)).toEqual([
        'completed',
        'completed',
      ]);
      expect(
        ended.map(({ history }) =>
          history.flatMap(change =>
            change.type === 'elementEntered' ? [change.elementId] : [],
          ),
        ),
      ).toEqual([
        ['beginsExclusive', 'payment', 'end'],
        ['beginsExclusive', 'order', 'note', 'end'],
      ]);
    });

    it.each([
      ['order', 'payment'],
      ['payment', 'order'],
    ])(
      'should begin with %s and wait for %s too, if it is parallel',
      async (first, second) => {
        // given
        const story = await given(__dirname, 'beginsParallel.bpmn');
        // when
        story.start({}, first);
        // then
        expect(story.completed).toContain(first);
        expect(story.waiting).toEqual([second]);
        expect(story.state).toBe('active');
        // when
        story.publish(second, { seen: second });
        // then
        expect(story.completed).toContain(second);
        expect(story.completed.filter(id => id === 'end')).toHaveLength(2);
        expect(story.variables).toMatchObject({ seen: second });
        expect(left(story)).toEqual([]);
      },
    );

    it.each([['note'], ['nothing']])(
      'should refuse to begin at %s',
      async element => {
        // given
        const story = await given(__dirname, 'beginsExclusive.bpmn');
        // when
        const begin = () => story.start({}, element);
        // then
        expect(begin).toThrow(Rejection);
      },
    );
  });
});
