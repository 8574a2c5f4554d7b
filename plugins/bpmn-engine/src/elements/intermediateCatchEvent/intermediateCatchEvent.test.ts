import { parse } from '../../parse';
import { story } from '../../testing/eventPositions';
import { left } from '../../testing/left';
import { path, processXml } from '../../testing/picture';
import { given } from '../../testing/scenario';

const AROUND =
  '<message id="paid" name="paid" /><signal id="alarm" name="alarm" />';
const PAID = '<messageEventDefinition messageRef="paid" />';
const ALARM = '<signalEventDefinition signalRef="alarm" />';
const HOUR =
  '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>';
const LARGE =
  '<conditionalEventDefinition><condition>=amount &gt; 10</condition></conditionalEventDefinition>';

const catching = (content: string, attributes = '') => `
  <startEvent id="start" />
  <intermediateCatchEvent id="on" ${attributes}>${content}</intermediateCatchEvent>
  <task id="caught" />
  ${path('start', 'on', 'caught')}`;

const ONE = catching(`${PAID}${ALARM}${HOUR}${LARGE}`);
const ALL = catching(
  `${PAID}${ALARM}${HOUR}${LARGE}`,
  'parallelMultiple="true"',
);

describe('intermediate catch event', () => {
  it('should be passed one after the other', async () => {
    // given
    const about = await given(__dirname, 'fourWaits.bpmn');
    // when
    about.start({ amount: 1 });
    // then
    expect(about.waiting).toEqual(['onMessage']);
    // when
    about.publish('paid');
    // then
    expect(about.waiting).toEqual(['onSignal']);
    // when
    about.broadcast('alarm');
    // then
    expect(about.waiting).toEqual(['anHour']);
    // when
    about.advance(3_600_000);
    // then
    expect(about.waiting).toEqual(['whenLarge']);
    // when
    about.send({ type: 'setVariables', variables: { amount: 11 } });
    // then
    expect(about.completed).toEqual([
      'start',
      'onMessage',
      'onSignal',
      'anHour',
      'whenLarge',
      'end',
      'fourWaits',
    ]);
    expect(left(about)).toEqual([]);
  });

  it('should open its wait as its own', async () => {
    // given
    const about = await story(catching(PAID), AROUND);
    // when
    about.start();
    // then
    const [wait] = about.waits;
    expect(
      about.instance.rows.elementInstance(wait.elementInstanceKey),
    ).toMatchObject({ elementId: 'on', lifecycle: 'active' });
  });

  it('should give only what its output mapping says', async () => {
    // given
    const about = await story(
      catching(
        `<extensionElements><zeebe:ioMapping><zeebe:output source="=payment.amount" target="amount" /></zeebe:ioMapping></extensionElements>${PAID}`,
      ),
      AROUND,
    );
    // when
    about.start().publish('paid', { payment: { amount: 7 }, other: 1 });
    // then
    expect(about.variables).toEqual({ amount: 7 });
  });

  it('should be an incident if its output mapping fails, and go on with what the message carried', async () => {
    // given
    const about = await story(
      catching(
        `<extensionElements><zeebe:ioMapping><zeebe:output source="=payment.amount + surcharge" target="amount" /></zeebe:ioMapping></extensionElements>${PAID}`,
      ),
      AROUND,
    );
    about.start();
    // when
    about.publish('paid', { payment: { amount: 7 } });
    // then
    expect(about.incidents).toMatchObject([{ elementId: 'on' }]);
    expect(about.waits).toEqual([]);
    // when
    about.resolve({ surcharge: 1 });
    // then
    expect(about.variables).toEqual({ surcharge: 1, amount: 8 });
    expect(about.state).toBe('completed');
    expect(left(about)).toEqual([]);
  });

  describe('with several definitions', () => {
    it.each([
      ['message', (about: Told) => about.publish('paid')],
      ['signal', (about: Told) => about.broadcast('alarm')],
      ['timer', (about: Told) => about.advance(3_600_000)],
      [
        'condition',
        (about: Told) =>
          about.send({ type: 'setVariables', variables: { amount: 11 } }),
      ],
    ])('should go on at its %s and wait for nothing more', async (_, tell) => {
      // given
      const about = await story(ONE, AROUND);
      about.start({ amount: 1 });
      expect(about.waits.map(({ kind, event }) => [kind, event])).toEqual([
        ['message', 0],
        ['signal', 1],
        ['timer', 2],
        ['condition', 3],
      ]);
      // when
      tell(about);
      // then
      expect(about.completed).toEqual(['start', 'on', 'caught', 'story']);
      expect(left(about)).toEqual([]);
    });

    it('should say for each wait what has become of it', async () => {
      // given
      const about = await story(ONE, AROUND);
      // when
      about.start({ amount: 1 }).broadcast('alarm');
      // then
      expect(
        about.history.flatMap(change =>
          change.type === 'waitClosed' ? [[change.kind, change.reason]] : [],
        ),
      ).toEqual([
        ['signal', 'fulfilled'],
        ['message', 'withdrawn'],
        ['timer', 'withdrawn'],
        ['condition', 'withdrawn'],
      ]);
    });

    it('should wait for all of them if all are needed, in any order', async () => {
      // given
      const about = await story(ALL, AROUND);
      about.start({ amount: 1 });
      // when
      about
        .send({ type: 'setVariables', variables: { amount: 11 } })
        .broadcast('alarm', { level: 3 });
      // then
      expect(about.waits.map(({ kind }) => kind)).toEqual(['message', 'timer']);
      expect(about.variables).toEqual({ amount: 11, level: 3 });
      // when
      about.advance(3_600_000);
      // then
      expect(about.completed).toEqual(['start']);
      // when
      about.publish('paid', { by: 'card' });
      // then
      expect(about.completed).toEqual(['start', 'on', 'caught', 'story']);
      expect(about.variables).toEqual({ amount: 11, level: 3, by: 'card' });
      expect(left(about)).toEqual([]);
    });

    it('should not need one of them twice', async () => {
      // given
      const about = await story(ALL, AROUND);
      about.start({ amount: 11 });
      // when
      about
        .publish('paid')
        .publish('paid')
        .send({ type: 'setVariables', variables: { amount: 12 } });
      // then
      expect(about.waits.map(({ kind }) => kind)).toEqual(['signal', 'timer']);
      // when
      about.send({ type: 'cancelInstance' });
      // then
      expect(left(about)).toEqual([]);
    });

    it('should be an incident if one of them cannot be waited for, and wait for all when it can', async () => {
      // given
      const about = await story(
        catching(
          `${PAID}<timerEventDefinition><timeDuration>=pause</timeDuration></timerEventDefinition>`,
        ),
        AROUND,
      );
      // when
      about.start();
      // then
      expect(about.incidents).toMatchObject([{ elementId: 'on' }]);
      expect(about.waits).toEqual([]);
      // when
      about.resolve({ pause: 'PT1H' });
      // then
      expect(about.waits.map(({ kind }) => kind)).toEqual(['message', 'timer']);
    });
  });

  it('should run its listeners before and after it waits', async () => {
    // given
    const about = await story(
      catching(
        `<extensionElements><zeebe:executionListeners>
          <zeebe:executionListener eventType="start" type="before" />
          <zeebe:executionListener eventType="end" type="after" />
        </zeebe:executionListeners></extensionElements>${PAID}`,
      ),
      AROUND,
    );
    // when
    about.start();
    // then
    expect(about.waits).toMatchObject([{ kind: 'job', type: 'before' }]);
    // when
    about.completeJob('on');
    // then
    expect(about.waits).toMatchObject([{ kind: 'message', name: 'paid' }]);
    // when
    about.publish('paid', { amount: 1 });
    // then
    expect(about.waits).toMatchObject([{ kind: 'job', type: 'after' }]);
    // when
    about.completeJob('on');
    // then
    expect(about.variables).toEqual({ amount: 1 });
    expect(about.completed).toEqual(['start', 'on', 'caught', 'story']);
    expect(left(about)).toEqual([]);
  });

  it.each([
    ['nothing', ''],
    ['an error', '<errorEventDefinition />'],
    ['an escalation', '<escalationEventDefinition />'],
    ['a cancellation', '<cancelEventDefinition />'],
    ['a compensation', '<compensateEventDefinition />'],
    ['a termination', '<terminateEventDefinition />'],
  ])('should not wait for %s', async (_, definition) => {
    // when
    const { problems, definitions } = await parse(
      processXml(catching(definition)),
    );
    // then
    expect(problems).toContainEqual(
      expect.objectContaining({ severity: 'error', elementId: 'on' }),
    );
    expect(definitions).toEqual([]);
  });
});

type Told = Awaited<ReturnType<typeof story>>;
