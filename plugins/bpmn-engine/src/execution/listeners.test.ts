import { parse } from '../parse';
import { givenXml } from '../testing/scenario';
import {
  element,
  executionListeners,
  inARow,
  mappings,
  serviceTask,
  taskListeners,
} from '../testing/extensions';
import { left } from '../testing/left';
import { complete, openJob, openTypes } from '../testing/openJobs';
import { boundary, starts, userTasks } from '../testing/parts';
import { flow, path, processXml } from '../testing/picture';

const work = (...extensions: readonly string[]) =>
  processXml(inARow(serviceTask('work', ...extensions)));

const task = (...extensions: readonly string[]) =>
  processXml(inARow(element(['userTask', 'ask'], extensions)));

describe('execution listeners', () => {
  it('should be done in order before and after the element', async () => {
    // given
    const story = await givenXml(
      work(
        executionListeners(
          ['start', 'a'],
          ['end', 'c'],
          ['start', 'b'],
          ['end', 'd'],
        ),
      ),
    );
    story.start();
    const seen: (readonly string[])[] = [];
    // when
    for (const type of ['a', 'b', 'work', 'c', 'd']) {
      seen.push(openTypes(story));
      complete(story, type);
    }
    // then
    expect(seen).toEqual([['a'], ['b'], ['work'], ['c'], ['d']]);
    expect(story.completed).toEqual(['start', 'work', 'end', 'story']);
    expect(left(story)).toEqual([]);
  });

  it('should be jobs of the element that say what they listen to', async () => {
    // given
    const story = await givenXml(
      work(
        '<zeebe:executionListeners><zeebe:executionListener eventType="start" type="log" retries="=tries" /></zeebe:executionListeners>',
      ),
    );
    // when
    story.start({ tries: 7 });
    // then
    expect(story.waits).toEqual([
      {
        kind: 'job',
        key: expect.any(Number),
        elementInstanceKey: expect.any(Number),
        elementId: 'work',
        type: 'log',
        retries: 7,
        headers: undefined,
        listener: { on: 'start', index: 0 },
      },
    ]);
  });

  it('should be tried three times if the model does not say how often', async () => {
    // given
    const story = await givenXml(work(executionListeners(['start', 'log'])));
    // when
    story.start();
    // then
    expect(openJob(story, 'log').retries).toBe(3);
  });

  it('should evaluate their job type', async () => {
    // given
    const story = await givenXml(
      work(executionListeners(['start', '="log-" + where'])),
    );
    // when
    story.start({ where: 'file' });
    // then
    expect(openTypes(story)).toEqual(['log-file']);
  });

  it('should have the headers of their element, and prefer their own', async () => {
    // given
    const story = await givenXml(
      work(
        '<zeebe:taskHeaders><zeebe:header key="a" value="1" /><zeebe:header key="b" value="1" /></zeebe:taskHeaders>',
        '<zeebe:executionListeners><zeebe:executionListener eventType="start" type="log"><zeebe:taskHeaders><zeebe:header key="b" value="2" /></zeebe:taskHeaders></zeebe:executionListener></zeebe:executionListeners>',
      ),
    );
    // when
    story.start();
    // then
    expect(openJob(story, 'log').headers).toEqual({ a: '1', b: '2' });
  });

  it('should have their own headers', async () => {
    // given
    const story = await givenXml(
      work(
        '<zeebe:executionListeners><zeebe:executionListener eventType="start" type="log"><zeebe:taskHeaders><zeebe:header key="level" value="info" /></zeebe:taskHeaders></zeebe:executionListener></zeebe:executionListeners>',
      ),
    );
    // when
    story.start();
    // then
    expect(openJob(story, 'log').headers).toEqual({ level: 'info' });
  });

  it('should not let events listen on the element before its start listeners are done', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${inARow(
          serviceTask('work', executionListeners(['start', 'log'])),
        )}<endEvent id="over" />${boundary(
          { id: 'late', on: 'work', to: 'over' },
          '<timerEventDefinition id="t"><timeDuration>=wait</timeDuration></timerEventDefinition>',
        )}`,
      ),
    );
    story.start();
    const before = story.waiting;
    // when
    complete(story, 'log', { wait: 'PT1H' });
    // then
    expect(before).toEqual(['work']);
    expect(story.waiting).toEqual(['late', 'work']);
  });

  describe('with variables', () => {
    it('should see the inputs, and set what the element and later listeners see', async () => {
      // given
      const story = await givenXml(
        work(
          mappings({ inputs: { a: '=1' } }),
          executionListeners(['start', 'x'], ['start', 'y']),
        ),
      );
      story.start();
      const a = story.seenBy('work', 'a');
      // when
      complete(story, 'x', { b: 2 });
      // then
      expect(a).toBe(1);
      expect(story.seenBy('work', 'b')).toBe(2);
      // when
      complete(story, 'y', { b: 3 });
      // then
      expect(story.seenBy('work', 'b')).toBe(3);
    });

    it('should keep what start listeners set in the element', async () => {
      // given
      const story = await givenXml(work(executionListeners(['start', 'log'])));
      story.start({ a: 0 });
      // when
      complete(story, 'log', { a: 1, b: 2 });
      complete(story, 'work');
      // then
      expect(story.state).toBe('completed');
      expect(story.variables).toEqual({ a: 0 });
    });

    it('should hand over what end listeners set', async () => {
      // given
      const story = await givenXml(work(executionListeners(['end', 'log'])));
      story.start();
      complete(story, 'work', { a: 1 });
      // when
      complete(story, 'log', { b: 2 });
      // then
      expect(story.variables).toEqual({ a: 1, b: 2 });
    });

    it('should hand over what end listeners set beside what is mapped', async () => {
      // given
      const story = await givenXml(
        work(
          mappings({ outputs: { sum: '=x' } }),
          executionListeners(['end', 'log']),
        ),
      );
      story.start();
      complete(story, 'work', { x: 1 });
      // when
      complete(story, 'log', { sum: 5, b: 2 });
      // then
      expect(story.variables).toEqual({ sum: 5, b: 2 });
    });

    it('should map the outputs before the end listeners', async () => {
      // given
      const story = await givenXml(
        work(
          mappings({ outputs: { sum: '=x' } }),
          executionListeners(['end', 'log']),
        ),
      );
      story.start();
      // when
      complete(story, 'work', { x: 1 });
      // then
      expect(openTypes(story)).toEqual(['log']);
      expect(story.variables).toEqual({ sum: 1 });
    });

    it('should choose the flows after the end listeners', async () => {
      // given
      const story = await givenXml(
        processXml(
          `${starts('start')}${
            serviceTask('work', executionListeners(['end', 'log']))[1]
          }${userTasks('yes', 'no')}${path('start', 'work')}${flow(
            'work',
            'yes',
            '=ok',
          )}${flow('work', 'no', '=not(ok)')}`,
        ),
      );
      story.start({ ok: false });
      complete(story, 'work');
      // when
      complete(story, 'log', { ok: true });
      // then
      expect(story.waiting).toEqual(['yes']);
    });
  });

  it('should be done for each instance of a multi-instance activity', async () => {
    // given
    const story = await givenXml(
      processXml(
        inARow(
          element(
            ['serviceTask', 'work'],
            [
              '<zeebe:taskDefinition type="work" />',
              executionListeners(['start', 'in'], ['end', 'out']),
            ],
            '<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>',
          ),
        ),
      ),
    );
    story.start();
    const seen = openTypes(story);
    // when
    for (const type of ['in', 'work', 'out', 'in', 'work', 'out']) {
      complete(story, type);
    }
    // then
    expect(seen).toEqual(['in', 'in']);
    expect(story.state).toBe('completed');
    expect(left(story)).toEqual([]);
  });

  it.each([
    ['eventType="start"', 'type'],
    ['type="log"', 'event'],
  ])('should be refused if they say %s only', async attributes => {
    // given
    const xml = work(
      `<zeebe:executionListeners><zeebe:executionListener ${attributes} /></zeebe:executionListeners>`,
    );
    // when
    const { problems } = await parse(xml);
    // then
    expect(problems).toContainEqual(
      expect.objectContaining({
        rule: 'listener',
        severity: 'error',
        elementId: 'work',
      }),
    );
  });

  it.each([
    [
      'an event that there is not',
      work(executionListeners(['sometimes', 'log'])),
    ],
    [
      'its cancellation, which is not listened to',
      work(executionListeners(['cancel', 'log'])),
    ],
    [
      'the cancellation of a user task, which is not listened to',
      task(taskListeners(['canceling', 'log'])),
    ],
  ])('should be refused if they listen to %s', async (_, xml) => {
    // when
    const { problems } = await parse(xml);
    // then
    expect(problems).toContainEqual(
      expect.objectContaining({ severity: 'error' }),
    );
  });
});
