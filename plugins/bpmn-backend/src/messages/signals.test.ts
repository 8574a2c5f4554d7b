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

const OTHERS = 'group:default/finance';
const SIGNAL = '<signal id="alarm" name="alarm" />';
/** More than are looked at in one step. */
const MANY = 510;

// Many instances are started.
jest.setTimeout(120_000);

describe.each(eachDatabase)('signals on %s', databaseId => {
  const story = new HostStory(databaseId);

  beforeEach(async () => {
    await story.knex('waits').del();
    await story.knex('start_subscriptions').del();
    await story.knex('outbox').del();
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  const catching = (id: string, accepts = '') =>
    element(
      'intermediateCatchEvent',
      id,
      `<signalEventDefinition signalRef="alarm">${
        accepts &&
        `<extensionElements><pipeline:accepts from="${accepts}" /></extensionElements>`
      }</signalEventDefinition>`,
    );
  const deployLine = (id: string, ...rest: ReturnType<typeof element>[]) =>
    story.deploy(
      model(process(id, line(element('startEvent', 'start'), ...rest)), SIGNAL),
    );

  const broadcast = (ownerRef = OWNER, variables = {}) =>
    story.host.messages.publish(
      { deed: { kind: 'signal', name: 'alarm', variables }, ownerRef },
      ADA,
    );

  async function startMany(processId: string, count: number) {
    const found = (await story.host.stores.deployments.findLatest(processId))!;
    const { id: definitionId, processKey, ownerRef } = found;
    await Promise.all(
      Array.from({ length: count }, () =>
        story.host.instances.start(
          { definitionId, processKey, ownerRef },
          { actor: ADA },
        ),
      ),
    );
  }

  const revisions = async () =>
    (await story.knex('process_instances').pluck('revision')) as number[];

  it('should reach only what accepts their sender, also within one instance', async () => {
    // given
    const [own, ownXml] = catching('own');
    const [open, openXml] = catching('open', OTHERS);
    await story.deploy(
      model(
        process(
          'both',
          `<startEvent id="start" />${ownXml}${openXml}${[own, open]
            .map(
              id =>
                `<sequenceFlow id="to-${id}" sourceRef="start" targetRef="${id}" />`,
            )
            .join('')}`,
        ),
        SIGNAL,
      ),
    );
    const id = await story.start('both');
    const waiting = async () =>
      (await story.knex('waits').where({ instance_id: id })).map(
        ({ details }) => JSON.parse(details).elementId,
      );
    // when
    await broadcast(OTHERS);
    await story.settle();
    // then
    expect(await waiting()).toEqual(['own']);
    // when
    await broadcast(OWNER);
    await story.settle();
    // then
    expect(await waiting()).toEqual([]);
  });

  it('should be held for a suspended instance with who has sent them', async () => {
    // given
    const [, openXml] = catching('open', OTHERS);
    await story.deploy(
      model(
        process(
          'pausedBoth',
          `<startEvent id="start" />${
            catching('own')[1]
          }${openXml}<sequenceFlow id="a" sourceRef="start" targetRef="own" /><sequenceFlow id="b" sourceRef="start" targetRef="open" />`,
        ),
        SIGNAL,
      ),
    );
    const id = await story.start('pausedBoth');
    const handle = (type: 'suspendInstance' | 'resumeInstance') =>
      story.host.instances.handle(id, { type }, { actor: ADA });
    await handle('suspendInstance');
    await broadcast(OTHERS);
    await story.settle();
    // when
    await handle('resumeInstance');
    // then
    expect(await story.knex('waits').where({ instance_id: id })).toHaveLength(
      1,
    );
  });

  it('should reach everybody, step by step, with one copy of what they bring', async () => {
    // given
    await deployLine('many', catching('wait'));
    await story.deploy(
      model(
        process(
          'begins',
          line(
            element(
              'startEvent',
              'start',
              '<signalEventDefinition signalRef="alarm" />',
            ),
            catching('wait'),
          ),
        ),
        SIGNAL,
      ),
    );
    await startMany('many', MANY);
    await story.settle();
    const TEXT = 'x'.repeat(10_000);
    // when
    const id = await broadcast(OWNER, { text: TEXT });
    await story.host.outboxWorker.runOnce();
    await story.host.outboxWorker.settle();
    // then
    const parts = await story.knex('outbox').where({ part_of: id });
    expect(parts).toHaveLength(MANY + 1);
    const rows: { details: string }[] = await story.knex('outbox');
    expect(rows.filter(({ details }) => details.includes(TEXT))).toHaveLength(
      1,
    );
    // when
    await story.settle();
    // then: those that begin by it do not hear it
    expect(await story.knex('outbox')).toEqual([]);
    expect(await story.knex('waits')).toHaveLength(1);
    expect(
      await story.knex('variables').where({ value: JSON.stringify(TEXT) }),
    ).toHaveLength(MANY + 1);
  });

  it('should go on where they were after a crash, and reach nobody twice', async () => {
    // given
    await story.knex('process_instances').del();
    await story.deploy(
      model(
        process(
          'often',
          `<startEvent id="start" /><userTask id="work" /><sequenceFlow id="flow" sourceRef="start" targetRef="work" />${Array.from(
            { length: 3 },
            (_, n) =>
              `<boundaryEvent id="heard${n}" attachedToRef="work" cancelActivity="false"><signalEventDefinition signalRef="alarm" /></boundaryEvent><task id="task${n}" /><sequenceFlow id="to${n}" sourceRef="heard${n}" targetRef="task${n}" />`,
          ).join('')}`,
        ),
        SIGNAL,
      ),
    );
    await startMany('often', 200);
    await story.settle();
    const { spreads } = story.host.stores;
    const goOn = jest.spyOn(spreads, 'goOn');
    const finish = jest
      .spyOn(spreads, 'finish')
      .mockRejectedValueOnce(new Error('Killed'));
    // when
    await broadcast();
    await story.settle();
    // then
    expect(goOn).toHaveBeenCalledTimes(1);
    expect(await story.knex('outbox').pluck('kind')).toEqual(['signal']);
    // when
    story.now += 1000;
    await story.settle();
    // then
    expect(goOn).toHaveBeenCalledTimes(1);
    expect(finish).toHaveBeenCalledTimes(2);
    expect(await story.knex('outbox')).toEqual([]);
    expect(new Set(await revisions())).toEqual(new Set([2]));
  });

  it('should leave nothing behind where a crash comes after the last has got them', async () => {
    // given
    await deployLine('one', catching('wait'));
    await story.start('one');
    jest
      .spyOn(story.host.stores.spreads, 'removeIfDone')
      .mockResolvedValue(undefined);
    await broadcast();
    await story.settle();
    expect(await story.knex('outbox').pluck('kind')).toEqual(['spread']);
    // when
    jest.restoreAllMocks();
    story.now += 60_000;
    await story.settle();
    // then
    expect(await story.knex('outbox')).toEqual([]);
  });

  it('should be nothing where nobody waits for them', async () => {
    // when
    await broadcast();
    await story.settle();
    // then
    expect(await story.knex('outbox')).toEqual([]);
  });
});
