import type { Variables } from '../state/state';
import { conditionDefinition, starts, userTasks } from '../testing/parts';
import { flow, path, processXml } from '../testing/picture';
import { givenXml } from '../testing/scenario';

/** A task on which somebody waits for `ready`, and one that follows it. */
const watched = (filter = '') =>
  processXml(
    `${starts('start')}${userTasks('work', 'look', 'next')}
    <boundaryEvent id="notice" attachedToRef="work" cancelActivity="false">${conditionDefinition(
      '=ready',
    ).replace('<condition>', `${filter}<condition>`)}</boundaryEvent>${path(
      'start',
      'work',
      'next',
    )}${flow('notice', 'look')}`,
  );

const onCreate =
  '<extensionElements><zeebe:conditionalFilter variableEvents="create" /></extensionElements>';
const onUpdate = onCreate.replace('create', 'update');

const notices = (completed: readonly string[]) =>
  completed.filter(id => id === 'notice').length;

describe('variables that are set while an instance is suspended', () => {
  it('should be seen at once, and set conditions going only when it is resumed', async () => {
    // given
    const story = (await givenXml(watched())).start({ ready: false });
    story.send({ type: 'suspendInstance' });
    // when
    story.send({ type: 'setVariables', variables: { ready: true } });
    // then
    expect(story.variables).toEqual({ ready: true });
    expect(notices(story.completed)).toBe(0);
    // when
    story.send({ type: 'resumeInstance' });
    // then
    expect(notices(story.completed)).toBe(1);
  });

  it('should set conditions going in the order in which things happened', async () => {
    // given
    const story = (await givenXml(watched())).start({ ready: false });
    const { key: waitKey } = story.wait('work');
    story.send({ type: 'suspendInstance' });
    story.send({ type: 'fulfilWait', waitKey });
    story.send({ type: 'setVariables', variables: { ready: true } });
    // when
    story.send({ type: 'resumeInstance' });
    // then: the task was done before anybody was ready
    expect(notices(story.completed)).toBe(0);
    expect(story.waiting).toEqual(['next']);
  });

  it('should set conditions going even if the task was completed later', async () => {
    // given
    const story = (await givenXml(watched())).start({ ready: false });
    const { key: waitKey } = story.wait('work');
    story.send({ type: 'suspendInstance' });
    story.send({ type: 'setVariables', variables: { ready: true } });
    story.send({ type: 'fulfilWait', waitKey });
    // when
    story.send({ type: 'resumeInstance' });
    // then
    expect(notices(story.completed)).toBe(1);
    expect(story.waiting).toEqual(['look', 'next']);
  });

  it.each<readonly [string, string, Variables, number]>([
    ['created', onCreate, {}, 1],
    ['created, of one that was there', onCreate, { ready: false }, 0],
    ['updated', onUpdate, { ready: false }, 1],
    ['updated, of one that was not there', onUpdate, {}, 0],
  ])(
    'should count as they were then, for a condition on what is %s',
    async (_, ...[filter, before, expected]) => {
      // given
      const story = (
        await givenXml(
          watched(filter).replace('=ready', '=get or else(ready, false)'),
        )
      ).start(before);
      expect(story.incidents).toEqual([]);
      story.send({ type: 'suspendInstance' });
      // when
      story.send({ type: 'setVariables', variables: { ready: true } });
      story.send({ type: 'resumeInstance' });
      // then
      expect(notices(story.completed)).toBe(expected);
    },
  );
});
