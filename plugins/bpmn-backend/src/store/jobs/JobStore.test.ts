import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../../__testUtils__/database';
import { JobStore } from './JobStore';
import type { JobClaim } from './JobClaim';

describe.each(eachDatabase)('JobStore on %s', databaseId => {
  let knex: Knex;
  let store: JobStore;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
    store = new JobStore(knex);
  });

  beforeEach(async () => {
    await knex('waits').del();
    await knex('process_instances').del();
  });

  const instance = (id: string, more = {}) =>
    knex('process_instances').insert({
      ...{ id, format: 1, definition_id: 'd', process_key: 'p' },
      ...{ process_id: 'P', owner_ref: 'group:default/a', state: 'active' },
      ...{ revision: 3, last_key: 9, root_key: 1, element_count: 1 },
      ...{ incident_count: 0, started_by: 'user:default/ada', started_at: 0 },
      ...more,
    });

  const job = (instance_id: string, key: number, more = {}) =>
    knex('waits').insert({
      ...{ instance_id, key, element_instance_key: 2, kind: 'job' },
      ...{ topic: 'work', due_at: 0, details: JSON.stringify({ key }) },
      ...more,
    });

  const claim = async (more: Partial<JobClaim> = {}) => {
    const found = await store.claim({
      ...{ types: ['work'], worker: 'w', now: 1000, until: 2000, limit: 10 },
      ...more,
    });
    return found.map(({ wait }) => wait.key).sort((a, b) => a - b);
  };

  it('should lease what is due, and once', async () => {
    // given
    await instance('a');
    await job('a', 1);
    await job('a', 2, { due_at: 1001 });
    await job('a', 3, { topic: 'other' });
    // when
    const [leased] = await store.claim({
      ...{ types: ['work', 'work'], worker: 'w', now: 1000, until: 2000 },
      limit: 10,
    });
    // then
    expect(leased).toMatchObject({
      ...{ instanceId: 'a', wait: { key: 1 }, leasedUntil: 2000, revision: 3 },
      ...{ processId: 'P', definitionId: 'd', ownerRef: 'group:default/a' },
    });
    expect(await knex('waits').where({ key: 1 }).first()).toMatchObject({
      lease_owner: 'w',
      attempt: leased.attempt,
    });
    expect(await claim()).toEqual([]);
    expect(await claim({ now: 2000, until: 3000 })).toEqual([1, 2]);
  });

  it('should lease the most urgent first, of all types together', async () => {
    // given
    await instance('a');
    await job('a', 1, { due_at: 5 });
    await job('a', 2, { due_at: 4 });
    await job('a', 3, { due_at: 9, priority: 1, topic: 'other' });
    await job('a', 4, { due_at: 3, topic: 'other' });
    // then
    const types = ['work', 'other'];
    expect(await claim({ types, limit: 2 })).toEqual([3, 4]);
    expect(await claim({ types, limit: 1 })).toEqual([2]);
  });

  it('should not look at jobs that are not due yet, though they are more urgent', async () => {
    // given
    await instance('a');
    await job('a', 1, { due_at: 2000, priority: 2 ** 31 - 1 });
    await job('a', 2, { due_at: 5, priority: -(2 ** 31) + 1 });
    await job('a', 3, { due_at: 6 });
    await job('a', 4, { due_at: 2000 });
    await job('a', 5, { due_at: 7, priority: 50 });
    // then
    expect(await claim({ limit: 2 })).toEqual([3, 5]);
    expect(await claim()).toEqual([2]);
  });

  it('should know types by what they begin with, whatever is between them in any order', async () => {
    // given
    await instance('a');
    const topics = ['script:b', 'scripta', 'Script:a', 'script:a', 'scr', 'x'];
    await Promise.all(topics.map((topic, key) => job('a', key, { topic })));
    // then
    expect(await claim({ types: ['script:*', 'x'] })).toEqual([0, 3, 5]);
    expect(await claim({ types: ['*'] })).toEqual([1, 2, 4]);
  });

  it('should lease jobs of active instances, and of certain processes where that is said', async () => {
    // given
    await instance('a');
    await instance('b', { process_key: 'q' });
    await instance('c', { state: 'suspended' });
    await job('c', 4, { suspended_at: 5 });
    await job('a', 1);
    await job('b', 2);
    // then
    expect(await claim({ processKeys: [] })).toEqual([]);
    expect(await claim({ processKeys: ['q', 'r'] })).toEqual([2]);
    expect(await claim()).toEqual([1]);
  });

  it('should lease a job to one of those who want it at the same time', async () => {
    // given
    await instance('a');
    const keys = Array.from({ length: 20 }, (_, index) => index + 1);
    await Promise.all(keys.map(key => job('a', key)));
    // when
    const claims = await Promise.all(keys.map(() => claim({ limit: 2 })));
    // then
    const leased = claims.flat();
    expect(new Set(leased).size).toBe(leased.length);
    expect([...leased, ...(await claim({ limit: 100 }))].length).toBe(20);
  });
});
