import { Rejection } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import { eachDatabase } from '../__testUtils__/database';
import {
  ADA,
  element,
  HostStory,
  line,
  model,
  OWNER,
  process,
} from '../__testUtils__/hostStory';
import { outboxRow } from '../store/outbox';

const OTHERS = 'group:default/finance';
const MANY = 120;

// Many instances are started.
jest.setTimeout(120_000);

describe.each(eachDatabase)('many who wait on %s', databaseId => {
  const story = new HostStory(databaseId);

  const MESSAGE = '<message id="paid" name="paid" />';
  const waiting = (id: string, accepts = '') =>
    model(
      process(
        id,
        line(
          element('startEvent', 'start'),
          element(
            'intermediateCatchEvent',
            'wait',
            `<messageEventDefinition messageRef="paid">${
              accepts &&
              `<extensionElements><pipeline:accepts from="${accepts}" /></extensionElements>`
            }</messageEventDefinition>`,
          ),
        ),
      ),
      MESSAGE,
    );

  beforeEach(async () => {
    await story.knex('waits').del();
    await story.knex('outbox').del();
  });

  async function startMany(processId: string) {
    const found = (await story.host.stores.deployments.findLatest(processId))!;
    const { id: definitionId, processKey, ownerRef } = found;
    await Promise.all(
      Array.from({ length: MANY }, () =>
        story.host.instances.start(
          { definitionId, processKey, ownerRef },
          { actor: ADA },
        ),
      ),
    );
    await story.settle();
  }

  async function send(count: number, ownerRef = OWNER) {
    const message = { kind: 'message', name: 'paid', variables: {} } as const;
    await story.host.stores.outbox.add(
      Array.from({ length: count }, () =>
        outboxRow({ deed: message, ownerRef }, story.now),
      ),
    );
    await story.settle();
  }

  it.each([
    ['accept nobody else', ''],
    ['accept somebody else', 'group:default/nobody'],
  ])(
    'should not keep a message from its receiver where others %s',
    async (_, accepts) => {
      // given
      await story.deploy(waiting(`theirs${accepts.length}`, accepts), OTHERS);
      await story.deploy(waiting('ours'));
      await startMany(`theirs${accepts.length}`);
      const id = await story.start('ours');
      // when
      await send(1);
      // then
      expect(await story.stateOf(id)).toBe('completed');
    },
  );

  it('should not keep a receiver from its message where others have sent some', async () => {
    // given
    await story.deploy(waiting('oursLater'));
    await send(MANY, OTHERS);
    await send(1);
    // when
    const id = await story.start('oursLater');
    // then
    expect(await story.stateOf(id)).toBe('completed');
  });

  it('should find the message of those whom it accepts among those of others', async () => {
    // given
    await story.deploy(waiting('acceptsOne', 'group:default/one'));
    await send(MANY, OTHERS);
    await send(1, 'group:default/one');
    // when
    const id = await story.start('acceptsOne');
    // then
    expect(await story.stateOf(id)).toBe('completed');
  });

  it('should give all messages that were kept to what goes on waiting', async () => {
    // given
    await story.deploy(
      model(
        process(
          'listensToMany',
          `${line(element('startEvent', 'start'), element('userTask', 'work'))}
          <boundaryEvent id="each" attachedToRef="work" cancelActivity="false"><messageEventDefinition messageRef="paid" /></boundaryEvent><userTask id="note" /><sequenceFlow id="to-note" sourceRef="each" targetRef="note" />`,
        ),
        MESSAGE,
      ),
    );
    await send(MANY);
    // when
    const id = await story.start('listensToMany');
    // then
    expect(
      await story
        .knex('element_instances')
        .where({ instance_id: id, element_id: 'note' }),
    ).toHaveLength(MANY);
    expect(await story.knex('outbox')).toEqual([]);
  });

  it('should go on to the next message where somebody else was faster', async () => {
    // given
    await story.deploy(waiting('slower'));
    await send(2);
    const { outbox } = story.host.stores;
    const findMessages = outbox.findMessages.bind(outbox);
    jest
      .spyOn(outbox, 'findMessages')
      .mockImplementation(async function* found(sought) {
        let isFirst = true;
        for await (const message of findMessages(sought)) {
          if (isFirst) {
            // In this moment, another replica brings it to somebody else.
            await outbox.remove(message.id);
            isFirst = false;
          }
          yield message;
        }
      });
    // when
    const id = await story.start('slower');
    // then
    expect(await story.stateOf(id)).toBe('completed');
    expect(await story.knex('outbox')).toEqual([]);
  });

  it('should go on to the next message where it cannot take one', async () => {
    // given
    await story.deploy(waiting('choosy'));
    await send(2);
    jest
      .spyOn(story.host.instances, 'handle')
      .mockRejectedValueOnce(new Rejection('invalidArgument', 'Not this one'));
    // when
    const id = await story.start('choosy');
    // then
    expect(await story.stateOf(id)).toBe('completed');
    expect(await story.knex('outbox')).toHaveLength(1);
  });

  it('should not be given a message while it is suspended', async () => {
    // given
    await story.deploy(waiting('paused'));
    await send(1);
    const found = (await story.host.stores.deployments.findLatest('paused'))!;
    const { id: definitionId, processKey, ownerRef } = found;
    const { record } = await story.host.instances.start(
      { definitionId, processKey, ownerRef },
      { actor: ADA },
    );
    const handle = (type: 'suspendInstance' | 'resumeInstance') =>
      story.host.instances.handle(record.id, { type }, { actor: ADA });
    await handle('suspendInstance');
    // when
    await story.settle();
    // then
    expect(await story.knex('outbox').pluck('kind')).toEqual(['kept']);
    // when
    await handle('resumeInstance');
    await story.settle();
    // then
    expect(await story.stateOf(record.id)).toBe('completed');
  });

  it('should not remember ids of messages for longer than they count', async () => {
    // given
    const publish = (messageId: string) =>
      story.host.messages.publish(
        {
          deed: { kind: 'message', name: 'paid', variables: {} },
          ownerRef: OWNER,
          messageId,
        },
        ADA,
      );
    await publish('one');
    await publish('two');
    // when
    story.now += 4 * 24 * 3_600_000;
    await publish('three');
    // then
    expect(await story.knex('idempotency_keys').pluck('key')).toEqual([
      'three',
    ]);
  });

  it('should keep a message as long as it says, whoever looks after it sooner', async () => {
    // given
    await send(1);
    await story.knex('outbox').update({ due_at: story.now });
    // when
    await story.settle();
    // then
    const [row] = await story.knex('outbox');
    expect(row.due_at).toEqual(row.expires_at);
  });
});
