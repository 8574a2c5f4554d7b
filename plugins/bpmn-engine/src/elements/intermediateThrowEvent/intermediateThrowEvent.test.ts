import { parse } from '../../parse';
import { story } from '../../testing/eventPositions';
import { left } from '../../testing/left';
import { flow, path, processXml } from '../../testing/picture';
import { given } from '../../testing/scenario';

const AROUND = `
  <message id="paid" name="paid"><extensionElements><zeebe:subscription correlationKey="=key" /></extensionElements></message>
  <message id="also" name="also" />
  <signal id="alarm" name="alarm" />
  <escalation id="late" escalationCode="LATE" />`;
const PAID = '<messageEventDefinition messageRef="paid" />';
const ALSO = '<messageEventDefinition messageRef="also" />';
const ALARM = '<signalEventDefinition signalRef="alarm" />';
const LATE = '<escalationEventDefinition escalationRef="late" />';

const throwing = (content: string) => `
  <startEvent id="start" />
  <intermediateThrowEvent id="on">${content}</intermediateThrowEvent>
  <task id="behind" />
  ${path('start', 'on', 'behind')}`;

const thrown = ({ history }: { history: readonly { type: string }[] }) =>
  history.map(({ type }) => type).filter(type => type.endsWith('Thrown'));

describe('intermediate throw event', () => {
  it('should throw on the way and go on', async () => {
    // given
    const about = await given(__dirname, 'onTheWay.bpmn');
    // when
    about.start();
    // then
    expect(about.completed).toEqual([
      'start',
      'reached',
      'tell',
      'tellAll',
      'warn',
      'end',
      'onTheWay',
    ]);
    expect(thrown(about)).toEqual([
      'messageThrown',
      'signalThrown',
      'escalationThrown',
    ]);
    expect(left(about)).toEqual([]);
  });

  it('should only be noted if it has no definition', async () => {
    // given
    const about = await story(throwing(''));
    // when
    about.start();
    // then
    expect(about.completed).toEqual(['start', 'on', 'behind', 'story']);
    expect(thrown(about)).toEqual([]);
  });

  it('should split the way like any other element', async () => {
    // given
    const about = await story(`
      <startEvent id="start" />
      <intermediateThrowEvent id="on" />
      <task id="one" /><task id="two" />
      ${flow('start', 'on')}${flow('on', 'one')}${flow('on', 'two')}`);
    // when
    about.start();
    // then
    expect(about.completed).toEqual(['start', 'on', 'one', 'two', 'story']);
  });

  it('should throw several things in order, before what is behind it', async () => {
    // given
    const about = await story(throwing(`${ALARM}${LATE}${ALSO}`), AROUND);
    // when
    about.start();
    // then
    expect(thrown(about)).toEqual([
      'signalThrown',
      'escalationThrown',
      'messageThrown',
    ]);
    expect(about.completed).toEqual(['start', 'on', 'behind', 'story']);
  });

  it('should throw none of several if one cannot be evaluated, and each once when it can', async () => {
    // given
    const about = await story(throwing(`${ALSO}${PAID}`), AROUND);
    // when
    about.start();
    // then
    expect(about.incidents).toMatchObject([
      { elementId: 'on', kind: 'expressionFailed' },
    ]);
    // when
    about.resolve({ key: 'K' });
    // then
    expect(
      about.history.flatMap(change =>
        change.type === 'messageThrown' ? [change.name] : [],
      ),
    ).toEqual(['also', 'paid']);
    expect(about.state).toBe('completed');
  });

  it('should go on when all is undone, having thrown the rest once', async () => {
    // given
    const about = await story(
      `
      <startEvent id="start" />
      <task id="book" />
      <boundaryEvent id="booked" attachedToRef="book"><compensateEventDefinition /></boundaryEvent>
      <userTask id="undo" name="Undo" isForCompensation="true" />
      <intermediateThrowEvent id="on"><compensateEventDefinition />${ALSO}</intermediateThrowEvent>
      <task id="behind" />
      ${path('start', 'book', 'on', 'behind')}
      <association id="a" associationDirection="One" sourceRef="booked" targetRef="undo" />`,
      AROUND,
    );
    // when
    about.start();
    // then
    expect(about.waiting).toEqual(['undo']);
    // when
    about.completeTask('undo');
    // then
    expect(thrown(about)).toEqual(['messageThrown']);
    expect(about.completed.slice(-4)).toEqual([
      'undo',
      'on',
      'behind',
      'story',
    ]);
  });

  describe('done by a job', () => {
    const BY_JOB =
      '<extensionElements><zeebe:taskDefinition type="mail:send" /></extensionElements>';

    it('should go on when the job is done, and throw nothing itself', async () => {
      // given
      const about = await story(throwing(`${BY_JOB}${PAID}`), AROUND);
      about.start();
      expect(about.wait('on')).toMatchObject({
        kind: 'job',
        type: 'mail:send',
      });
      // when
      about.completeJob('on', { sent: true });
      // then
      expect(about.completed).toEqual(['start', 'on', 'behind', 'story']);
      expect(about.variables).toEqual({ sent: true });
      expect(thrown(about)).toEqual([]);
    });

    it('should be an incident if its job fails, or throws an error that nobody catches', async () => {
      // given
      const about = await story(throwing(`${BY_JOB}${PAID}`), AROUND);
      // when
      about.start().failJob('on', 'no connection', 0);
      // then
      expect(about.incidents).toMatchObject([{ kind: 'jobFailed' }]);
      // when
      about.resolve().throwError('on', 'BOUNCED');
      // then
      expect(about.incidents).toMatchObject([{ kind: 'errorUncaught' }]);
      // when
      about.resolve().completeJob('on');
      // then
      expect(about.state).toBe('completed');
      expect(left(about)).toEqual([]);
    });
  });

  it('should run its listeners around what it throws', async () => {
    // given
    const about = await story(
      throwing(
        `<extensionElements><zeebe:executionListeners>
          <zeebe:executionListener eventType="start" type="before" />
          <zeebe:executionListener eventType="end" type="after" />
        </zeebe:executionListeners></extensionElements>${ALSO}`,
      ),
      AROUND,
    );
    // when
    about.start();
    // then
    expect(about.wait('on')).toMatchObject({ type: 'before' });
    expect(thrown(about)).toEqual([]);
    // when
    about.completeJob('on');
    // then
    expect(about.wait('on')).toMatchObject({ type: 'after' });
    expect(thrown(about)).toEqual(['messageThrown']);
    // when
    about.completeJob('on');
    // then
    expect(about.completed).toEqual(['start', 'on', 'behind', 'story']);
    expect(thrown(about)).toEqual(['messageThrown']);
  });

  it.each([
    ['an error', '<errorEventDefinition />'],
    [
      'a timer',
      '<timerEventDefinition><timeDuration>PT1S</timeDuration></timerEventDefinition>',
    ],
    [
      'a condition',
      '<conditionalEventDefinition><condition>=true</condition></conditionalEventDefinition>',
    ],
    ['a cancellation', '<cancelEventDefinition />'],
    ['a termination', '<terminateEventDefinition />'],
  ])('should not throw %s', async (_, definition) => {
    // when
    const { problems, definitions } = await parse(
      processXml(throwing(definition)),
    );
    // then
    expect(problems).toContainEqual(
      expect.objectContaining({ severity: 'error', elementId: 'on' }),
    );
    expect(definitions).toEqual([]);
  });
});
