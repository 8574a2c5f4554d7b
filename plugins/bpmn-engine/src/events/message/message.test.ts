import { parse } from '../../parse';
import {
  AFTER_CATCHING,
  AFTER_THROWING,
  CATCHING,
  THROWING,
  story,
  type CatchPosition,
  type ThrowPosition,
} from '../../testing/eventPositions';
import { left } from '../../testing/left';
import { flow, processXml } from '../../testing/picture';
import { given } from '../../testing/scenario';

const PAID = '<message id="paid" name="paid" />';
const PAID_FOR_ORDER = `
  <message id="paid" name="paid">
    <extensionElements><zeebe:subscription correlationKey="=orderId" /></extensionElements>
  </message>`;
const ON_PAID = '<messageEventDefinition messageRef="paid" />';

const catchPositions = Object.keys(CATCHING) as CatchPosition[];
const throwPositions = Object.keys(THROWING) as ThrowPosition[];

const waitFor = (content: string) => `
  <startEvent id="start" />
  <intermediateCatchEvent id="on">${content}</intermediateCatchEvent>
  ${flow('start', 'on')}`;

const mapped = (source: string, target: string) =>
  `<extensionElements><zeebe:ioMapping><zeebe:input source="${source}" target="${target}" /></zeebe:ioMapping></extensionElements>`;

