import { parse } from '../../parse';
import { story } from '../../testing/eventPositions';
import { left } from '../../testing/left';
import { flow, path, processXml } from '../../testing/picture';
import { rejectionOf } from '../../testing/rejectionOf';
import { given } from '../../testing/scenario';

const AROUND =
  '<message id="ordered" name="ordered" /><signal id="alarm" name="alarm" />';
const ORDERED = '<messageEventDefinition messageRef="ordered" />';
const ALARM = '<signalEventDefinition signalRef="alarm" />';
const HOURLY =
  '<timerEventDefinition><timeCycle>R/PT1H</timeCycle></timerEventDefinition>';
const LARGE =
  '<conditionalEventDefinition><condition>=amount &gt; 10</condition></conditionalEventDefinition>';

describe('start event', () => {
  it('should begin a process and keep the variables that it is given', async () => {
    // given
    const about = await given(__dirname, 'waysIn.bpmn');
    // when
    about.start({ amount: 1 });
    // then
    expect(about.completed).toEqual(['byHand', 'work', 'end', 'waysIn']);
    expect(about.variables).toEqual({ amount: 1 });
    expect(left(about)).toEqual([]);
  });

  it.each(['byHand', 'onOrder', 'onAlarm', 'everyHour', 'whenLarge'])(
    'should begin a process at %s if that is named',
    async startEvent => {
      // given
      const about = await given(__dirname, 'waysIn.bpmn');
      // when
      about.start({}, startEvent);
      // then
      expect(about.completed).toEqual([startEvent, 'work', 'end', 'waysIn']);
    },
  );

  it('should tell the host by which triggers its process begins', async () => {
    // given
    const about = await given(__dirname, 'waysIn.bpmn');
    about.start();
    // when
    const { startTriggers, hasNoneStart } = about.instance.definition;
    // then
    expect(hasNoneStart).toBe(true);
    expect(
      startTriggers.map(({ elementId, event: { type } }) => [elementId, type]),
    ).toEqual([
      ['onOrder', 'message'],
      ['onAlarm', 'signal'],
      ['everyHour', 'timer'],
      ['whenLarge', 'conditional'],
    ]);
  });

  it('should begin once for one trigger, though several could', async () => {
    // given
    const about = await given(__dirname, 'waysIn.bpmn');
    // when
    about.publish('ordered', { amount: 3 });
    // then
    expect(about.host.instances.size).toBe(1);
  });

  it.each(['unknown', 'work', 'end', 'inner'])(
    'should be refused if %s is named instead',
    async startEvent => {
      // given
      const about = await story(`
        <startEvent id="start" /><task id="work" />
        <subProcess id="sub"><startEvent id="inner" /></subProcess>
        <endEvent id="end" />
        ${path('start', 'work', 'sub', 'end')}`);
      // when
      const rejection = rejectionOf(() => about.start({}, startEvent));
      // then
      expect(rejection).toEqual({
        code: 'invalidArgument',
        message: `Expected ${startEvent} to be a start event of process story, but it is not: it begins with start`,
        parameters: { processId: 'story', startEvent },
      });
    },
  );

  it('should be named if all of them have triggers', async () => {
    // given
    const about = await story(
      `<startEvent id="on">${ORDERED}</startEvent>`,
      AROUND,
    );
    // when
    const rejection = rejectionOf(() => about.start());
    // then
    expect(rejection).toMatchObject({
      code: 'invalidArgument',
      message:
        'Expected process story to have a start event without trigger, but it has none. Name the start event',
    });
  });

  it('should begin every path if there are several without trigger', async () => {
    // given
    const about = await story(`
      <startEvent id="one" /><startEvent id="two" />
      <task id="first" /><task id="second" />
      ${flow('one', 'first')}${flow('two', 'second')}`);
    // when
    about.start();
    // then
    expect(about.completed).toEqual(['one', 'two', 'first', 'second', 'story']);
  });

  it('should run its listeners before the process goes on', async () => {
    // given
    const about = await story(`
      <startEvent id="start"><extensionElements><zeebe:executionListeners>
        <zeebe:executionListener eventType="end" type="greet" />
      </zeebe:executionListeners></extensionElements></startEvent>
      <task id="work" />
      ${flow('start', 'work')}`);
    // when
    about.start();
    // then
    expect(about.completed).toEqual([]);
    expect(about.wait('start')).toMatchObject({ kind: 'job', type: 'greet' });
    // when
    about.completeJob('start', { greeted: true });
    // then
    expect(about.completed).toEqual(['start', 'work', 'story']);
    expect(about.variables).toEqual({ greeted: true });
  });

  it('should give only what its output mapping says of what its trigger carries', async () => {
    // given
    const about = await story(
      `
      <startEvent id="start" />
      <userTask id="work" name="Work" />
      ${flow('start', 'work')}
      <subProcess id="handler" triggeredByEvent="true">
        <startEvent id="on" isInterrupting="false">
          <extensionElements><zeebe:ioMapping><zeebe:output source="=order.amount" target="amount" /></zeebe:ioMapping></extensionElements>
          ${ORDERED}
        </startEvent>
        <userTask id="handle" name="Handle" />
        ${flow('on', 'handle')}
      </subProcess>`,
      AROUND,
    );
    // when
    about.start().publish('ordered', { order: { amount: 5 } });
    // then
    expect(about.seenBy('handle', 'amount')).toBe(5);
    expect(about.seenBy('handle', 'order')).toBeUndefined();
  });

  describe('with several triggers', () => {
    const several = (attributes = '') => `
      <startEvent id="on" ${attributes}>${ORDERED}${ALARM}</startEvent>
      <task id="begun" />
      ${flow('on', 'begun')}`;

    it('should begin a process by any of them', async () => {
      // given
      const about = await story(several(), AROUND);
      const { definition } = await parse(processXml(several(), AROUND));
      expect(definition?.startTriggers).toMatchObject([
        { elementId: 'on', event: { type: 'message', index: 0 } },
        { elementId: 'on', event: { type: 'signal', index: 1 } },
      ]);
      // when
      about.publish('ordered').broadcast('alarm');
      // then
      expect(
        Array.from(about.host.instances.values()).map(
          ({ rows }) => rows.instanceRow?.state,
        ),
      ).toEqual(['completed', 'completed']);
    });

    it('should wait for the others if all of them are needed', async () => {
      // given
      const about = await story(several('parallelMultiple="true"'), AROUND);
      // when
      about.start({}, 'on');
      // then
      expect(about.completed).toEqual([]);
      // when
      about.broadcast('alarm');
      // then
      expect(about.completed).toEqual(['on', 'begun', 'story']);
    });

    it.each([
      ['', 'false', ['on', 'caught', 'handler', 'on', 'caught', 'handler']],
      ['', 'true', ['on', 'caught', 'handler', 'story']],
      ['parallelMultiple="true"', 'false', ['on', 'caught', 'handler']],
      ['parallelMultiple="true"', 'true', ['on', 'caught', 'handler', 'story']],
    ])(
      'should begin an event sub-process %s, interrupting: %s',
      async (attributes, isInterrupting, completed) => {
        // given
        const about = await story(
          `
          <startEvent id="start" />
          <userTask id="work" name="Work" />
          ${flow('start', 'work')}
          <subProcess id="handler" triggeredByEvent="true">
            <startEvent id="on" isInterrupting="${isInterrupting}" ${attributes}>${ORDERED}${ALARM}</startEvent>
            <task id="caught" />
            ${flow('on', 'caught')}
          </subProcess>`,
          AROUND,
        );
        about.start();
        expect(about.waiting).toEqual(['on', 'on', 'work']);
        // when
        about.publish('ordered', { a: 1 });
        const afterOne = about.completed.slice(1);
        about.broadcast('alarm', { b: 2 });
        // then
        expect(afterOne.length > 0).toBe(attributes === '');
        expect(about.completed.slice(1)).toEqual(completed);
        expect(about.variables).toMatchObject({ a: 1 });
        expect(about.waiting).toEqual(
          isInterrupting === 'true' ? [] : ['on', 'on', 'work'],
        );
      },
    );
  });

  it.each([
    ['an error', '<errorEventDefinition />'],
    ['an escalation', '<escalationEventDefinition />'],
    ['a compensation', '<compensateEventDefinition />'],
    ['a cancellation', '<cancelEventDefinition />'],
    ['a link', '<linkEventDefinition name="a" />'],
    ['a termination', '<terminateEventDefinition />'],
  ])('should not begin a process by %s', async (_, definition) => {
    // when
    const { problems, definitions } = await parse(
      processXml(`<startEvent id="on">${definition}</startEvent>`),
    );
    // then
    expect(problems).toContainEqual(
      expect.objectContaining({ severity: 'error', elementId: 'on' }),
    );
    expect(definitions).toEqual([]);
  });

  it.each([
    ['a message', ORDERED],
    ['a timer', HOURLY],
    ['a condition', LARGE],
    ['a signal', ALARM],
  ])(
    'should not begin an embedded sub-process by %s',
    async (_, definition) => {
      // when
      const { problems } = await parse(
        processXml(
          `<startEvent id="start" /><subProcess id="sub"><startEvent id="on">${definition}</startEvent></subProcess>${flow(
            'start',
            'sub',
          )}`,
          AROUND,
        ),
      );
      // then
      expect(problems).toContainEqual(
        expect.objectContaining({ severity: 'error', elementId: 'on' }),
      );
    },
  );

  it('should not begin an event sub-process without trigger', async () => {
    // when
    const { problems } = await parse(
      processXml(
        `<startEvent id="start" /><subProcess id="sub" triggeredByEvent="true"><startEvent id="on" /></subProcess>`,
      ),
    );
    // then
    expect(problems).toContainEqual(
      expect.objectContaining({ severity: 'error', elementId: 'on' }),
    );
  });
});
