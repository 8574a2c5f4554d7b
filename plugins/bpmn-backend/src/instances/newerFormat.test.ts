import { eachDatabase } from '../__testUtils__/database';
import {
  ADA,
  element,
  HostStory,
  job,
  line,
  model,
  process,
} from '../__testUtils__/hostStory';
import { restApi } from '../__testUtils__/restApi';
import { settle } from '../__testUtils__/settle';

const TABLES = [
  'process_instances',
  'element_instances',
  'waits',
  'variables',
  'history',
  'variable_ledger',
  'user_tasks',
  'outbox',
];

const MODEL = model(
  process(
    'mixed',
    `${line(
      element('startEvent', 'start'),
      element('parallelGateway', 'fork'),
      job('work', 'later'),
    )}<sequenceFlow id="to-review" sourceRef="fork" targetRef="review" /><userTask id="review" />
       <sequenceFlow id="to-pause" sourceRef="fork" targetRef="pause" />
       <intermediateCatchEvent id="pause"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
       <sequenceFlow id="to-paid" sourceRef="fork" targetRef="paid" />
       <intermediateCatchEvent id="paid"><messageEventDefinition messageRef="m" /></intermediateCatchEvent>`,
  ),
  '<message id="m" name="paid"><extensionElements><zeebe:subscription correlationKey="=order" /></extensionElements></message>',
);

const handlerOf = (type: string) => ({
  type,
  handle: async () => {
    throw new Error('It was not to be done here');
  },
});

describe.each(eachDatabase)('an instance of a newer release on %s', id => {
  const story = new HostStory(id);
  let instanceId: string;

  beforeEach(async () => {
    await story.deploy(MODEL);
    instanceId = await story.start('mixed', { order: '5' });
    await story.knex('process_instances').update({ format: 2 });
    // What the test begins is in the memory of its host.
    story.host = story.newHost({ handlers: [handlerOf('later')] });
  });

  afterEach(() => story.knex('process_instances').update({ format: 1 }));

  const rows = async () =>
    Object.fromEntries(
      await Promise.all(
        TABLES.map(async name => [name, await story.knex(name).select()]),
      ),
    );

  it('should be left as it is by commands, which say why', async () => {
    // given
    const before = await rows();
    // when
    const refused = story.host.instances.handle(
      instanceId,
      { type: 'setVariables', variables: { order: '6' } },
      { actor: ADA },
    );
    // then
    await expect(refused).rejects.toThrow(
      `Expected process instance ${instanceId} to have a format of at most 1, but it has 2: a newer release has written it, and this replica is older`,
    );
    expect(await rows()).toEqual(before);
  });

  it('should be left to newer replicas with what is due of it', async () => {
    // given
    story.now += 2 * 60 * 60_000;
    const before = await rows();
    // when
    await settle(story.host);
    // then
    expect(await rows()).toEqual(before);
  });

  it('should keep a message for when a newer replica comes', async () => {
    // given
    const waits = await story.knex('waits').select();
    await story.host.messages.publish(
      {
        ownerRef: 'group:default/data',
        deed: {
          kind: 'message',
          name: 'paid',
          correlationKey: '5',
          variables: {},
        },
      },
      ADA,
    );
    // when
    await settle(story.host);
    // then
    expect(await story.knex('waits').select()).toEqual(waits);
    expect(await story.knex('outbox').select('kind')).toEqual([
      { kind: 'message' },
    ]);
    await story.knex('outbox').del();
  });

  it('should be shown, and say over REST that another replica has to be asked', async () => {
    // given
    const api = restApi(story.knex);
    const params = { instanceId };
    // then
    expect((await api.ask('getInstance', { params })).status).toBe(200);
    const { status, body } = await api.ask('suspendInstance', { params });
    expect(status).toBe(503);
    expect(body).toMatchObject({
      code: 'newerFormat',
      parameters: { instanceId },
    });
  });
});
