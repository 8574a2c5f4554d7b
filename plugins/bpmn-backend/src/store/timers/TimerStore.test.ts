import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../../__testUtils__/database';
import { TimerStore } from './TimerStore';

const NOW = 1000;
const UNTIL = 2000;

describe.each(eachDatabase)('TimerStore on %s', databaseId => {
  let knex: Knex;
  let store: TimerStore;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
    store = new TimerStore(knex);
    await knex('process_instances').insert({
      ...{ id: 'a', format: 1, definition_id: 'd', process_key: 'p' },
      ...{ process_id: 'P', owner_ref: 'group:default/a', state: 'active' },
      ...{ revision: 3, last_key: 9, root_key: 1, element_count: 1 },
      ...{ incident_count: 0, started_by: 'user:default/ada', started_at: 0 },
    });
  });

  beforeEach(() => knex('waits').del());

  const timer = (key: number, dueAt: number, more = {}) =>
    knex('waits').insert({
      ...{ instance_id: 'a', key, element_instance_key: 2, kind: 'timer' },
      ...{ due_at: dueAt, details: JSON.stringify({ key, dueAt }) },
      ...more,
    });

  const claim = () => store.claim({ now: NOW, until: UNTIL, limit: 10 });

  it('should take on what is due, once, and know when it was due', async () => {
    // given
    await timer(1, 900);
    await timer(2, 1001);
    // then
    expect(await claim()).toEqual([
      { instanceId: 'a', waitKey: 1, dueAt: 900, takenUntil: UNTIL },
    ]);
    expect(await claim()).toEqual([]);
  });

  it('should give a timer back that is as it was when it was taken on', async () => {
    // given
    await timer(1, 900);
    const [taken] = await claim();
    // when
    await store.release(taken);
    // then
    expect(await store.nextDue()).toBe(900);
  });

  it('should leave a timer alone that was set to another time after it was taken on', async () => {
    // given
    await timer(1, 900);
    const [taken] = await claim();
    await knex('waits').update({ due_at: 5000 });
    // when
    await store.release(taken);
    // then
    expect(await store.nextDue()).toBe(5000);
  });

  it('should say when the next one can be had: none of a suspended instance, and none that somebody has taken on', async () => {
    // given
    await timer(1, 100, { suspended_at: 50 });
    await timer(2, 900);
    await timer(3, 1500);
    expect(await store.nextDue()).toBe(900);
    // when
    const taken = await claim();
    // then
    expect(taken.map(({ waitKey }) => waitKey)).toEqual([2]);
    expect(await store.nextDue()).toBe(1500);
  });

  it('should say that there is none', async () => {
    // given
    await timer(1, 100, { suspended_at: 50 });
    // then
    expect(await store.nextDue()).toBeUndefined();
  });
});
