import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { newWorld, type World } from '../__testUtils__/world';
import { settle } from '../__testUtils__/settle';

const HOUR = 3_600_000;
const MINUTE = 60_000;

describe.each(eachDatabase)('health over REST on %s', databaseId => {
  let knex: Knex;
  let world: World;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
    world = await newWorld(knex);
  }, 120_000);

  const health = (as?: string) => world.api.ask('getHealth', { as });

  it('should tell whether the workers keep up, and what lags to those who are signed in', async () => {
    // then
    const none = { jobs: 0, outbox: 0, schedules: 0, timers: 0 };
    expect(await health()).toMatchObject({
      status: 200,
      body: { isKeepingUp: true, lags: none },
    });
    expect((await health('nobody')).body).toEqual({ isKeepingUp: true });
    // when
    world.api.clock.time += HOUR + MINUTE;
    // then
    expect((await health()).status).toBe(200);
    // when
    world.api.clock.time += MINUTE;
    // then
    const { status, body, headers } = await health('service');
    expect(status).toBe(503);
    expect(body).toMatchObject({
      code: 'workersBehind',
      detail: expect.stringMatching(/schedules for 120 s.*Look .* log.*raise/),
      parameters: { lags: { ...none, schedules: 2 * MINUTE } },
    });
    expect(headers['retry-after']).toBeDefined();
    // and
    const { status: anonymous, body: little } = await health('nobody');
    expect(anonymous).toBe(503);
    expect(little.code).toBe('workersBehind');
    expect(little.parameters).toEqual({});
    expect(little.detail).not.toContain('schedules');
    expect(world.api.logger.error).not.toHaveBeenCalled();
    // when
    await settle(world.api.host);
    world.api.clock.time += 1000;
    // then
    expect((await health()).status).toBe(200);
  });

  it('should be asked of the database once a second, however often it is asked', async () => {
    // given
    const find = jest.spyOn(world.api.host.stores.backlog, 'find');
    world.api.clock.time += 1000;
    // when
    await Promise.all([health(), health(), health('nobody')]);
    await health();
    // then
    expect(find).toHaveBeenCalledTimes(1);
    // when
    world.api.clock.time += 1000;
    await health();
    // then
    expect(find).toHaveBeenCalledTimes(2);
    find.mockRestore();
  });

  it('should be no news to the auditor', async () => {
    // given
    const before = world.api.events.length;
    // when
    await health();
    // then
    expect(world.api.events).toHaveLength(before);
  });
});
