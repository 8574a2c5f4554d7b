import { givenXml, type Scenario } from '../testing/scenario';
import {
  element,
  executionListeners,
  inARow,
  mappings,
  taskListeners,
} from '../testing/extensions';
import { left } from '../testing/left';
import { complete, openJob, openTypes } from '../testing/openJobs';
import { boundary } from '../testing/parts';
import { processXml } from '../testing/picture';
import { rejectionOf } from '../testing/rejectionOf';

const task = (...extensions: readonly string[]) =>
  processXml(inARow(element(['userTask', 'ask'], extensions)));

describe('task listeners', () => {
  const update = (story: Scenario, change: object) =>
    story.send({
      type: 'updateUserTask',
      waitKey: story.wait('ask', 'userTask').key,
      update: change,
    });

  it('should be done in order before the task is there and when it is done', async () => {
    // given
    const story = await givenXml(
      task(
        taskListeners(
          ['creating', 'a'],
          ['completing', 'c'],
          ['creating', 'b'],
          ['completing', 'd'],
        ),
      ),
    );
    story.start();
    const seen = [openTypes(story)];
    // when
    complete(story, 'a');
    seen.push(openTypes(story));
    complete(story, 'b');
    seen.push(openTypes(story));
    story.completeTask('ask');
    seen.push(openTypes(story));
    complete(story, 'c');
    seen.push(openTypes(story));
    complete(story, 'd');
    // then
    expect(seen).toEqual([['a'], ['b'], ['userTask'], ['c'], ['d']]);
    expect(story.completed).toEqual(['start', 'ask', 'end', 'story']);
    expect(left(story)).toEqual([]);
  });

  it.each([
    ['create', 'creating'],
    ['complete', 'completing'],
    ['assignment', 'assigning'],
    ['update', 'updating'],
  ])('should be understood by the older name %s', async (older, on) => {
    // given
    const story = await givenXml(task(taskListeners([older, 'log'])));
    // when
    story.start();
    // then
    expect(story.instance.definition.nodes.get('ask')!.listeners).toMatchObject(
      {
        [on]: [{ type: { kind: 'literal', value: 'log' } }],
      },
    );
  });

  it('should be done at start and end of the element outside of the task', async () => {
    // given
    const story = await givenXml(
      task(
        executionListeners(['start', 'in'], ['end', 'out']),
        taskListeners(['creating', 'new'], ['completing', 'ready']),
      ),
    );
    story.start();
    const order: string[] = [];
    // when
    while (story.state === 'active' && order.length < 9) {
      const [type] = openTypes(story);
      order.push(type);
      story.send({ type: 'fulfilWait', waitKey: story.waits[0].key });
    }
    // then
    expect(order).toEqual(['in', 'new', 'userTask', 'ready', 'out']);
  });

  it('should be told of a new assignee, the task staying open', async () => {
    // given
    const story = await givenXml(
      task(
        taskListeners(
          ['assigning', 'a'],
          ['assigning', 'b'],
          ['updating', 'no'],
        ),
      ),
    );
    story.start();
    // when
    update(story, { assignee: 'ada' });
    // then
    expect(openTypes(story)).toEqual(['userTask', 'a']);
    expect(openJob(story, 'a').listener).toEqual({ on: 'assigning', index: 0 });
    // when
    complete(story, 'a');
    // then
    expect(openTypes(story)).toEqual(['userTask', 'b']);
    // when
    complete(story, 'b');
    // then
    expect(story.waits).toMatchObject([{ kind: 'userTask', assignee: 'ada' }]);
    expect(story.completed).toEqual(['start']);
    // when
    story.completeTask('ask');
    // then
    expect(story.state).toBe('completed');
  });

  it('should be told of an assignee in the model, before the task is there', async () => {
    // given
    const story = await givenXml(
      task(
        '<zeebe:assignmentDefinition assignee="=who" />',
        taskListeners(['creating', 'new'], ['assigning', 'log']),
      ),
    );
    story.start({ who: 'ada' });
    // when
    complete(story, 'new');
    // then
    expect(openTypes(story)).toEqual(['log']);
    // when
    complete(story, 'log');
    // then
    expect(story.waits).toMatchObject([{ kind: 'userTask', assignee: 'ada' }]);
  });

  it.each(['=null', '=""'])(
    'should not be told of an assignee who is %s',
    async assignee => {
      // given
      const story = await givenXml(
        task(
          `<zeebe:assignmentDefinition assignee="${assignee.replace(
            /"/g,
            '&quot;',
          )}" />`,
          taskListeners(['assigning', 'log']),
        ),
      );
      // when
      story.start();
      // then
      expect(openTypes(story)).toEqual(['userTask']);
    },
  );

  it('should not be told of an assignee that there is not', async () => {
    // given
    const story = await givenXml(task(taskListeners(['assigning', 'log'])));
    // when
    story.start();
    // then
    expect(openTypes(story)).toEqual(['userTask']);
  });

  it('should be told of other changes', async () => {
    // given
    const story = await givenXml(
      task(
        taskListeners(
          ['updating', 'a'],
          ['updating', 'b'],
          ['assigning', 'no'],
        ),
      ),
    );
    story.start();
    // when
    update(story, { priority: 9 });
    complete(story, 'a');
    // then
    expect(openTypes(story)).toEqual(['userTask', 'b']);
    // when
    complete(story, 'b');
    // then
    expect(story.waits).toMatchObject([{ kind: 'userTask', priority: 9 }]);
  });

  it('should not be told of what they do not listen to', async () => {
    // given
    const story = await givenXml(task(taskListeners(['completing', 'log'])));
    story.start();
    // when
    update(story, { assignee: 'ada' });
    update(story, { priority: 1 });
    // then
    expect(openTypes(story)).toEqual(['userTask']);
  });

  it('should see what the person has entered', async () => {
    // given
    const story = await givenXml(
      task(
        mappings({ outputs: { result: '=answer' } }),
        taskListeners(['completing', 'check']),
      ),
    );
    story.start();
    story.completeTask('ask', { answer: 'yes' });
    const seen = story.seenBy('ask', 'answer');
    // when
    complete(story, 'check', { answer: 'YES' });
    // then
    expect(seen).toBe('yes');
    expect(story.variables).toEqual({ result: 'YES' });
  });

  it('should let boundary events interrupt while they are done', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${inARow(
          element(['userTask', 'ask'], [taskListeners(['creating', 'log'])]),
        )}<endEvent id="over" />${boundary(
          { id: 'late', on: 'ask', to: 'over' },
          '<timerEventDefinition id="t"><timeDuration>PT1H</timeDuration></timerEventDefinition>',
        )}`,
      ),
    );
    story.start();
    // when
    story.advance(3_600_000);
    // then
    expect(story.completed).toEqual(['start', 'late', 'over', 'story']);
    expect(left(story)).toEqual([]);
  });

  it.each(['creating', 'completing'] as const)(
    'should raise an incident if %s fails, and go on there',
    async on => {
      // given
      const story = await givenXml(task(taskListeners([on, 'log'])));
      story.start();
      if (on === 'completing') {
        story.completeTask('ask', { x: 1 });
      }
      const { key: waitKey } = openJob(story, 'log');
      // when
      story.send({ type: 'failJob', waitKey, message: 'no', retries: 0 });
      // then
      expect(story.incidents).toMatchObject([
        { kind: 'jobFailed', elementId: 'ask' },
      ]);
      expect(story.waits).toEqual([]);
      // when
      story.resolve();
      complete(story, 'log');
      if (on === 'creating') {
        story.completeTask('ask', { x: 1 });
      }
      // then
      expect(story.variables).toEqual({ x: 1 });
      expect(story.completed).toEqual(['start', 'ask', 'end', 'story']);
      expect(left(story)).toEqual([]);
    },
  );

  it.each(['throwError', 'throwEscalation'] as const)(
    'should refuse %s: that is for the task itself',
    async type => {
      // given
      const story = await givenXml(task(taskListeners(['assigning', 'log'])));
      story.start();
      update(story, { assignee: 'ada' });
      const { key: waitKey } = openJob(story, 'log');
      // when
      const rejection = rejectionOf(() =>
        story.send({ type, waitKey, code: 'NO' }),
      );
      // then
      expect(rejection).toEqual({
        code: 'invalidArgument',
        message: `Expected wait ${waitKey} to be the work of an element, which a listener is not, but it is a job`,
        parameters: { waitKey, kind: 'job' },
      });
      expect(openTypes(story)).toEqual(['userTask', 'log']);
      expect(story.incidents).toEqual([]);
    },
  );

  it('should leave one task only if one of a change fails, and that is resolved', async () => {
    // given
    const story = await givenXml(task(taskListeners(['assigning', 'log'])));
    story.start();
    update(story, { assignee: 'ada' });
    const { key: waitKey } = openJob(story, 'log');
    story.send({ type: 'failJob', waitKey, message: 'no', retries: 0 });
    expect(story.incidents).toMatchObject([{ kind: 'jobFailed' }]);
    // when
    story.resolve();
    expect(openTypes(story)).toEqual(['userTask', 'log']);
    complete(story, 'log');
    // then
    expect(story.waits).toMatchObject([{ kind: 'userTask', assignee: 'ada' }]);
    expect(story.completeTask('ask').state).toBe('completed');
    expect(left(story)).toEqual([]);
  });

  it('should not hold up the completion of the task while they are told of a change', async () => {
    // given
    const story = await givenXml(task(taskListeners(['updating', 'log'])));
    story.start();
    update(story, { priority: 3 });
    // when
    story.completeTask('ask');
    // then
    expect(story.state).toBe('completed');
    expect(left(story)).toEqual([]);
  });
});