describe('message event', () => {
  describe.each(catchPositions)('caught by an %s', position => {
    it('should wait for its message and go on when it comes', async () => {
      // given
      const about = await story(CATCHING[position](ON_PAID), PAID);
      about.start();
      expect(about.wait('on')).toEqual({
        kind: 'message',
        name: 'paid',
        key: expect.any(Number),
        elementInstanceKey: expect.any(Number),
        elementId: 'on',
        event: 0,
      });
      // when
      about.publish('shipped');
      // then
      expect(about.completed).toEqual(['start']);
      // when
      about.publish('paid');
      // then
      expect(about).toMatchObject(AFTER_CATCHING[position]);
    });

    it('should set what the message carries in the process', async () => {
      // given
      const about = await story(CATCHING[position](ON_PAID), PAID);
      // when
      about.start({ amount: 1 }).publish('paid', { amount: 20, by: 'card' });
      // then
      expect(about.variables).toEqual({ amount: 20, by: 'card' });
    });

    it('should leave nothing open when the instance is cancelled while it waits', async () => {
      // given
      const about = await story(CATCHING[position](ON_PAID), PAID);
      // when
      about.start().send({ type: 'cancelInstance' });
      // then
      expect(about.state).toBe('terminated');
      expect(left(about)).toEqual([]);
    });

    it('should be an incident of whoever would wait if the correlation key cannot be evaluated', async () => {
      // given
      const about = await story(CATCHING[position](ON_PAID), PAID_FOR_ORDER);
      // when
      about.start();
      // then
      expect(about.incidents).toMatchObject([{ kind: 'expressionFailed' }]);
      expect(about.waits).toEqual([]);
      // when
      about.resolve({ orderId: 'A7' });
      // then
      expect(about.incidents).toEqual([]);
      expect(about.wait('on')).toMatchObject({ correlationKey: 'A7' });
      // when
      about.publish('paid', {}, 'A7');
      // then
      expect(about).toMatchObject(AFTER_CATCHING[position]);
    });
  });

  it.each<CatchPosition>([
    'non-interrupting boundary event',
    'non-interrupting event sub-process',
  ])('should be caught again and again by a %s', async position => {
    // given
    const about = await story(CATCHING[position](ON_PAID), PAID);
    // when
    about.start().publish('paid').publish('paid').publish('paid');
    // then
    expect(about.completed.filter(id => id === 'caught')).toHaveLength(3);
    expect(about.terminated).toEqual([]);
    // when
    about.completeJob('work');
    // then
    expect(about.state).toBe('completed');
    expect(left(about)).toEqual([]);
  });

  it('should begin a process', async () => {
    // given
    const about = await given(__dirname, 'dialogue.bpmn');
    // when
    about.publish('question', { asked: 'when?', key: 'K' });
    // then
    const [asked] = Array.from(about.host.instances.values());
    expect(asked.rows.instanceRow?.state).toBe('active');
    expect(about.host.waits(asked.id)).toMatchObject([
      { kind: 'userTask', elementId: 'think' },
    ]);
    expect(asked.definition.startTriggers).toMatchObject([
      { elementId: 'onQuestion', event: { type: 'message', index: 0 } },
    ]);
  });

  it('should lead a dialogue of two instances by their key', async () => {
    // given
    const about = await given(__dirname, 'dialogue.bpmn');
    about.start({ key: 'K1', asked: 'when?' }, 'ask');
    const [, other] = Array.from(about.host.instances.keys());
    expect(about.waiting).toEqual(['onAnswer']);
    expect(about.wait('onAnswer')).toMatchObject({ correlationKey: 'K1' });
    const [{ key: waitKey }] = about.host.waits(other);
    // when
    about.host.send(other, {
      type: 'fulfilWait',
      waitKey,
      variables: { answer: 'now' },
    });
    // then
    expect(about.state).toBe('completed');
    expect(about.variables).toMatchObject({ answer: 'now' });
    expect(about.completed).toEqual([
      'ask',
      'sendQuestion',
      'onAnswer',
      'answered',
      'dialogue',
    ]);
    expect(about.host.instance(other).rows.instanceRow?.state).toBe(
      'completed',
    );
    expect(left(about)).toEqual([]);
  });

  describe('without message', () => {
    it('should be found by parsing, and an incident when it is reached', async () => {
      // given
      const content = waitFor('<messageEventDefinition />');
      const { problems } = await parse(processXml(content));
      expect(problems).toContainEqual(
        expect.objectContaining({
          rule: 'message-missing',
          severity: 'warning',
          elementId: 'on',
        }),
      );
      const about = await story(content);
      // when
      about.start();
      // then
      expect(about.incidents).toMatchObject([
        {
          elementId: 'on',
          kind: 'expressionFailed',
          message:
            'Expected message name of intermediate catch event (on) to be a text, but there is none. Give it one in the model, and migrate the instance',
        },
      ]);
    });

    it.each(throwPositions)(
      'should be an incident when an %s is reached',
      async position => {
        // given
        const about = await story(
          THROWING[position]('<messageEventDefinition />'),
        );
        // when
        about.start();
        // then
        expect(about.incidents).toMatchObject([
          {
            elementId: 'on',
            message: `Expected message name of ${position} (on) to be a text, but there is none. Give it one in the model, and migrate the instance`,
          },
        ]);
        expect(about.completed).toEqual(['start']);
      },
    );

    it('should be fine where a job sends it', async () => {
      // given
      const content = `
        <startEvent id="start" />
        <endEvent id="on">
          <extensionElements><zeebe:taskDefinition type="mail:send" /></extensionElements>
          <messageEventDefinition />
        </endEvent>
        ${flow('start', 'on')}`;
      // when
      const { problems } = await parse(processXml(content));
      // then
      expect(problems.map(({ rule }) => rule)).not.toContain('message-missing');
      // when
      const about = (await story(content)).start();
      // then
      expect(about.wait('on')).toMatchObject({
        kind: 'job',
        type: 'mail:send',
      });
      // when
      about.completeJob('on');
      // then
      expect(about.state).toBe('completed');
      expect(thrown(about)).toEqual([]);
    });
  });

  describe.each(throwPositions)('thrown by an %s', position => {
    it('should leave the instance with its key and only what it is given', async () => {
      // given
      const about = await story(
        THROWING[position](`${mapped('=amount * 2', 'twice')}${ON_PAID}`),
        PAID_FOR_ORDER,
      );
      // when
      about.start({ orderId: 'A7', amount: 4 });
      // then
      expect(thrown(about)).toEqual([
        {
          type: 'messageThrown',
          elementId: 'on',
          name: 'paid',
          correlationKey: 'A7',
          variables: { twice: 8 },
        },
      ]);
      expect(about.completed).toEqual(AFTER_THROWING[position]);
      expect(about.variables).toEqual({ orderId: 'A7', amount: 4 });
      expect(left(about)).toEqual([]);
    });

    it('should have no key if the message has none', async () => {
      // given
      const about = await story(THROWING[position](ON_PAID), PAID);
      // when
      about.start();
      // then
      expect(thrown(about)).toMatchObject([
        { name: 'paid', correlationKey: undefined, variables: {} },
      ]);
    });

    it('should be an incident if the key cannot be evaluated, and be thrown once when it can', async () => {
      // given
      const about = await story(THROWING[position](ON_PAID), PAID_FOR_ORDER);
      // when
      about.start();
      // then
      expect(about.incidents).toMatchObject([
        { elementId: 'on', kind: 'expressionFailed' },
      ]);
      expect(thrown(about)).toEqual([]);
      // when
      about.resolve({ orderId: 'A7' });
      // then
      expect(thrown(about)).toHaveLength(1);
      expect(about.completed).toEqual(AFTER_THROWING[position]);
    });
  });

  it('should end nothing else when it interrupts a sub-process', async () => {
    // given
    const about = await given(__dirname, 'interrupted.bpmn');
    about.start({ orderId: 'A7' });
    expect(about.waiting).toEqual(['cancelled', 'pack', 'question', 'weigh']);
    // when
    about.publish('question', {}, 'A7');
    // then
    expect(about.waiting).toEqual([
      'answer',
      'cancelled',
      'pack',
      'question',
      'weigh',
    ]);
    // when
    about.publish('cancelled', { reason: 'late' }, 'A7');
    // then
    expect(about.terminated).toEqual(['weigh', 'pack', 'prepare']);
    expect(about.waiting).toEqual(['answer']);
    expect(about.completed.slice(-2)).toEqual(['cancelled', 'refund']);
    // when
    about.completeTask('answer');
    // then
    expect(about.state).toBe('completed');
    expect(left(about)).toEqual([]);
  });
});

function thrown({ history }: { history: readonly { type: string }[] }) {
  return history.filter(({ type }) => type === 'messageThrown');
}
