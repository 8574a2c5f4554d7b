import { activate, adHoc } from '../../testing/adHoc';
import { left } from '../../testing/left';
import { userTasks } from '../../testing/parts';
import { path } from '../../testing/picture';
import { givenXml } from '../../testing/scenario';

describe('ad-hoc sub-process', () => {
  describe('that is sequential', () => {
    const attributes = 'ordering="Sequential"';

    it('should do one after the other', async () => {
      // given
      const story = await givenXml(adHoc({ attributes }));
      // when
      story.start();
      // then
      for (const id of ['a', 'b', 'c']) {
        expect(story.waiting).toEqual([id]);
        expect(story.completed).not.toContain('work');
        story.completeTask(id);
      }
      expect(left(story)).toEqual([]);
    });

    it('should follow the order of the list, and do what follows on each first', async () => {
      // given
      const story = await givenXml(
        adHoc({
          attributes,
          active: '=list',
          content: userTasks('a', 'b', 'c') + path('c', 'b'),
        }),
      );
      // when
      story.start({ list: ['c', 'a'] });
      // then
      for (const id of ['c', 'b', 'a']) {
        expect(story.waiting).toEqual([id]);
        story.completeTask(id);
      }
      expect(left(story)).toEqual([]);
    });

    it('should do one twice if the list says so', async () => {
      // given
      const story = await givenXml(adHoc({ attributes, active: '=list' }));
      story.start({ list: ['a', 'a'] });
      // when
      story.completeTask('a').completeTask('a');
      // then
      expect(left(story)).toEqual([]);
    });

    it.each([
      ['true', ''],
      ['false', 'cancelRemainingInstances="false"'],
    ])(
      'should begin no more once its condition is true, cancelRemainingInstances %s',
      async (_, more) => {
        // given
        const story = await givenXml(
          adHoc({ attributes: `${attributes} ${more}`, condition: '=done' }),
        );
        story.start({ done: false }).completeTask('a');
        // when
        story.completeTask('b', { done: true });
        // then
        expect(story.completed).not.toContain('c');
        expect(story.terminated).toEqual([]);
        expect(left(story)).toEqual([]);
      },
    );

    it('should do one at a time also of those that are activated later', async () => {
      // given
      const story = await givenXml(adHoc({ attributes, active: '=["a"]' }));
      story.start();
      // when
      activate(story, ['b', 'c']);
      // then
      expect(story.waiting).toEqual(['a']);
      // when
      story.completeTask('a');
      // then
      expect(story.waiting).toEqual(['b']);
    });
  });
});
