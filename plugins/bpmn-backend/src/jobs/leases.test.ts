import { complete } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
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

const LEASE = 30_000;

describe.each(eachDatabase)('the lease of a job on %s', databaseId => {
  const story = new HostStory(databaseId);
  let count = 0;

  const version = (processId: string, ...elements: readonly string[]) =>
    model(
      process(
        processId,
        line(
          element('startEvent', 'start'),
          ...elements.map(id => job(id, `elsewhere-${count}`)),
          element('endEvent', 'end'),
        ),
      ),
    );

  const activate = () =>
    story.host.jobs.activate({
      types: [`elsewhere-${count}`],
      worker: 'w',
      limit: 10,
      lease: LEASE,
    });

  /** An instance whose job somebody does. */
  async function givenLeased() {
    const processId = `leased-${++count}`;
    await story.deploy(version(processId, 'a'));
    const id = await story.start(processId);
    story.now += 1000;
    const [leased] = await activate();
    return { processId, id, leased };
  }

  async function migrate(id: string, processId: string) {
    const [{ id: targetId }] = await story.deploy(version(processId, 'b'));
    await story.host.instances.handle(
      id,
      { type: 'migrateInstance', mapping: { a: 'b' } },
      { actor: ADA, targetId },
    );
  }

  const send = (id: string, type: 'suspendInstance' | 'resumeInstance') =>
    story.host.instances.handle(id, { type }, { actor: ADA });

  it('should be held still where the instance is taken to another version in which the work is the same', async () => {
    // given
    const { id, processId, leased } = await givenLeased();
    // when
    await migrate(id, processId);
    // then
    expect(await activate()).toEqual([]);
    await expect(story.host.jobs.extend(leased, LEASE)).resolves.toBe(
      story.now + LEASE,
    );
    // when
    await story.host.jobs.answer(leased, complete(), ADA);
    // then
    expect(await story.stateOf(id)).toBe('completed');
  });

  it('should end where the work is another one', async () => {
    // given
    const { id, processId, leased } = await givenLeased();
    await story.knex('waits').where({ instance_id: id }).update({ topic: 'x' });
    // when
    await migrate(id, processId);
    // then
    await expect(story.host.jobs.extend(leased, LEASE)).rejects.toThrow(
      'Expected the lease of the job to be held still',
    );
    expect(await activate()).toMatchObject([{ instanceId: id }]);
  });

  it('should leave a job that nobody does its place among the others where its instance is migrated', async () => {
    // given
    const processId = `leased-${++count}`;
    await story.deploy(version(processId, 'a'));
    const id = await story.start(processId);
    const before = await story.knex('waits').where({ instance_id: id }).first();
    story.now += 60_000;
    // when
    await migrate(id, processId);
    // then
    const after = await story.knex('waits').where({ instance_id: id }).first();
    expect(after.due_at).toEqual(before.due_at);
    expect(await activate()).toMatchObject([{ wait: { elementId: 'b' } }]);
  });

  it('should be given to nobody while the instance is suspended, and be held still by who has it', async () => {
    // given
    const { id, leased } = await givenLeased();
    await send(id, 'suspendInstance');
    // when
    story.now += 2 * LEASE;
    // then
    expect(await activate()).toEqual([]);
    // when
    await story.host.jobs.answer(leased, complete(), ADA);
    await send(id, 'resumeInstance');
    // then
    expect(await story.stateOf(id)).toBe('completed');
  });

  it('should be given to somebody when the instance goes on', async () => {
    // given
    const { id } = await givenLeased();
    await send(id, 'suspendInstance');
    story.now += 2 * LEASE;
    // when
    await send(id, 'resumeInstance');
    // then
    expect(await activate()).toMatchObject([{ instanceId: id }]);
  });

  it('should be given to nobody where the instance is migrated while it is suspended', async () => {
    // given
    const { id, processId } = await givenLeased();
    await send(id, 'suspendInstance');
    await migrate(id, processId);
    // when
    story.now += 2 * LEASE;
    // then
    expect(await activate()).toEqual([]);
    // when
    await send(id, 'resumeInstance');
    // then
    expect(await activate()).toMatchObject([{ instanceId: id }]);
  });
});
