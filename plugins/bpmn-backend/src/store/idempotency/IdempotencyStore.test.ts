import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../../__testUtils__/database';
import { OWNER } from '../../__testUtils__/restApi';
import { newWorld, type World } from '../../__testUtils__/world';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe.each(eachDatabase)('keys of requests on %s', databaseId => {
  let knex: Knex;
  let world: World;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
    world = await newWorld(knex);
  }, 120_000);

  beforeEach(() => knex('idempotency_keys').del());

  const known = () => knex('idempotency_keys').orderBy('key').pluck('key');
  const later = (milliseconds: number) => {
    world.api.clock.time += milliseconds;
  };
  const cleanUp = () =>
    world.api.host.stores.keys.cleanUp(world.api.clock.time);

  const publish = (messageId: string, more = {}) =>
    world.api.ask('publishMessage', {
      body: { ownerRef: OWNER, name: 'paid', messageId, ...more },
    });
  const start = (key: string) =>
    world.api.ask('startInstance', {
      headers: { 'idempotency-key': key },
      body: { processId: 'known' },
    });

  it('should be removed two days after they mean nothing any more, those of messages too, though nobody sends others', async () => {
    // given
    await publish('of a message');
    later(HOUR);
    await start('of a start');
    // when
    later(3 * DAY - HOUR - 1);
    await cleanUp();
    // then the clock may have been wrong
    expect(await known()).toEqual(['of a message', 'of a start']);
    // when
    later(2 * MINUTE);
    await cleanUp();
    // then
    expect(await known()).toEqual(['of a start']);
    // when
    later(HOUR);
    await cleanUp();
    // then
    expect(await known()).toEqual([]);
  });

  it('should be forgotten in small steps', async () => {
    // given
    const rows = Array.from({ length: 1200 }, (_, index) => ({
      caller: 'c',
      route: 'r',
      key: String(index),
      body_hash: '',
      result_id: String(index),
      expires_at: 1,
    }));
    await knex.batchInsert('idempotency_keys', rows, 100);
    later(2 * MINUTE);
    // when
    const isMore = await cleanUp();
    // then
    const { length } = await known();
    expect([isMore, length > 0, length < 1200]).toEqual([true, true, true]);
    // when
    const isMoreStill = await cleanUp();
    // then
    expect([isMoreStill, await known()]).toEqual([false, []]);
  });

  it('should mean the same message in whatever order it was written', async () => {
    // given
    const first = await publish('m', {
      variables: { a: 1, b: { c: 1, d: 2 } },
    });
    // when
    const again = await publish('m', {
      variables: { b: { d: 2, c: 1 }, a: 1 },
    });
    const other = await publish('m', {
      variables: { b: { d: 2, c: 2 }, a: 1 },
    });
    // then
    expect(again.body).toEqual(first.body);
    expect(other.status).toBe(422);
  });

  it('should hold what they have begun as long as they last, though its time to live is over', async () => {
    // given
    const { body } = await start('kept');
    const { id: instanceId } = body;
    await world.api.ask('cancelInstance', { params: { instanceId } });
    await knex('process_instances')
      .where({ id: instanceId })
      .update({ remove_at: world.api.clock.time });
    const remove = () => world.api.host.retentionWorker.runOnce();
    // when
    later(HOUR);
    await remove();
    // then
    const again = await start('kept');
    expect([again.status, again.body.id]).toEqual([201, instanceId]);
    // when
    later(DAY);
    await remove();
    // then
    const params = { instanceId };
    const { status } = await world.api.ask('getInstance', { params });
    expect(status).toBe(404);
  });
});
