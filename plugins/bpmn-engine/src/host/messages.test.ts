import { inARow } from '../testing/extensions';
import {
  hostOf,
  processOf,
  stateOf,
  variablesIn,
  waitingIn,
} from '../testing/hosts';
import {
  boundary,
  definition,
  messages,
  signals,
  tasks,
  userTasks,
} from '../testing/parts';
import { path } from '../testing/picture';

const keyed = (name: string, key = '=key') =>
  `<message id="${name}-message" name="${name}"><extensionElements><zeebe:subscription correlationKey="${key}" /></extensionElements></message>`;

/** Waits for the message `paid` that has its key. */
const order = processOf(
  'order',
  inARow(['wait', '<receiveTask id="wait" messageRef="paid-message" />']),
  keyed('paid'),
);

/** Waits twice for the message `news`, whatever its key. */
const reader = processOf(
  'reader',
  inARow(
    ['one', '<receiveTask id="one" messageRef="news-message" />'],
    ['two', '<receiveTask id="two" messageRef="news-message" />'],
  ),
  messages('news'),
);

const startedBy = (id: string, event: string, around: string) =>
  processOf(
    id,
    `<startEvent id="told">${event}</startEvent>${userTasks('read')}${path(
      'told',
      'read',
    )}`,
    around,
  );

describe('messages in a host', () => {
  it('should reach the instance that has the key, with what they carry', async () => {
    // given
    const host = await hostOf([order]);
    const [one, two] = ['a', 'b'].map(key => host.start('order', { key }));
    // when
    host.publish('paid', { correlationKey: 'b', variables: { amount: 5 } });
    // then
    expect(stateOf(host, one)).toBe('active');
    expect(stateOf(host, two)).toBe('completed');
    expect(variablesIn(host, two)).toEqual({ key: 'b', amount: 5 });
  });

  it('should reach one of several that wait, the first', async () => {
    // given
    const host = await hostOf([reader]);
    const ids = [host.start('reader'), host.start('reader')];
    // when
    host.publish('news');
    // then
    expect(ids.map(id => waitingIn(host, id))).toEqual([['two'], ['one']]);
  });

  it.each([
    ['they have no key', undefined],
    ['nobody asks for one', 'x'],
  ])('should reach whoever waits for the name if %s', async (_, key) => {
    // given
    const host = await hostOf([key ? reader : order]);
    const id = host.start(key ? 'reader' : 'order', { key: 'a' });
    // when
    host.publish(key ? 'news' : 'paid', { correlationKey: key });
    // then
    expect(waitingIn(host, id)).toEqual(key ? ['two'] : []);
  });

  it('should not reach whoever waits for another name', async () => {
    // given
    const host = await hostOf([reader]);
    const id = host.start('reader');
    // when
    host.publish('gossip');
    // then
    expect(waitingIn(host, id)).toEqual(['one']);
  });

  it('should be kept until somebody waits for them', async () => {
    // given
    const host = await hostOf([order]);
    host.publish('paid', { correlationKey: 'a', variables: { amount: 5 } });
    // when
    const other = host.start('order', { key: 'b' });
    const id = host.start('order', { key: 'a' });
    // then
    expect(stateOf(host, other)).toBe('active');
    expect(stateOf(host, id)).toBe('completed');
    expect(variablesIn(host, id)).toEqual({ key: 'a', amount: 5 });
  });

  it('should be used up by the first that waits for them', async () => {
    // given
    const host = await hostOf([order]);
    host.publish('paid', { correlationKey: 'a' });
    host.start('order', { key: 'a' });
    // when
    const id = host.start('order', { key: 'a' });
    // then
    expect(stateOf(host, id)).toBe('active');
  });

  it('should be handed out in the order in which they came', async () => {
    // given
    const host = await hostOf([reader]);
    host.publish('news', { variables: { first: 1, last: 1 } });
    host.publish('news', { variables: { last: 2 } });
    // when
    const id = host.start('reader');
    // then
    expect(stateOf(host, id)).toBe('completed');
    expect(variablesIn(host, id)).toEqual({ first: 1, last: 2 });
  });

  it('should stay for others if what waited for them has gone in the meantime', async () => {
    // given a boundary event that is there for no time at all: its task interrupts itself
    const host = await hostOf([
      processOf(
        'brief',
        `${inARow([
          'sub',
          `<subProcess id="sub"><startEvent id="in" /><endEvent id="out"><terminateEventDefinition /></endEvent>${path(
            'in',
            'out',
          )}</subProcess>`,
        ])}${tasks('told')}${boundary(
          { id: 'on', on: 'sub', to: 'told' },
          definition('message', 'news'),
        )}`,
        messages('news'),
      ),
      reader,
    ]);
    host.publish('news');
    const brief = host.start('brief');
    // when
    const id = host.start('reader');
    // then
    expect(stateOf(host, brief)).toBe('completed');
    expect(waitingIn(host, id)).toEqual(['two']);
  });

  it('should start a process if nobody waits for them', async () => {
    // given
    const host = await hostOf([
      startedBy('desk', definition('message', 'news'), messages('news')),
      startedBy('other', definition('message', 'news'), messages('news')),
    ]);
    // when
    host.publish('news', { variables: { x: 1 } });
    // then
    expect(Array.from(host.instances.keys())).toEqual(['desk-1']);
    expect(waitingIn(host, 'desk-1')).toEqual(['read']);
    expect(variablesIn(host, 'desk-1')).toEqual({ x: 1 });
  });

  it('should go to whoever waits rather than start a process', async () => {
    // given
    const host = await hostOf([
      startedBy('desk', definition('message', 'news'), messages('news')),
      reader,
    ]);
    const id = host.start('reader');
    // when
    host.publish('news');
    // then
    expect(host.instances.size).toBe(1);
    expect(waitingIn(host, id)).toEqual(['two']);
  });

  it('should go from one instance to another', async () => {
    // given
    const host = await hostOf([
      processOf(
        'sender',
        `<startEvent id="start" /><endEvent id="end"><extensionElements><zeebe:ioMapping><zeebe:input source="=total" target="amount" /></zeebe:ioMapping></extensionElements>${definition(
          'message',
          'paid',
        )}</endEvent>${path('start', 'end')}`,
        keyed('paid', '=order'),
      ),
      order,
    ]);
    const id = host.start('order', { key: 'a' });
    // when
    host.start('sender', { order: 'a', total: 7 });
    // then
    expect(stateOf(host, id)).toBe('completed');
    expect(variablesIn(host, id)).toEqual({ key: 'a', amount: 7 });
  });

  it('should be held by an instance that is suspended, and go on when it is resumed', async () => {
    // given
    const host = await hostOf([reader]);
    const id = host.start('reader');
    host.send(id, { type: 'suspendInstance' });
    // when
    host.publish('news', { variables: { x: 1 } });
    // then
    expect(waitingIn(host, id)).toEqual(['one']);
    expect(variablesIn(host, id)).toEqual({});
    // when
    host.send(id, { type: 'resumeInstance' });
    // then
    expect(waitingIn(host, id)).toEqual(['two']);
    expect(variablesIn(host, id)).toEqual({ x: 1 });
  });

  it('should not be lost if several come while the instance is suspended', async () => {
    // given
    const host = await hostOf([reader]);
    const id = host.start('reader');
    host.send(id, { type: 'suspendInstance' });
    host.publish('news', { variables: { x: 1 } });
    host.publish('news', { variables: { x: 2 } });
    // when
    host.send(id, { type: 'resumeInstance' });
    // then
    expect(stateOf(host, id)).toBe('completed');
    expect(variablesIn(host, id)).toEqual({ x: 2 });
  });
});

