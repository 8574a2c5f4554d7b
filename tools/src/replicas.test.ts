import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import { Backend } from '../chaos/backend/Backend';
import {
  timeOf,
  type DeedLine,
  type TimeSettings,
} from '../chaos/backend/protocol';
import {
  after,
  catching,
  documentOf,
  job,
  path,
  processOf,
  start,
} from '../chaos/mix/xml';
import {
  connect,
  makeScratch,
  type ScratchDatabase,
} from '../databases/scratch';
import { deploy } from '../hosting/deploy';

const COUNT = 60;
/** What a job is leased for, and how much later somebody else has to go on with it, in milliseconds. */
const LEASE = 30_000;
const LATER = 10_000;

const model = documentOf(
  processOf(
    'shared',
    start(),
    job('first', 'slow'),
    catching('pause', after('PT2S')),
    job('second', 'slow'),
    path('start', 'first', 'pause', 'second'),
  ),
);

describe('two back ends on one PostgreSQL', () => {
  const time: TimeSettings = { since: Date.now(), speed: 3, shift: 0 };
  const folder = mkdtempSync(join(tmpdir(), 'bpmn-replicas-'));
  const deedsFile = join(folder, 'deeds.jsonl');
  let database: ScratchDatabase;
  let knex: Knex;
  let backends: readonly Backend[];

  beforeAll(async () => {
    writeFileSync(deedsFile, '');
    database = await makeScratch('postgres');
    knex = connect(database);
    await deploy(knex, timeOf(time), [model]);
    backends = ['one', 'two'].map(
      name => new Backend({ name, database: database.config, deedsFile, time }),
    );
    await Promise.all(backends.map(one => one.start()));
  }, 60_000);

  afterAll(async () => {
    await Promise.all(backends.map(one => one.kill()));
    await knex.destroy();
    await database.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const begin = (prefix: string) =>
    Promise.all(
      Array.from({ length: COUNT }, (_, index) =>
        backends[1].ask({
          type: 'start',
          id: `${prefix} ${index}`,
          processId: 'shared',
          variables: {},
        }),
      ),
    );

  async function running(prefix: string): Promise<number> {
    const [{ count }] = await knex('process_instances')
      .where('id', 'like', `${prefix} %`)
      .whereNull('ended_at')
      .count({ count: '*' });
    return Number(count);
  }

  async function untilOver(prefix: string): Promise<void> {
    while ((await running(prefix)) > 0) {
      await sleep(50);
    }
  }

  const deedsOf = (prefix: string) =>
    readFileSync(deedsFile, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line) as DeedLine)
      .filter(({ instanceId }) => instanceId.startsWith(`${prefix} `));

  async function timesFired(prefix: string): Promise<readonly number[]> {
    const rows = await knex('history')
      .where('instance_id', 'like', `${prefix} %`)
      .select('instance_id', 'changes');
    const counts = new Map<string, number>();
    for (const { instance_id: id, changes } of rows) {
      const fired = JSON.parse(changes).filter(
        (change: { type: string; kind?: string; reason?: string }) =>
          change.type === 'waitClosed' &&
          change.kind === 'timer' &&
          change.reason === 'fulfilled',
      ).length;
      counts.set(id, (counts.get(id) ?? 0) + fired);
    }
    return Array.from(counts.values());
  }

  it('should share the work, and do each of it once', async () => {
    // when
    await begin('calm');
    await untilOver('calm');
    // then
    const deeds = deedsOf('calm');
    expect(deeds).toHaveLength(2 * COUNT);
    expect(new Set(deeds.map(deed => deed.idempotencyKey)).size).toBe(
      2 * COUNT,
    );
    for (const name of ['one', 'two']) {
      const share = deeds.filter(({ worker }) => worker === name).length;
      expect(share).toBeGreaterThan(COUNT / 4);
    }
    expect(await timesFired('calm')).toEqual(Array(COUNT).fill(1));
  }, 60_000);

  it('should go on with what one of them was doing when it was killed', async () => {
    // given
    await begin('hurt');
    let held = 0;
    while (held < 5) {
      await sleep(20);
      const waits = await knex('waits').where({ lease_owner: 'one' });
      held = waits.length;
    }
    // when
    await backends[0].kill();
    const killedAt = timeOf(time);
    await untilOver('hurt');
    // then
    const [{ ended }] = await knex('process_instances')
      .where('id', 'like', 'hurt %')
      .max({ ended: 'ended_at' });
    expect(Number(ended) - killedAt).toBeGreaterThan(LEASE / 2);
    const ofOther = deedsOf('hurt').filter(
      ({ worker, at }) => worker === 'two' && at > killedAt,
    );
    const firsts = ofOther.filter(({ elementId }) => elementId === 'first');
    expect(Math.max(...firsts.map(({ at }) => at)) - killedAt).toBeLessThan(
      LEASE + LATER,
    );
    expect(await timesFired('hurt')).toEqual(Array(COUNT).fill(1));
  }, 120_000);
});
