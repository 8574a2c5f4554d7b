import { eachDatabase } from '../__testUtils__/database';
import {
  element,
  HostStory,
  line,
  model,
  OWNER,
  process,
} from '../__testUtils__/hostStory';
import { outboxRow } from '../store/outbox';

describe.each(eachDatabase)('messages on %s', databaseId => {
  const story = new HostStory(databaseId);

  const MESSAGE =
    '<message id="paid" name="paid"><extensionElements><zeebe:subscription correlationKey="=order" /></extensionElements></message>';
  const waiting = (id: string, accepts = '') =>
    model(
      process(
        id,
        line(
          element('startEvent', 'start'),
          element(
            'intermediateCatchEvent',
            'wait',
            `<messageEventDefinition messageRef="paid">${accepts}</messageEventDefinition>`,
          ),
          element('endEvent', 'end'),
        ),
      ),
      MESSAGE,
    );
  const sending = (id: string) =>
    model(
      process(
        id,
        line(
          element('startEvent', 'start'),
          element(
            'intermediateThrowEvent',
            'send',
            '<messageEventDefinition messageRef="paid" />',
          ),
        ),
      ),
      MESSAGE,
    );

  it('should bring a message to the one that waits for its key', async () => {
    // given
    await story.deploy(waiting('waits'));
    await story.deploy(sending('sends'));
    const first = await story.start('waits', { order: 'a' });
    const second = await story.start('waits', { order: 'b' });
    // when
    await story.start('sends', { order: 'b' });
    // then
    expect(await story.stateOf(first)).toBe('active');
    expect(await story.stateOf(second)).toBe('completed');
  });

  it('should keep a message for whoever waits for it next, until it expires', async () => {
    // given
    await story.deploy(waiting('waitsLater'));
    await story.deploy(sending('sendsSooner'));
    await story.start('sendsSooner', { order: 'early' });
    await story.start('sendsSooner', { order: 'late' });
    // when
    const early = await story.start('waitsLater', { order: 'early' });
    // then
    expect(await story.stateOf(early)).toBe('completed');
    // when
    story.now += 24 * 3_600_000;
    const late = await story.start('waitsLater', { order: 'late' });
    // then
    expect(await story.stateOf(late)).toBe('active');
  });

  it('should bring no message to what others own, unless that accepts it', async () => {
    // given
    const other = 'group:default/finance';
    await story.deploy(waiting('theirs'), other);
    await story.deploy(
      waiting(
        'open',
        `<extensionElements><pipeline:accepts from="${OWNER}" /></extensionElements>`,
      ),
      other,
    );
    await story.deploy(sending('ours'));
    const theirs = await story.start('theirs', { order: 'x' });
    const open = await story.start('open', { order: 'x' });
    // when
    await story.start('ours', { order: 'x' });
    // then
    expect(await story.stateOf(theirs)).toBe('active');
    expect(await story.stateOf(open)).toBe('completed');
  });

  it('should offer a message that is not to be kept to those who wait for it', async () => {
    // given
    await story.deploy(waiting('waitsNow'));
    const id = await story.start('waitsNow', { order: 'now' });
    // when
    await story.host.stores.outbox.add([
      outboxRow(
        {
          deed: {
            kind: 'message',
            name: 'paid',
            correlationKey: 'now',
            variables: {},
            timeToLive: 0,
          },
          ownerRef: OWNER,
        },
        story.now,
      ),
    ]);
    await story.settle();
    // then
    expect(await story.stateOf(id)).toBe('completed');
    expect(
      await story
        .knex('outbox')
        .where({ kind: 'message', topic: 'paid' })
        .whereNot('due_at', '>', story.now),
    ).toEqual([]);
  });

  it('should give all messages that are kept to what goes on waiting', async () => {
    // given
    await story.deploy(sending('sendsMany'));
    for (let times = 0; times < 3; times++) {
      await story.start('sendsMany', { order: 'many' });
    }
    // when
    await story.deploy(
      model(
        process(
          'listens',
          `${line(element('startEvent', 'start'), element('userTask', 'work'))}
          <boundaryEvent id="each" attachedToRef="work" cancelActivity="false"><messageEventDefinition messageRef="paid" /></boundaryEvent><userTask id="note" /><sequenceFlow id="to-note" sourceRef="each" targetRef="note" />`,
        ),
        MESSAGE,
      ),
    );
    const id = await story.start('listens', { order: 'many' });
    // then
    expect(
      await story.knex('element_instances').where({
        instance_id: id,
        element_id: 'note',
      }),
    ).toHaveLength(3);
  });
});
