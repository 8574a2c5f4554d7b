import { parse } from '../../parse';
import { story } from '../../testing/eventPositions';
import { left } from '../../testing/left';
import { flow, path, processXml } from '../../testing/picture';
import { given } from '../../testing/scenario';

const AROUND = `
  <message id="done" name="done"><extensionElements><zeebe:subscription correlationKey="=key" /></extensionElements></message>
  <message id="also" name="also" />
  <signal id="alarm" name="alarm" />
  <error id="broken" errorCode="BROKEN" />
  <escalation id="late" escalationCode="LATE" />`;
const DONE = '<messageEventDefinition messageRef="done" />';
const ALSO = '<messageEventDefinition messageRef="also" />';
const ALARM = '<signalEventDefinition signalRef="alarm" />';
const BROKEN = '<errorEventDefinition errorRef="broken" />';
const LATE = '<escalationEventDefinition escalationRef="late" />';
const STOP = '<terminateEventDefinition />';

const endingWith = (content: string) => `
  <startEvent id="start" />
  <endEvent id="end">${content}</endEvent>
  ${flow('start', 'end')}`;

const thrown = ({ history }: { history: readonly { type: string }[] }) =>
  history.map(({ type }) => type).filter(type => type.endsWith('Thrown'));

describe('end event', () => {
  it('should consume its token, while others go on', async () => {
    // given
    const about = await given(__dirname, 'waysOut.bpmn');
    // when
    about.start();
    // then
    expect(about.completed).toEqual([
      'start',
      'split',
      'nothing',
      'tell',
      'tellAll',
    ]);
    expect(about.state).toBe('active');
    // when
    about.completeTask('last');
    // then
    expect(about.completed.slice(-3)).toEqual(['last', 'finish', 'waysOut']);
    expect(about.state).toBe('completed');
    expect(left(about)).toEqual([]);
  });

  it('should say that the instance has ended, and give its variables to nobody who did not call it', async () => {
    // given
    const about = await story(endingWith(''));
    // when
    about.start({ amount: 1 });
    // then
    expect(about.history.slice(-2)).toEqual([
      {
        type: 'lifecycleMoved',
        key: 1,
        elementId: 'story',
        to: 'completed',
      },
      { type: 'instanceEnded', state: 'completed', variables: undefined },
    ]);
  });

  it('should let its sub-process complete only when nothing is left in it', async () => {
    // given
    const about = await story(`
      <startEvent id="start" />
      <subProcess id="sub">
        <startEvent id="begin" /><parallelGateway id="split" />
        <endEvent id="early" />
        <userTask id="slow" name="Slow" /><endEvent id="late" />
        ${path('begin', 'split', 'early')}${path('split', 'slow', 'late')}
      </subProcess>
      <task id="behind" />
      ${path('start', 'sub', 'behind')}`);
    // when
    about.start();
    // then
    expect(about.completed).toEqual(['start', 'begin', 'split', 'early']);
    // when
    about.completeTask('slow');
    // then
    expect(about.completed.slice(-4)).toEqual([
      'late',
      'sub',
      'behind',
      'story',
    ]);
  });

  describe('done by a job', () => {
    const BY_JOB =
      '<extensionElements><zeebe:taskDefinition type="mail:send" retries="2" /></extensionElements>';

    it('should wait for it, and throw nothing itself', async () => {
      // given
      const about = await story(endingWith(`${BY_JOB}${DONE}`), AROUND);
      about.start();
      expect(about.wait('end')).toMatchObject({
        kind: 'job',
        type: 'mail:send',
        retries: 2,
      });
      expect(about.state).toBe('active');
      // when
      about.completeJob('end', { sent: true });
      // then
      expect(about.completed).toEqual(['start', 'end', 'story']);
      expect(about.variables).toEqual({ sent: true });
      expect(thrown(about)).toEqual([]);
      expect(left(about)).toEqual([]);
    });

    it('should be an incident if its tries are used up, and be done again when that is resolved', async () => {
      // given
      const about = await story(endingWith(`${BY_JOB}${DONE}`), AROUND);
      // when
      about.start().failJob('end').failJob('end', 'no connection');
      // then
      expect(about.incidents).toMatchObject([
        { elementId: 'end', kind: 'jobFailed', message: 'no connection' },
      ]);
      // when
      about.resolve().completeJob('end');
      // then
      expect(about.state).toBe('completed');
      expect(left(about)).toEqual([]);
    });

    it('should leave nothing open when the instance is cancelled', async () => {
      // given
      const about = await story(endingWith(`${BY_JOB}${DONE}`), AROUND);
      // when
      about.start().send({ type: 'cancelInstance' });
      // then
      expect(about.terminated).toEqual(['end', 'story']);
      expect(left(about)).toEqual([]);
    });
  });

  describe('with several definitions', () => {
    it('should throw all of them, in order', async () => {
      // given
      const about = await story(
        endingWith(`${LATE}${DONE}${ALARM}${ALSO}`),
        AROUND,
      );
      // when
      about.start({ key: 'K' });
      // then
      expect(thrown(about)).toEqual([
        'escalationThrown',
        'messageThrown',
        'signalThrown',
        'messageThrown',
      ]);
      expect(about.completed).toEqual(['start', 'end', 'story']);
      expect(left(about)).toEqual([]);
    });

    it('should throw no more once it has been interrupted', async () => {
      // given
      const about = await story(
        `
        <startEvent id="start" />
        <subProcess id="sub">
          <startEvent id="begin" />
          <endEvent id="end">${LATE}${ALSO}</endEvent>
          ${flow('begin', 'end')}
        </subProcess>
        <boundaryEvent id="on" attachedToRef="sub"><escalationEventDefinition /></boundaryEvent>
        <task id="caught" />
        ${flow('start', 'sub')}${flow('on', 'caught')}`,
        AROUND,
      );
      // when
      about.start();
      // then
      expect(thrown(about)).toEqual(['escalationThrown']);
      expect(about.completed.slice(-3)).toEqual(['on', 'caught', 'story']);
    });

    it('should throw an error after the others, and not complete', async () => {
      // given
      const about = await story(
        `
        <startEvent id="start" />
        <subProcess id="sub">
          <startEvent id="begin" />
          <endEvent id="end">${ALSO}${BROKEN}</endEvent>
          ${flow('begin', 'end')}
        </subProcess>
        <boundaryEvent id="on" attachedToRef="sub">${BROKEN}</boundaryEvent>
        <task id="caught" />
        ${flow('start', 'sub')}${flow('on', 'caught')}`,
        AROUND,
      );
      // when
      about.start();
      // then
      expect(thrown(about)).toEqual(['messageThrown', 'errorThrown']);
      expect(about.terminated).toEqual(['end', 'sub']);
      expect(about.completed.slice(-3)).toEqual(['on', 'caught', 'story']);
    });

    it('should undo, and throw everything else once', async () => {
      // given
      const about = await story(
        `
        <startEvent id="start" />
        <task id="book" />
        <boundaryEvent id="booked" attachedToRef="book"><compensateEventDefinition /></boundaryEvent>
        <userTask id="undo" name="Undo" isForCompensation="true" />
        <endEvent id="end">${ALSO}<compensateEventDefinition />${ALARM}</endEvent>
        ${path('start', 'book', 'end')}
        <association id="a" associationDirection="One" sourceRef="booked" targetRef="undo" />`,
        AROUND,
      );
      // when
      about.start();
      // then
      expect(thrown(about)).toEqual(['messageThrown', 'signalThrown']);
      expect(about.waiting).toEqual(['undo']);
      // when
      about.completeTask('undo');
      // then
      expect(thrown(about)).toEqual(['messageThrown', 'signalThrown']);
      expect(about.completed.slice(-3)).toEqual(['undo', 'end', 'story']);
      expect(left(about)).toEqual([]);
    });

    it('should stop everything else and throw', async () => {
      // given
      const about = await story(
        `
        <startEvent id="start" /><parallelGateway id="split" />
        <endEvent id="end">${STOP}${ALSO}</endEvent>
        <userTask id="slow" name="Slow" />
        ${path('start', 'split', 'slow')}${flow('split', 'end')}`,
        AROUND,
      );
      // when
      about.start();
      // then
      expect(thrown(about)).toEqual(['messageThrown']);
      expect(about.state).toBe('completed');
      expect(left(about)).toEqual([]);
    });

    it('should throw none of them if one cannot be evaluated, and each once when it can', async () => {
      // given
      const about = await story(endingWith(`${ALSO}${DONE}`), AROUND);
      // when
      about.start();
      // then
      expect(about.incidents).toMatchObject([
        { elementId: 'end', kind: 'expressionFailed' },
      ]);
      // when
      about.resolve({ key: 'K' });
      // then
      expect(
        about.history.flatMap(change =>
          change.type === 'messageThrown' ? [change.name] : [],
        ),
      ).toEqual(['also', 'done']);
      expect(about.state).toBe('completed');
    });
  });

  it.each([
    [
      'a timer',
      '<timerEventDefinition><timeDuration>PT1S</timeDuration></timerEventDefinition>',
    ],
    [
      'a condition',
      '<conditionalEventDefinition><condition>=true</condition></conditionalEventDefinition>',
    ],
    ['a link', '<linkEventDefinition name="a" />'],
  ])('should not throw %s', async (_, definition) => {
    // when
    const { problems, definitions } = await parse(
      processXml(endingWith(definition)),
    );
    // then
    expect(problems).toContainEqual(
      expect.objectContaining({ severity: 'error', elementId: 'end' }),
    );
    expect(definitions).toEqual([]);
  });
});
