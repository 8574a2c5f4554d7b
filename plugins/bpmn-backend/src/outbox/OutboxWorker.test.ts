import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { OutboxStore, type TakenDeed } from '../store/outbox';
import type { Deeds } from './Deeds';
import { OutboxWorker } from './OutboxWorker';

const NOW = Date.UTC(2026, 0, 1);
const LEASE = 30_000;

describe.each(eachDatabase)('the outbox on %s', databaseId => {
  let knex: Knex;
  let store: OutboxStore;
  let now: number;
  /** Deeds that have begun, with what ends each. */
  let begun: Map<string, { end: () => void; fail: (error: Error) => void }>;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
    store = new OutboxStore(knex);
  });

  beforeEach(async () => {
    now = NOW;
    begun = new Map();
    await knex('outbox').del();
  });

  const newWorker = () =>
    new OutboxWorker({
      store,
      clock: { now: () => now },
      logger: mockServices.logger.mock(),
      deeds: {
        perform: async ({ id }: TakenDeed) => {
          await new Promise<void>((end, fail) => {
            begun.set(id, { end, fail });
          });
          await store.remove(id);
        },
      } as unknown as Deeds,
    });

  const add = (id: string, instanceId = '', kind = 'resumed') =>
    knex('outbox').insert({
      id,
      instance_id: instanceId,
      kind,
      due_at: now,
      details: JSON.stringify({ deed: {}, ownerRef: 'group:default/data' }),
    });

  const ids = async () =>
    (await knex('outbox').orderBy('id').pluck('id')) as string[];
  const isBegun = async (id: string) => {
    while (!begun.has(id)) {
      await new Promise(setImmediate);
    }
    return begun.get(id)!;
  };

  it('should not be held up by a deed that takes long', async () => {
    // given
    const worker = newWorker();
    await add('a-slow', 'slow');
    await add('b-next', 'slow');
    await worker.runOnce();
    await isBegun('a-slow');
    // when
    await add('c-quick', 'quick');
    await add('d-slow', 'slow');
    await worker.runOnce();
    (await isBegun('c-quick')).end();
    while ((await ids()).includes('c-quick')) {
      await new Promise(setImmediate);
    }
    // then: those of the same instance wait
    expect([...begun.keys()]).toEqual(['a-slow', 'c-quick']);
    // when
    (await isBegun('a-slow')).end();
    (await isBegun('b-next')).end();
    await worker.settle();
    await worker.runOnce();
    (await isBegun('d-slow')).end();
    await worker.settle();
    // then
    expect(await ids()).toEqual([]);
  });

  it('should keep what it does, and what waits for that, for longer than its lease', async () => {
    // given
    const worker = newWorker();
    await add('a', 'slow');
    await add('b', 'slow');
    await worker.runOnce();
    // when
    for (let step = 0; step < 8; step++) {
      now += LEASE / 3;
      await worker.runOnce();
    }
    const elsewhere = await store.claim({ now, until: now + LEASE, limit: 9 });
    // then
    expect(elsewhere).toEqual([]);
    // when
    (await isBegun('a')).end();
    (await isBegun('b')).end();
    await worker.settle();
    // then
    expect(await ids()).toEqual([]);
  });

  it('should take on only a few at a time of what waits for others, and all else beside', async () => {
    // given
    const worker = newWorker();
    const few = async () => {
      await worker.runOnce();
      return [...begun.keys()].filter(id => id.startsWith('mail')).length;
    };
    for (let n = 0; n < 30; n++) {
      await add(`mail-${n}`, '', 'notify');
    }
    // then
    expect(await few()).toBe(10);
    expect(await few()).toBe(10);
    // when
    begun.get([...begun.keys()][0])!.end();
    while ((await ids()).length > 29) {
      await new Promise(setImmediate);
    }
    await add('inside');
    // then
    expect(await few()).toBe(11);
    (await isBegun('inside')).end();
    // when
    while ((await ids()).length > 0) {
      begun.forEach(({ end }) => end());
      await worker.runOnce();
      await new Promise(setImmediate);
    }
    await worker.settle();
    // then
    expect(begun.size).toBe(31);
  });

  it('should give back what it has not begun when it stops', async () => {
    // given
    const worker = newWorker();
    await add('a', 'slow');
    await add('b', 'slow');
    await worker.runOnce();
    const { end } = await isBegun('a');
    // when
    const stopped = worker.stop();
    end();
    await stopped;
    // then
    expect(await ids()).toEqual(['b']);
    expect([...begun.keys()]).toEqual(['a']);
    expect(
      await store.claim({ now, until: now + LEASE, limit: 9 }),
    ).toMatchObject([{ id: 'b', failures: 0 }]);
  });

  it('should keep what it does while it stops, however long that takes', async () => {
    // given
    const worker = newWorker();
    await add('a');
    await worker.runOnce();
    const { end } = await isBegun('a');
    const stopped = worker.stop();
    // when
    for (let step = 0; step < 4; step++) {
      now += LEASE / 3;
      await worker.keepHeld();
    }
    const elsewhere = await store.claim({ now, until: now + LEASE, limit: 9 });
    // then
    expect(elsewhere).toEqual([]);
    end();
    await stopped;
  });

  it('should try again what has failed, later each time', async () => {
    // given
    const worker = newWorker();
    await add('a');
    const delays: number[] = [];
    // when
    for (let times = 0; times < 3; times++) {
      await worker.runOnce();
      (await isBegun('a')).fail(new Error('No'));
      await worker.settle();
      begun.clear();
      const { due_at: dueAt } = await knex('outbox').first('due_at');
      delays.push(dueAt - now);
      now = Number(dueAt);
    }
    // then
    expect(delays).toEqual([1000, 2000, 4000]);
  });

  it('should not meddle with what somebody else has taken on meanwhile', async () => {
    // given
    const worker = newWorker();
    await add('a');
    await worker.runOnce();
    now += LEASE;
    const until = now + LEASE;
    expect(await store.claim({ now, until, limit: 1 })).toHaveLength(1);
    // when
    (await isBegun('a')).fail(new Error('Too late'));
    await worker.settle();
    // then
    const row = await knex('outbox').first();
    expect(Number(row.due_at)).toBe(until);
    expect(row.failures).toBe(0);
  });

  it('should tell when there is room again', async () => {
    // given
    const worker = newWorker();
    let told = 0;
    worker.onRoom(() => told++);
    for (let n = 0; n < 101; n++) {
      await add(String(n).padStart(3, '0'));
    }
    // when
    const rests = [await worker.runOnce(), await worker.runOnce()];
    // then
    expect(rests).toEqual([0, 1000]);
    expect(begun.size).toBe(100);
    expect(told).toBe(0);
    // when
    begun.forEach(({ end }) => end());
    await worker.settle();
    await worker.runOnce();
    // then
    expect(told).toBe(100);
    (await isBegun('100')).end();
    await worker.settle();
  });
});
