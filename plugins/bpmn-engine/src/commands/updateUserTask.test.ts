import { path, processXml } from '../testing/picture';
import { givenXml, type Scenario } from '../testing/scenario';

const listener = (event: string, type: string, retries = '3') =>
  `<zeebe:taskListener eventType="${event}" type="${type}" retries="${retries}"/>`;

const withListeners = (...listeners: readonly string[]) =>
  processXml(
    `<startEvent id="start"/><userTask id="review"><extensionElements><zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="clerks"/><zeebe:taskListeners>${listeners.join(
      '',
    )}</zeebe:taskListeners></extensionElements></userTask><endEvent id="end"/>${path(
      'start',
      'review',
      'end',
    )}`,
  );

describe('updating a user task', () => {
  const update = (story: Scenario, change: object) =>
    story.send({
      type: 'updateUserTask',
      waitKey: story.wait('review', 'userTask').key,
      update: change,
    });

  it('should change what is said, and keep the rest', async () => {
    // given
    const story = (await givenXml(withListeners())).start();
    const before = story.wait('review');
    // when
    update(story, {
      assignee: 'bob',
      candidateUsers: ['eve'],
      dueAt: 5,
      followUpAt: 4,
      priority: 80,
    });
    // then
    expect(story.waits).toEqual([
      {
        ...before,
        assignee: 'bob',
        candidateUsers: ['eve'],
        dueAt: 5,
        followUpAt: 4,
        priority: 80,
      },
    ]);
    expect(before).toMatchObject({ candidateGroups: ['clerks'] });
  });

  it.each([
    [{ assignee: 'bob' }, 'assigned'],
    [{ priority: 9 }, 'updated'],
  ])(
    'should tell the listeners about %j, one after the other',
    async (change, type) => {
      // given
      const story = (
        await givenXml(
          withListeners(
            listener('assigning', 'assigned'),
            listener('assigning', 'assigned-too'),
            listener('updating', 'updated'),
            listener('updating', 'updated-too'),
          ),
        )
      ).start();
      // when
      update(story, change);
      // then
      expect(story.waits).toMatchObject([
        { kind: 'userTask', ...change },
        { kind: 'job', type },
      ]);
      // when
      story.completeJob('review');
      // then
      expect(story.waits).toMatchObject([
        { kind: 'userTask' },
        { type: `${type}-too` },
      ]);
      // when
      story.completeJob('review');
      // then
      expect(story.waits).toMatchObject([{ kind: 'userTask', ...change }]);
      expect(story.completed).toEqual(['start']);
    },
  );

  it('should withdraw the job of a listener when the task is completed before', async () => {
    // given
    const story = (
      await givenXml(withListeners(listener('updating', 'updated')))
    ).start();
    update(story, { priority: 1 });
    // when
    story.completeTask('review');
    // then
    expect(story.state).toBe('completed');
    expect(story.waits).toEqual([]);
  });

  it('should raise an incident if a listener cannot be told, and tell it when that is resolved', async () => {
    // given
    const story = (
      await givenXml(withListeners(listener('updating', 'updated', '=tries')))
    ).start();
    // when
    update(story, { priority: 1 });
    // then
    expect(story.incidents).toMatchObject([
      { elementId: 'review', kind: 'expressionFailed' },
    ]);
    expect(story.wait('review', 'userTask')).toMatchObject({ priority: 1 });
    // when
    story.resolve({ tries: 2 });
    // then
    expect(story.incidents).toEqual([]);
    expect(story.waiting).toContain('review');
    expect(story.state).toBe('active');
  });

  it('should go on offering the task when the job of a listener has failed', async () => {
    // given
    const story = (
      await givenXml(withListeners(listener('assigning', 'assigned', '1')))
    ).start();
    update(story, { assignee: 'bob' });
    // when
    story.failJob('review');
    // then
    expect(story.incidents).toMatchObject([{ kind: 'jobFailed' }]);
    expect(story.waits).toMatchObject([{ kind: 'userTask', assignee: 'bob' }]);
    // when
    story.resolve();
    story.completeJob('review').completeTask('review');
    // then
    expect(story.state).toBe('completed');
  });
});
