import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../../__testUtils__/database';
import { rowsRead } from '../../__testUtils__/rowsRead';
import { OutboxStore } from './OutboxStore';

const ROWS = 3000;
const OURS = 'group:default/ours';
const THEIRS = 'group:default/theirs';

const NOW = Date.UTC(2026, 0, 1);

const id = (kind: string, n: number) => `${kind}-${String(n).padStart(6, '0')}`;

const keptRow = (n: number) => ({
  id: id('kept', n),
  instance_id: '',
  kind: 'kept',
  due_at: NOW + 1_000_000,
  expires_at: NOW + 1_000_000,
  topic: 'paid',
  correlation_key: n % 2 ? 'order' : null,
  sender_ref: n % 1000 === 999 ? OURS : THEIRS,
  details: JSON.stringify({ deed: { name: 'paid' }, ownerRef: THEIRS }),
});

const callRow = (n: number) => ({
  id: id('call', n),
  instance_id: 'caller',
  kind: 'call',
  due_at: NOW,
  wait_key: n,
  details: JSON.stringify({ deed: { wait: { key: n } }, ownerRef: OURS }),
});

// Many rows are written.
jest.setTimeout(60_000);

describe.each(eachDatabase)('deeds that are to be done on %s', databaseId => {
  let knex: Knex;
  let store: OutboxStore;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
    store = new OutboxStore(knex);
    const all = Array.from({ length: ROWS }, (_, n) => n);
    await knex.batchInsert('outbox', all.map(keptRow), 40);
    await knex.batchInsert('outbox', all.map(callRow), 40);
  });

  async function messages(sought: {
    senders?: readonly string[];
    correlationKey?: string;
  }) {
    const found: string[] = [];
    for await (const one of store.findMessages({ name: 'paid', ...sought })) {
      found.push(one.id);
    }
    return found;
  }

  it('should be found as messages of some senders, the oldest first, however many others send', async () => {
    // then
    expect(await messages({ senders: [OURS] })).toEqual(
      [999, 1999, 2999].map(n => id('kept', n)),
    );
    const ofAll = await messages({});
    expect(ofAll).toHaveLength(ROWS);
    expect(ofAll).toEqual([...ofAll].sort());
    expect(await messages({ correlationKey: 'x' })).toHaveLength(ROWS / 2);
  });

  const kept = (sought: object) =>
    store.findMessages({ name: 'paid', ...sought }).next();

  it.each<[string, () => Promise<unknown>]>([
    ['of some senders', () => kept({ senders: [OURS, THEIRS] })],
    [
      'of some senders and a key',
      () => kept({ senders: [OURS, THEIRS], correlationKey: 'order' }),
    ],
    ['as a call', () => store.isCalling('caller', 2)],
    ['as no call', () => store.isCalling('caller', ROWS)],
  ])('should be read by an index: %s', async (_, act) => {
    // when
    const read = await rowsRead(knex, 'outbox', act);
    // then
    expect(read).toBeLessThan(200);
  });

  it('should tell which calls are still to be made', async () => {
    // then
    expect(await store.isCalling('caller', 7)).toBe(true);
    expect(await store.isCalling('caller', ROWS)).toBe(false);
    expect(await store.isCalling('other', 7)).toBe(false);
  });

  it('should be kept, or given back, only by whoever has taken them on', async () => {
    // given
    const until = NOW + 30_000;
    const [{ id: taken }] = await store.claim({ now: NOW, until, limit: 1 });
    const dueAt = async () =>
      Number((await knex('outbox').where({ id: taken }).first()).due_at);
    // when
    await store.extend([taken], { from: until, until: until + 1 });
    await store.extend([taken], { from: until, until: until + 2 });
    await store.giveBack(taken, { until, dueAt: NOW, failures: 1 });
    // then
    expect(await dueAt()).toBe(until + 1);
    // when
    await store.giveBack(taken, { until: until + 1, dueAt: 5, failures: 1 });
    // then
    expect(await dueAt()).toBe(5);
  });

  it('should be left to whoever does those of the same instance', async () => {
    // given
    await knex('outbox').insert({
      ...callRow(ROWS),
      id: 'other',
      instance_id: 'other',
    });
    // when
    const taken = await store.claim({
      now: NOW,
      until: NOW + 30_000,
      limit: 10,
      except: ['caller'],
    });
    // then
    expect(taken.map(one => one.id)).toEqual(['other']);
  });
});
