import { left } from '../../testing/left';
import {
  boundary,
  definition,
  ends,
  errors,
  starts,
  tasks,
  userTasks,
} from '../../testing/parts';
import { flow, path, processXml } from '../../testing/picture';
import { givenXml, type Scenario } from '../../testing/scenario';

const gateway = (condition = '', attributes = '') =>
  `<complexGateway id="join" ${attributes}>${
    condition &&
    `<activationCondition>${condition.replace(
      /</g,
      '&lt;',
    )}</activationCondition>`
  }</complexGateway>`;

const times = ({ completed }: Scenario, wanted: string) =>
  completed.filter(id => id === wanted).length;

describe('complex gateway that is reached again', () => {
  describe('in a loop', () => {
    const rounds = (condition: string) =>
      processXml(
        `${starts(
          'start',
        )}<exclusiveGateway id="again" /><parallelGateway id="fork" />${gateway(
          condition,
        )}<exclusiveGateway id="enough" default="enough-again" />` +
          `${userTasks('a', 'b', 'c', 'review')}${ends('end')}${path(
            'start',
            'again',
            'fork',
            'a',
            'join',
            'review',
            'enough',
            'again',
          )}` +
          `${path('fork', 'b', 'join')}${path('fork', 'c', 'join')}${flow(
            'enough',
            'end',
            '=done',
          )}`,
      );

    it('should be activated once in every round', async () => {
      // given
      const story = await givenXml(rounds('=activationCount >= 2'));
      story.start({ done: false });
      // when
      for (const round of [1, 2, 3]) {
        story.completeTask('a').completeTask('b').completeTask('c');
        story.completeTask('review', { done: round === 3 });
      }
      // then
      expect(times(story, 'join')).toBe(3);
      expect(left(story)).toEqual([]);
    });

    it('should not take a token of the next round for a late one, if all of this round have come', async () => {
      // given
      const story = await givenXml(rounds('=activationCount >= 3'));
      story.start({ done: false });
      // when
      story.completeTask('a').completeTask('b').completeTask('c');
      story.completeTask('review');
      story.completeTask('a').completeTask('b').completeTask('c');
      // then
      expect(times(story, 'join')).toBe(2);
      expect(story.waiting).toEqual(['review']);
      // when
      story.completeTask('review', { done: true });
      // then
      expect(left(story)).toEqual([]);
    });

    it('should start afresh in the next round if the late token of this one never came', async () => {
      // given c of the first round is interrupted and goes elsewhere
      const story = await givenXml(
        processXml(
          `${starts(
            'start',
          )}<exclusiveGateway id="again" /><parallelGateway id="fork" />${gateway(
            '=activationCount >= 2',
          )}<exclusiveGateway id="enough" default="enough-again" />` +
            `${userTasks('a', 'b', 'c', 'review')}${ends('end', 'gone')}${path(
              'start',
              'again',
              'fork',
              'a',
              'join',
              'review',
              'enough',
              'again',
            )}` +
            `${path('fork', 'b', 'join')}${path('fork', 'c', 'join')}${flow(
              'enough',
              'end',
              '=done',
            )}${boundary(
              { id: 'bad', on: 'c', to: 'gone' },
              definition('error', 'E'),
            )}`,
          errors('E'),
        ),
      );
      story.start({ done: false });
      story.completeTask('a').completeTask('b').throwError('c', 'E');
      story.completeTask('review');
      // when
      story.completeTask('a').completeTask('b');
      // then
      expect(times(story, 'join')).toBe(2);
      expect(story.waiting).toEqual(['c', 'review']);
      // when
      story.completeTask('c').completeTask('review', { done: true });
      // then
      expect(left(story)).toEqual([]);
    });

    it('should not swallow its own token that comes back while it waits for a late one', async () => {
      // given only flows that have not brought a token yet can bring a late one (BPMN 2.0.2 13.4.5)
      const story = await givenXml(
        processXml(
          `${starts('start')}<parallelGateway id="fork" />${gateway(
            '=activationCount >= 1',
          )}<exclusiveGateway id="merge" /><exclusiveGateway id="enough" default="enough-merge" />` +
            `${userTasks('b', 'review')}${ends('end')}${path(
              'start',
              'fork',
              'merge',
              'join',
              'review',
              'enough',
              'merge',
            )}${path('fork', 'b', 'join')}${flow('enough', 'end', '=done')}`,
        ),
      );
      story.start({ done: false });
      expect(story.waiting).toEqual(['b', 'review']);
      // when the token goes round, then the late one comes
      story.completeTask('review');
      story.completeTask('b');
      // then the late one is swallowed, the other one begins the next round
      expect(times(story, 'join')).toBe(2);
      expect(story.waiting).toEqual(['review']);
      // when
      story.completeTask('review', { done: true });
      // then
      expect(left(story)).toEqual([]);
    });

    it('should not lose its own token that comes back when nothing is late any more', async () => {
      // given b does not lead back to it
      const story = await givenXml(
        processXml(
          `${starts(
            'start',
          )}<exclusiveGateway id="choose" default="choose-merge" />${gateway(
            '=activationCount >= 1',
          )}<exclusiveGateway id="merge" /><exclusiveGateway id="enough" default="enough-merge" />` +
            `${userTasks('review')}${tasks('b')}${ends('end')}${path(
              'start',
              'choose',
              'merge',
              'join',
              'review',
              'enough',
              'merge',
            )}${flow('choose', 'b', '=false')}${path('b', 'join')}${flow(
              'enough',
              'end',
              '=done',
            )}`,
        ),
      );
      story.start({ done: false });
      // when
      story.completeTask('review');
      // then
      expect(story.waiting).toEqual(['review']);
      expect(times(story, 'join')).toBe(2);
      // when
      story.completeTask('review', { done: true });
      // then
      expect(left(story)).toEqual([]);
    });
  });
});
