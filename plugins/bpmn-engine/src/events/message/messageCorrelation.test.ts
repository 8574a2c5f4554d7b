import { parse } from '../../parse';
import { InstanceRows } from '../../state/rows';
import type { Variables } from '../../state/state';
import { step } from '../../step';
import {
  THROWING,
  story,
  type ThrowPosition,
} from '../../testing/eventPositions';
import { flow, path, processXml } from '../../testing/picture';

const PAID = '<message id="paid" name="paid" />';
const PAID_FOR_ORDER = `
  <message id="paid" name="paid">
    <extensionElements><zeebe:subscription correlationKey="=orderId" /></extensionElements>
  </message>`;
const ON_PAID = '<messageEventDefinition messageRef="paid" />';

const throwPositions = Object.keys(THROWING) as ThrowPosition[];

const waitFor = (content: string) => `
  <startEvent id="start" />
  <intermediateCatchEvent id="on">${content}</intermediateCatchEvent>
  ${flow('start', 'on')}`;

describe('messages', () => {
  describe('correlation', () => {
    it('should reach only the instance that waits with the same key', async () => {
      // given
      const about = await story(waitFor(ON_PAID), PAID_FOR_ORDER);
      const first = about.host.start('story', { orderId: 'A' });
      about.start({ orderId: 'B' });
      // when
      about.publish('paid', { amount: 1 }, 'B');
      // then
      expect(about.state).toBe('completed');
      expect(about.variables).toEqual({ orderId: 'B', amount: 1 });
      expect(about.host.waits(first)).toMatchObject([{ correlationKey: 'A' }]);
    });

    it('should give a message to one instance only', async () => {
      // given
      const about = await story(waitFor(ON_PAID), PAID);
      const first = about.host.start('story');
      about.start();
      // when
      about.publish('paid');
      // then
      expect(about.host.instance(first).rows.instanceRow?.state).toBe(
        'completed',
      );
      expect(about.waiting).toEqual(['on']);
    });

    it.each<[string, Variables, string]>([
      ['a number', { orderId: 42 }, '42'],
      ['a truth', { orderId: true }, 'true'],
      ['a text', { orderId: 'x' }, 'x'],
    ])('should write %s as a text', async (_, variables, correlationKey) => {
      // given
      const about = await story(waitFor(ON_PAID), PAID_FOR_ORDER);
      // when
      about.start(variables);
      // then
      expect(about.wait('on')).toMatchObject({ correlationKey });
    });

    it('should not wait with a key that is no text', async () => {
      // given
      const about = await story(waitFor(ON_PAID), PAID_FOR_ORDER);
      // when
      about.start({ orderId: ['a'] });
      // then
      expect(about.incidents).toMatchObject([
        {
          elementId: 'on',
          kind: 'expressionFailed',
          message:
            'Expected correlation key of intermediate catch event (on) to be a text, but it is a list of 1 (=orderId)',
        },
      ]);
    });

    it('should not wait for just any message when its key is null', async () => {
      // given
      const about = await story(waitFor(ON_PAID), PAID_FOR_ORDER);
      // when
      about.start({ orderId: null });
      // then
      expect(about.incidents).toMatchObject([
        {
          elementId: 'on',
          kind: 'expressionFailed',
          message:
            'Expected correlation key of intermediate catch event (on) to have a value, but it is null. Set the variables that it reads',
        },
      ]);
      expect(about.waits).toEqual([]);
    });

    it.each(throwPositions)(
      'should not be sent by an %s without the key that it is to have, until there is one',
      async position => {
        // given
        const about = await story(THROWING[position](ON_PAID), PAID_FOR_ORDER);
        // when
        about.start({ orderId: null });
        // then
        expect(about.incidents).toMatchObject([
          {
            elementId: 'on',
            kind: 'expressionFailed',
            message: `Expected correlation key of ${position} (on) to have a value, but it is null. Set the variables that it reads`,
          },
        ]);
        // when
        about.resolve({ orderId: 'A' });
        // then
        expect(
          about.history.filter(({ type }) => type === 'messageThrown'),
        ).toMatchObject([{ name: 'paid', correlationKey: 'A' }]);
      },
    );

    it('should evaluate the key of a boundary event as its activity sees it', async () => {
      // given
      const about = await story(
        `
        <startEvent id="start" />
        <serviceTask id="work"><extensionElements>
          <zeebe:taskDefinition type="work" />
          <zeebe:ioMapping><zeebe:input source="=order.id" target="orderId" /></zeebe:ioMapping>
        </extensionElements></serviceTask>
        <boundaryEvent id="on" attachedToRef="work">${ON_PAID}</boundaryEvent>
        ${flow('start', 'work')}`,
        PAID_FOR_ORDER,
      );
      // when
      about.start({ order: { id: 'A7' } });
      // then
      expect(about.wait('on')).toMatchObject({ correlationKey: 'A7' });
    });

    it('should evaluate its key once, when it begins to wait', async () => {
      // given
      const about = await story(waitFor(ON_PAID), PAID_FOR_ORDER);
      // when
      about
        .start({ orderId: 'A' })
        .send({ type: 'setVariables', variables: { orderId: 'B' } });
      // then
      expect(about.wait('on')).toMatchObject({ correlationKey: 'A' });
    });

    it('should leave a message without key to the business key of its instance', async () => {
      // given
      const { definition } = await parse(processXml(waitFor(ON_PAID), PAID));
      const view = new InstanceRows();
      let key = 0;
      // when
      step({
        definition: definition!,
        view,
        command: {
          type: 'startInstance',
          instanceId: 'i',
          businessKey: 'order 7',
        },
        now: 0,
        nextKey: () => ++key,
      });
      // then
      expect(view.instance()).toMatchObject({ businessKey: 'order 7' });
      const [wait] = Array.from(view.waits.values());
      expect(wait).toMatchObject({ kind: 'message', name: 'paid' });
      expect(wait).not.toHaveProperty('correlationKey');
    });

    it('should find a message that came before', async () => {
      // given
      const about = await story(waitFor(ON_PAID), PAID_FOR_ORDER);
      about
        .publish('paid', { amount: 1 }, 'A')
        .publish('paid', { amount: 2 }, 'B');
      // when
      about.start({ orderId: 'B' });
      // then
      expect(about.state).toBe('completed');
      expect(about.variables).toEqual({ orderId: 'B', amount: 2 });
      // when
      about.start({ orderId: 'B' });
      // then
      expect(about.waiting).toEqual(['on']);
    });

    it('should find several messages that came before in their order', async () => {
      // given
      const about = await story(
        `
        <startEvent id="start" />
        <intermediateCatchEvent id="first">${ON_PAID}</intermediateCatchEvent>
        <intermediateCatchEvent id="second">${ON_PAID}</intermediateCatchEvent>
        ${path('start', 'first', 'second')}`,
        PAID,
      );
      // when
      about.publish('paid', { a: 1 }).publish('paid', { b: 2 }).start();
      // then
      expect(about.completed).toEqual(['start', 'first', 'second', 'story']);
      expect(
        about.history.flatMap(change =>
          change.type === 'variablesSet' ? [change.variables] : [],
        ),
      ).toEqual([{ a: 1 }, { b: 2 }]);
    });

    it('should prefer an instance that waits to beginning another', async () => {
      // given
      const about = await story(
        `
        <startEvent id="start" />
        <startEvent id="byMessage">${ON_PAID}</startEvent>
        <intermediateCatchEvent id="on">${ON_PAID}</intermediateCatchEvent>
        <task id="begun" />
        ${flow('start', 'on')}${flow('byMessage', 'begun')}`,
        PAID,
      );
      about.start();
      // when
      about.publish('paid');
      // then
      expect(about.state).toBe('completed');
      expect(about.host.instances.size).toBe(1);
      // when
      about.publish('paid');
      // then
      expect(about.host.instances.size).toBe(2);
    });
  });

  describe('name', () => {
    it('should be an expression if it begins with =', async () => {
      // given
      const about = await story(
        waitFor(ON_PAID),
        '<message id="paid" name="=kind + &quot;Paid&quot;" />',
      );
      // when
      about.start({ kind: 'order' });
      // then
      expect(about.wait('on')).toMatchObject({ name: 'orderPaid' });
    });

    it('should be the id of a message without name', async () => {
      // given
      const about = await story(waitFor(ON_PAID), '<message id="paid" />');
      // when
      about.start();
      // then
      expect(about.wait('on')).toMatchObject({ name: 'paid' });
    });

    it('should be an incident if it is null, not a wait for a message without name', async () => {
      // given
      const about = await story(
        waitFor(ON_PAID),
        '<message id="paid" name="=kind" />',
      );
      // when
      about.start({ kind: null });
      // then
      expect(about.incidents).toMatchObject([
        { elementId: 'on', kind: 'expressionFailed' },
      ]);
      // when
      about.resolve({ kind: 'paid' });
      // then
      expect(about.wait('on')).toMatchObject({ name: 'paid' });
    });

    it.each(throwPositions)(
      'should be an incident if it is null in an %s, not a message without name',
      async position => {
        // given
        const about = await story(
          THROWING[position](ON_PAID),
          '<message id="paid" name="=kind" />',
        );
        // when
        about.start({ kind: null });
        // then
        expect(about.incidents).toMatchObject([
          { elementId: 'on', kind: 'expressionFailed' },
        ]);
        expect(
          about.history.filter(({ type }) => type === 'messageThrown'),
        ).toEqual([]);
      },
    );
  });

  describe('accepting', () => {
    const accepting = (owner: string, definition: string) =>
      waitFor(
        `${owner}<messageEventDefinition messageRef="paid">${definition}</messageEventDefinition>`,
      );
    const from = (groups: string) =>
      `<extensionElements><pipeline:accepts from="${groups}" /></extensionElements>`;

    it.each([
      [
        'its definition',
        accepting('', from('group:default/sales')),
        ['group:default/sales'],
      ],
      ['the event', accepting(from('any'), ''), ['any']],
      [
        'its definition first',
        accepting(from('any'), from('group:a')),
        ['group:a'],
      ],
      [
        'a list',
        accepting('', from(' group:a, group:b ,,')),
        ['group:a', 'group:b'],
      ],
    ])('should say who may send it, by %s', async (_, content, accepts) => {
      // given
      const about = await story(content, PAID);
      // when
      about.start();
      // then
      expect(about.wait('on')).toMatchObject({ accepts });
    });

    it('should tell the host who may begin a process', async () => {
      // given
      const content = `<startEvent id="on">${from(
        'any',
      )}${ON_PAID}</startEvent>`;
      // when
      const { definition } = await parse(processXml(content, PAID));
      // then
      expect(definition?.startTriggers).toMatchObject([
        { elementId: 'on', event: { data: { accepts: ['any'] } } },
      ]);
      expect(definition?.hasNoneStart).toBe(false);
    });
  });
});
