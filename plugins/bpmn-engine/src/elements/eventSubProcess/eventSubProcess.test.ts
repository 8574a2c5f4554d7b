import { left } from '../../testing/left';
import {
  conditionDefinition,
  definition,
  escalations,
  eventSubProcess,
  messages,
  signals,
  starts,
  subProcess,
  tasks,
  timerDefinition,
  userTasks,
} from '../../testing/parts';
import { path, processXml } from '../../testing/picture';
import { given, givenXml, type Scenario } from '../../testing/scenario';

const HOUR = 3_600_000;
const escalate = (id: string, code: string) =>
  `<intermediateThrowEvent id="${id}">${definition(
    'escalation',
    code,
  )}</intermediateThrowEvent>`;

/** A process with one task and event sub-processes. */
const watched = (rest: string, around = '') =>
  processXml(
    `${starts('start')}${userTasks('work')}${path('start', 'work')}${rest}`,
    around,
  );

/** The same, inside of a sub-process. */
const watchedSub = (rest: string, around = '', outside = '') =>
  processXml(
    `${starts('start')}${subProcess(
      'sub',
      `${starts('begin')}${userTasks('work')}${path('begin', 'work')}${rest}`,
    )}${tasks('after')}${path('start', 'sub', 'after')}${outside}`,
    around,
  );

const fulfilOneOf = (story: Scenario, elementId: string, index: number) =>
  story.send({
    type: 'fulfilWait',
    waitKey: story.waits.filter(wait => wait.elementId === elementId)[index]
      .key,
  });

