import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../../__testUtils__/database';
import { rowsRead } from '../../__testUtils__/rowsRead';
import { SubscriptionStore } from './SubscriptionStore';

const WAITS = 5000;
const OURS = 'group:default/ours';
const THEIRS = 'group:default/theirs';

const instanceRow = (n: number) => ({
  id: `instance-${String(n).padStart(6, '0')}`,
  format: 1,
  definition_id: 'definition',
  process_key: 'p',
  process_id: 'p',
  owner_ref: n % 1000 === 999 ? OURS : THEIRS,
  state: 'active',
  revision: 1,
  last_key: 2,
  root_key: 1,
  element_count: 1,
  incident_count: 0,
  started_by: 'user:default/ada',
  started_at: 0,
});

const waitRow = (n: number, kind: 'message' | 'signal') => ({
  instance_id: instanceRow(n).id,
  key: kind === 'message' ? 2 : 3,
  element_instance_key: 2,
  kind,
  topic: 'paid',
  correlation_key: kind === 'message' && n % 2 ? 'order' : null,
  sender_ref: instanceRow(n).owner_ref,
  priority: 0,
  details: JSON.stringify({ kind, name: 'paid', key: n }),
});

const sought = (correlationKey?: string) => ({
  name: 'paid',
  senderRef: THEIRS,
  correlationKey,
});

// Many rows are written.
jest.setTimeout(60_000);

describe.each(eachDatabase)('who waits for messages on %s', databaseId => {
  let knex: Knex;
  let store: SubscriptionStore;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
    store = new SubscriptionStore(knex);
    const all = Array.from({ length: WAITS }, (_, n) => n);
    await knex.batchInsert('process_instances', all.map(instanceRow), 40);
    for (const kind of ['message', 'signal'] as const) {
      const rows = all.map(n => waitRow(n, kind));
      await knex.batchInsert('waits', rows, 40);
    }
  });

  async function waitingFor(senderRef: string, correlationKey?: string) {
    const found: string[] = [];
    const message = { name: 'paid', senderRef, correlationKey };
    for await (const { instanceId } of store.findMessageWaits(message)) {
      found.push(instanceId);
    }
    return found;
  }

  it('should be found in the order of instances, however many others wait', async () => {
    // when
    const found = await waitingFor(OURS);
    // then
    expect(found).toEqual(
      [999, 1999, 2999, 3999, 4999].map(n => instanceRow(n).id),
    );
  });

  it('should be found to the last one, of their key or none', async () => {
    // when
    const ofKey = await waitingFor(THEIRS, 'order');
    const ofOther = await waitingFor(THEIRS, 'other');
    // then
    expect(ofKey).toHaveLength(WAITS - 5);
    expect(ofKey).toEqual([...ofKey].sort());
    expect(ofOther).toHaveLength(WAITS / 2);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['of one key', () => store.findMessageWaits(sought('order')).next()],
    ['of another key', () => store.findMessageWaits(sought('x')).next()],
    ['of any key', () => store.findMessageWaits(sought()).next()],
    [
      'for a signal',
      () =>
        store.findSignalWaits(sought(), {
          after: { instanceId: instanceRow(2000).id, key: 3 },
          upTo: instanceRow(WAITS).id,
          limit: 20,
        }),
    ],
  ])('should be read by an index: %s', async (_, act) => {
    // when
    const read = await rowsRead(knex, 'waits', act);
    // then
    expect(read).toBeLessThan(200);
  });
});
