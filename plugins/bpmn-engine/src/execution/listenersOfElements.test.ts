import { parse } from '../parse';
import { givenXml } from '../testing/scenario';
import {
  element,
  executionListeners,
  extended,
  inARow,
  inARowInside,
  mappings,
  serviceTask,
} from '../testing/extensions';
import { left } from '../testing/left';
import { complete, openJob, openTypes } from '../testing/openJobs';
import { starts, userTasks } from '../testing/parts';
import { flow, path, processXml } from '../testing/picture';

const work = (...extensions: readonly string[]) =>
  processXml(inARow(serviceTask('work', ...extensions)));

describe('execution listeners', () => {
  describe.each([
    [
      'a process',
      (listeners: string) =>
        `${extended(listeners)}${inARow(serviceTask('work'))}`,
    ],
    [
      'a sub-process',
      (listeners: string) =>
        inARow(
          element(
            ['subProcess', 'sub'],
            [listeners],
            inARowInside('sub', serviceTask('work')),
          ),
        ),
    ],
    [
      'a call activity',
      (listeners: string) =>
        inARow(
          element(
            ['callActivity', 'call'],
            ['<zeebe:calledElement processId="shared" />', listeners],
          ),
        ),
    ],
    [
      'a gateway that is entered',
      (listeners: string) =>
        inARow(
          element(['exclusiveGateway', 'choose'], [listeners]),
          serviceTask('work'),
        ),
    ],
    [
      'an event',
      (listeners: string) =>
        inARow(
          element(['intermediateThrowEvent', 'milestone'], [listeners]),
          serviceTask('work'),
        ),
    ],
  ])('of %s', (_, content) => {
    const shared = '<globalUserTask id="shared" />';
    it('should be done before it, at its start', async () => {
      // given
      const story = await givenXml(
        processXml(content(executionListeners(['start', 'log'])), shared),
      );
      // when
      story.start();
      // then
      expect(openTypes(story)).toEqual(['log']);
      // when
      complete(story, 'log');
      // then
      expect(story.waiting).not.toEqual([]);
      expect(openTypes(story)).not.toContain('log');
    });
  });

  it.each([
    [
      'a process',
      `${extended(executionListeners(['end', 'log']))}${inARow(
        serviceTask('work'),
      )}`,
    ],
    [
      'a sub-process',
      inARow(
        element(
          ['subProcess', 'sub'],
          [executionListeners(['end', 'log'])],
          inARowInside('sub', serviceTask('work')),
        ),
      ),
    ],
    [
      'a start event',
      `${
        element(
          ['startEvent', 'start'],
          [executionListeners(['end', 'log'])],
        )[1]
      }${serviceTask('work')[1]}${path('start', 'work')}`,
    ],
  ])('should be done after %s, at its end', async (_, content) => {
    // given
    const story = await givenXml(processXml(content));
    story.start();
    // when
    const order: string[] = [];
    while (story.state === 'active' && order.length < 5) {
      const [type] = openTypes(story);
      order.push(type);
      complete(story, type);
    }
    // then
    expect([...order].sort()).toEqual(['log', 'work']);
    expect(story.state).toBe('completed');
    expect(left(story)).toEqual([]);
  });

  it('should be done before an event-based gateway waits, and leave it its choice', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}${
          element(
            ['eventBasedGateway', 'which'],
            [executionListeners(['start', 'log'])],
          )[1]
        }<intermediateCatchEvent id="a"><messageEventDefinition messageRef="m" /></intermediateCatchEvent><intermediateCatchEvent id="b"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>${path(
          'start',
          'which',
          'a',
        )}${path('which', 'b')}`,
        '<message id="m" name="news" />',
      ),
    );
    story.start();
    expect(openTypes(story)).toEqual(['log']);
    // when
    complete(story, 'log');
    story.publish('news');
    // then
    expect(story.completed).toEqual(['start', 'which', 'a', 'story']);
    expect(left(story)).toEqual([]);
  });

  it.each([
    'exclusiveGateway',
    'inclusiveGateway',
    'parallelGateway',
    'complexGateway',
  ])('should be refused at the end of a gateway: %s', async kind => {
    // given
    const xml = processXml(
      inARow(element([kind, 'choose'], [executionListeners(['end', 'log'])])),
    );
    // when
    const { problems, definition } = await parse(xml);
    // then
    expect(definition).toBeUndefined();
    expect(problems).toContainEqual(
      expect.objectContaining({
        rule: 'listener',
        severity: 'error',
        elementId: 'choose',
        message:
          'Expected a gateway to have start listeners only, but it has an end listener. Put it on the element before or after',
      }),
    );
  });

  describe('that fail', () => {
    it.each(['start', 'end'] as const)(
      'should raise an incident at the %s, and only the failed one be tried again',
      async on => {
        // given
        const story = await givenXml(
          work(executionListeners([on, 'a'], [on, 'b'])),
        );
        story.start();
        if (on === 'end') {
          complete(story, 'work');
        }
        complete(story, 'a');
        const { key: waitKey } = openJob(story, 'b');
        // when
        story.send({
          type: 'failJob',
          waitKey,
          message: 'Disk full',
          retries: 0,
        });
        // then
        expect(story.waits).toEqual([]);
        expect(story.incidents).toMatchObject([
          { kind: 'jobFailed', elementId: 'work', message: 'Disk full' },
        ]);
        // when
        story.resolve();
        // then
        expect(openTypes(story)).toEqual(['b']);
        expect(openJob(story, 'b').listener).toEqual({ on, index: 1 });
        // when
        complete(story, 'b');
        if (on === 'start') {
          complete(story, 'work');
        }
        // then
        expect(story.completed).toEqual(['start', 'work', 'end', 'story']);
        expect(left(story)).toEqual([]);
      },
    );

    it('should be tried again as often as they are to', async () => {
      // given
      const story = await givenXml(work(executionListeners(['start', 'log'])));
      story.start();
      const { key: waitKey } = openJob(story, 'log');
      // when
      story.send({ type: 'failJob', waitKey, message: 'no' });
      // then
      expect(openJob(story, 'log')).toMatchObject({
        retries: 2,
        listener: { on: 'start', index: 0 },
      });
    });

    it('should raise an incident if their retries cannot be evaluated', async () => {
      // given
      const story = await givenXml(
        work(
          '<zeebe:executionListeners><zeebe:executionListener eventType="start" type="log" retries="=tries" /></zeebe:executionListeners>',
        ),
      );
      // when
      story.start();
      // then
      expect(story.incidents).toMatchObject([
        { kind: 'expressionFailed', elementId: 'work' },
      ]);
      // when
      story.resolve({ tries: 2 });
      // then
      expect(openJob(story, 'log').retries).toBe(2);
    });

    it('should not be done again when the flow could not be chosen, however often', async () => {
      // given
      const story = await givenXml(
        processXml(
          `${starts('start')}${
            serviceTask('work', executionListeners(['end', 'log']))[1]
          }${userTasks('yes')}${path('start', 'work')}${flow(
            'work',
            'yes',
            '=ok',
          )}`,
        ),
      );
      story.start({ ok: false });
      complete(story, 'work');
      complete(story, 'log');
      expect(story.incidents).toMatchObject([
        { kind: 'noFlowChosen', isFinishing: true },
      ]);
      story.resolve();
      expect(story.waits).toEqual([]);
      expect(story.incidents).toMatchObject([
        { kind: 'noFlowChosen', isFinishing: true },
      ]);
      // when
      story.resolve({ ok: true });
      // then
      expect(story.waiting).toEqual(['yes']);
      expect(openTypes(story)).toEqual(['userTask']);
      expect(story.incidents).toEqual([]);
    });

    it('should not be done before an output has been mapped that failed at first', async () => {
      // given
      const story = await givenXml(
        work(
          mappings({ outputs: { sum: '=x + missing' } }),
          executionListeners(['end', 'log']),
        ),
      );
      story.start();
      complete(story, 'work', { x: 1 });
      expect(story.incidents).toMatchObject([{ kind: 'mappingFailed' }]);
      expect(story.waits).toEqual([]);
      // when
      story.resolve({ missing: 2 });
      // then
      expect(story.variables).toEqual({ missing: 2, sum: 3 });
      expect(openTypes(story)).toEqual(['log']);
    });

    it.each(['start', 'end'])(
      'should be withdrawn at the %s when the instance is cancelled',
      async on => {
        // given
        const story = await givenXml(work(executionListeners([on, 'log'])));
        story.start();
        if (on === 'end') {
          complete(story, 'work');
        }
        expect(openTypes(story)).toEqual(['log']);
        // when
        story.send({ type: 'cancelInstance' });
        // then
        expect(story.terminated).toEqual(['work', 'story']);
        expect(left(story)).toEqual([]);
      },
    );
  });
});