describe('event sub-process', () => {
  it('should wait for its event while the process runs', async () => {
    // given
    const story = await given(__dirname, 'watches.bpmn');
    // when
    story.start();
    // then
    expect(story.waiting).toEqual(['deliver', 'question', 'withdrawal']);
    // when
    story.completeTask('deliver');
    // then
    expect(story.completed).toEqual(['start', 'deliver', 'end', 'watches']);
    expect(left(story)).toEqual([]);
  });

  it('should run beside the process, as often as its event happens, if it does not interrupt', async () => {
    // given
    const story = await given(__dirname, 'watches.bpmn');
    story.start();
    // when
    story.publish('question').publish('question');
    // then
    expect(story.waiting).toEqual([
      'deliver',
      'question',
      'reply',
      'reply',
      'withdrawal',
    ]);
    // when
    fulfilOneOf(story, 'reply', 1);
    story.completeTask('deliver');
    // then
    expect(story.state).toBe('active');
    // when
    story.completeTask('reply');
    // then
    expect(story.completed.slice(-4)).toEqual([
      'reply',
      'answered',
      'answer',
      'watches',
    ]);
    expect(left(story)).toEqual([]);
  });

  it('should end what else runs, and watch for nothing more, if it interrupts', async () => {
    // given
    const story = await given(__dirname, 'watches.bpmn');
    story.start().publish('question');
    // when
    story.publish('withdrawal', { why: 'late' });
    // then
    expect(story.terminated).toEqual(['reply', 'answer', 'deliver']);
    expect(story.waiting).toEqual(['refund']);
    expect(story.variables).toEqual({ why: 'late' });
    // when
    story.completeTask('refund');
    // then
    expect(story.completed.slice(-5)).toEqual([
      'withdrawal',
      'refund',
      'withdrawn',
      'withdraw',
      'watches',
    ]);
    expect(left(story)).toEqual([]);
  });

  it('should be interrupted once only', async () => {
    // given
    const story = await given(__dirname, 'watches.bpmn');
    story.start().publish('withdrawal');
    const { length } = story.history;
    // when
    story.publish('withdrawal').publish('question');
    // then
    expect(story.history).toHaveLength(length);
  });

  describe.each([
    [
      'message',
      definition('message', 'go'),
      (story: Scenario) => story.publish('go'),
    ],
    [
      'signal',
      definition('signal', 'go'),
      (story: Scenario) => story.broadcast('go'),
    ],
    [
      'timer',
      timerDefinition('PT1H'),
      (story: Scenario) => story.advance(HOUR),
    ],
    [
      'condition',
      conditionDefinition('=ready'),
      (story: Scenario) =>
        story.send({ type: 'setVariables', variables: { ready: true } }),
    ],
    [
      'escalation',
      definition('escalation', 'go'),
      (story: Scenario) =>
        story.send({
          type: 'throwEscalation',
          waitKey: story.wait('work').key,
          code: 'go',
        }),
    ],
  ])('begun by a %s', (_, event, happen) => {
    const around = messages('go') + signals('go') + escalations('go');

    it('should interrupt a sub-process, which then completes', async () => {
      // given
      const story = await givenXml(
        watchedSub(eventSubProcess({ id: 'react' }, event), around),
      );
      story.start({ ready: false });
      // when
      happen(story);
      // then
      expect(story.terminated).toEqual(['work']);
      expect(story.waiting).toEqual(['react-task']);
      // when
      story.completeTask('react-task');
      // then
      expect(story.completed.slice(-7)).toEqual([
        'react-start',
        'react-task',
        'react-end',
        'react',
        'sub',
        'after',
        'story',
      ]);
      expect(left(story)).toEqual([]);
    });

    it('should not interrupt it if told so', async () => {
      // given
      const story = await givenXml(
        watchedSub(
          eventSubProcess({ id: 'react', interrupts: false }, event),
          around,
        ),
      );
      story.start({ ready: false });
      // when
      happen(story);
      // then
      expect(story.terminated).toEqual([]);
      expect(story.waiting).toEqual(
        expect.arrayContaining(['react-task', 'work']),
      );
      // when
      story.completeTask('work').completeTask('react-task');
      // then
      expect(story.completed).toContain('after');
      expect(left(story)).toEqual([]);
    });
  });

  it('should be able to read variables of its scope, and set them', async () => {
    // given
    const io =
      '<extensionElements><zeebe:ioMapping><zeebe:input source="=1" target="own" /></zeebe:ioMapping></extensionElements>';
    const story = await givenXml(
      processXml(
        `${starts('start')}${subProcess(
          'sub',
          `${io}${userTasks('work')}${eventSubProcess(
            { id: 'react', interrupts: false },
            definition('signal', 'go'),
          )}`,
        )}${path('start', 'sub')}`,
        signals('go'),
      ),
    );
    story.start();
    // when
    story.broadcast('go', { own: 2, other: 3 });
    // then
    expect(story.seenBy('react-task', 'own')).toBe(2);
    expect(story.seenBy('work', 'own')).toBe(2);
    expect(story.variables).toEqual({ other: 3 });
  });

  it('should raise an incident if its event cannot be waited for, and begin the scope when it is resolved', async () => {
    // given
    const story = await givenXml(
      watchedSub(eventSubProcess({ id: 'react' }, timerDefinition('=period'))),
    );
    // when
    story.start();
    // then
    expect(story.incidents).toMatchObject([
      { kind: 'expressionFailed', elementId: 'sub' },
    ]);
    expect(story.waits).toEqual([]);
    // when
    story.resolve({ period: 'PT1H' });
    // then
    expect(story.waiting).toEqual(['react-start', 'work']);
    // when
    story.advance(HOUR);
    // then
    expect(story.waiting).toEqual(['react-task']);
  });

  it('should drop the tokens that wait at joins of the scope that it interrupts', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts(
          'start',
        )}<parallelGateway id="fork" /><parallelGateway id="join" />${userTasks(
          'a',
          'b',
        )}${path('start', 'fork', 'a', 'join')}${path(
          'fork',
          'b',
          'join',
        )}${eventSubProcess({ id: 'stop' }, definition('signal', 'stop'))}`,
        signals('stop'),
      ),
    );
    story.start().completeTask('a');
    // when
    story.broadcast('stop').completeTask('stop-task');
    // then
    expect(story.completed).not.toContain('join');
    expect(left(story)).toEqual([]);
  });

  it('should repeat with a cycle', async () => {
    // given
    const story = await givenXml(
      watched(
        eventSubProcess(
          { id: 'tick', interrupts: false, task: 'task' },
          '<timerEventDefinition><timeCycle>R3/PT1H</timeCycle></timerEventDefinition>',
        ),
      ),
    );
    story.start();
    // when
    story.advance(10 * HOUR);
    // then
    expect(story.completed.filter(id => id === 'tick')).toHaveLength(3);
    expect(story.waiting).toEqual(['work']);
  });

  it('should be without effect when an escalation of its scope has another code', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}${escalate('say', 'other')}${tasks('after')}${path(
          'start',
          'say',
          'after',
        )}${eventSubProcess({ id: 'react' }, definition('escalation', 'E'))}`,
        escalations('E', 'other'),
      ),
    );
    // when
    story.start();
    // then
    expect(story.completed).toEqual(['start', 'say', 'after', 'story']);
    expect(left(story)).toEqual([]);
  });
});
