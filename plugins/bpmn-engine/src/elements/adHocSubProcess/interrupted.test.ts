import { keyOf } from '../../testing/moves';
import {
  definition,
  eventSubProcess,
  signals,
  starts,
  userTasks,
} from '../../testing/parts';
import { left } from '../../testing/left';
import { path, processXml } from '../../testing/picture';
import { rejectionOf } from '../../testing/rejectionOf';
import { givenXml } from '../../testing/scenario';

const interruptible = (attributes: string, condition = '') =>
  processXml(
    `${starts('start')}<adHocSubProcess id="any" ${attributes}>${userTasks(
      'a',
      'b',
    )}${eventSubProcess(
      { id: 'stop' },
      definition('signal', 'stop'),
    )}${condition}</adHocSubProcess>${userTasks('after')}${path(
      'start',
      'any',
      'after',
    )}`,
    signals('stop'),
  );

describe('an ad-hoc sub-process that an event interrupts', () => {
  it.each([
    ['in any order', '', ''],
    ['one after the other', 'ordering="Sequential"', ''],
    [
      'until a condition is true',
      '',
      '<completionCondition>=false</completionCondition>',
    ],
  ])(
    'should begin nothing more, and be done with what the event began: %s',
    async (_, attributes, condition) => {
      // given
      const story = await givenXml(interruptible(attributes, condition));
      story.start();
      // when
      story.send({ type: 'broadcastSignal', name: 'stop' });
      // then
      expect(story.waiting).toEqual(['stop-task']);
      const scopeKey = keyOf(story, 'any');
      expect(
        rejectionOf(() =>
          story.send({ type: 'activateElements', scopeKey, elementIds: ['a'] }),
        ),
      ).toMatchObject({ code: 'invalidState' });
      // when
      story.completeTask('stop-task');
      // then
      expect(story.waiting).toEqual(['after']);
      story.completeTask('after');
      expect(story.state).toBe('completed');
      expect(left(story)).toEqual([]);
    },
  );
});