describe('signals in a host', () => {
  const listener = processOf(
    'listener',
    inARow([
      'wait',
      `<intermediateCatchEvent id="wait">${definition(
        'signal',
        'go',
      )}</intermediateCatchEvent>`,
    ]),
    signals('go'),
  );
  const starter = (id: string) =>
    startedBy(id, definition('signal', 'go'), signals('go'));

  it('should reach all that wait for them and start all that begin by them', async () => {
    // given
    const host = await hostOf([listener, starter('desk'), starter('office')]);
    const ids = [host.start('listener'), host.start('listener')];
    // when
    host.broadcast('go', { x: 1 });
    // then
    expect(ids.map(id => stateOf(host, id))).toEqual([
      'completed',
      'completed',
    ]);
    expect(variablesIn(host, ids[1])).toEqual({ x: 1 });
    expect(Array.from(host.instances.keys()).slice(2)).toEqual([
      'desk-3',
      'office-4',
    ]);
    expect(variablesIn(host, 'office-4')).toEqual({ x: 1 });
  });

  it('should not be kept for those who wait later', async () => {
    // given
    const host = await hostOf([listener]);
    host.broadcast('go');
    // when
    const id = host.start('listener');
    // then
    expect(stateOf(host, id)).toBe('active');
  });

  it('should not touch what is over', async () => {
    // given
    const host = await hostOf([listener]);
    const [over, cancelled] = [host.start('listener'), host.start('listener')];
    host.broadcast('go');
    host.send(host.start('listener'), { type: 'cancelInstance' });
    const { length } = host.instance(over).history;
    // when
    host.broadcast('go');
    // then
    expect(host.instance(over).history).toHaveLength(length);
    expect(stateOf(host, cancelled)).toBe('completed');
  });

  it('should be held by an instance that is suspended, and done when it is resumed', async () => {
    // given
    const host = await hostOf([listener]);
    const id = host.start('listener');
    host.send(id, { type: 'suspendInstance' });
    // when
    host.broadcast('go', { x: 1 });
    // then
    expect(stateOf(host, id)).toBe('suspended');
    expect(waitingIn(host, id)).toEqual(['wait']);
    expect(host.instance(id).history.at(-1)).toEqual({
      type: 'commandHeld',
      command: { type: 'broadcastSignal', name: 'go', variables: { x: 1 } },
    });
    // when
    host.send(id, { type: 'resumeInstance' });
    // then
    expect(stateOf(host, id)).toBe('completed');
    expect(variablesIn(host, id)).toEqual({ x: 1 });
  });

  it('should reach others from an instance that throws them, and itself only once', async () => {
    // given
    const thrower = processOf(
      'thrower',
      `<startEvent id="start" />${userTasks(
        'work',
      )}<intermediateThrowEvent id="throw">${definition(
        'signal',
        'go',
      )}</intermediateThrowEvent>${tasks('noted')}${userTasks(
        'last',
      )}${boundary(
        { id: 'on', on: 'work', to: 'noted', interrupts: false },
        definition('signal', 'go'),
      )}${path('start', 'work')}${path('start', 'throw', 'last')}`,
      signals('go'),
    );
    const host = await hostOf([thrower, listener, starter('desk')]);
    const id = host.start('listener');
    // when
    const throwing = host.start('thrower');
    // then
    const noted = host
      .instance(throwing)
      .history.filter(
        change =>
          change.type === 'elementEntered' && change.elementId === 'noted',
      );
    expect(noted).toHaveLength(1);
    expect(stateOf(host, id)).toBe('completed');
    expect(waitingIn(host, 'desk-3')).toEqual(['read']);
  });
});
