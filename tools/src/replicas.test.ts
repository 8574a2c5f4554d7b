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
/** By how much the clocks are moved on at a time, in milliseconds, and how long what that has made due may take on this machine. */
const STEP = 500;
const BREATH = 50;

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

/** A wait, as the database has it. */
interface JobRow {
  readonly instance_id: string;
  readonly key: number;
  readonly lease_owner: string | null;
  readonly attempt: string;
  readonly due_at: string;
}

/** What an instance tells of a wait that is over. Epoch milliseconds. */
interface Closed {
  readonly instanceId: string;
  readonly waitKey: number;
  readonly kind: string;
  readonly at: number;
}

// Their clocks stand still until they are moved, alike in both: all times are those of the database's rows.
describe('two back ends on one PostgreSQL', () => {
  let time: TimeSettings = { since: Date.now(), speed: 0, shift: 0 };
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
    const shared = { kind: 'host', database: database.config } as const;
    backends = ['one', 'two'].map(
      name => new Backend({ ...shared, name, deedsFile, time }),
    );
    await Promise.all(backends.map(one => one.start()));
  }, 120_000);

  afterAll(async () => {
    await Promise.all(backends.map(one => one.kill()));
    await knex.destroy();
    await database.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const now = () => timeOf(time);

  /** Moves the clocks of those that run. */
  async function advance(milliseconds: number): Promise<void> {
    time = { ...time, shift: time.shift + milliseconds };
    const running = backends.filter(({ isListening }) => isListening);
    await Promise.all(running.map(one => one.shiftClock(time.shift)));
  }

  const begin = (prefix: string) =>
    Promise.all(
      Array.from({ length: COUNT }, (_, index) =>
        backends[index % 2].ask({
          type: 'start',
          key: `${prefix} ${index}`,
          processId: 'shared',
          variables: {},
        }),
      ),
    );

  const instancesOf = (prefix: string) =>
    knex('process_instances').where('business_key', 'like', `${prefix} %`);

  async function untilOver(prefix: string): Promise<void> {
    while (await instancesOf(prefix).whereNull('ended_at').first('id')) {
      await advance(STEP);
      await sleep(BREATH);
    }
  }

  async function until(isSo: () => Promise<boolean>): Promise<void> {
    while (!(await isSo())) {
      await sleep(BREATH);
    }
  }

  async function deedsOf(prefix: string): Promise<readonly DeedLine[]> {
    const ids = new Set(await instancesOf(prefix).pluck('id'));
    return readFileSync(deedsFile, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line) as DeedLine)
      .filter(({ instanceId }) => ids.has(instanceId));
  }

  async function closedOf(prefix: string): Promise<readonly Closed[]> {
    const rows = await knex('history')
      .whereIn('instance_id', instancesOf(prefix).select('id'))
      .select('instance_id', 'at', 'changes');
    return rows.flatMap(({ instance_id: instanceId, at, changes }) =>
      JSON.parse(changes)
        .filter(
          (change: { type: string; reason?: string }) =>
            change.type === 'waitClosed' && change.reason === 'fulfilled',
        )
        .map(({ waitKey, kind }: Closed) => ({
          ...{ instanceId, waitKey, kind, at: Number(at) },
        })),
    );
  }

  /** Of each instance, how often its timer has fired. */
  async function timesFired(prefix: string): Promise<readonly number[]> {
    const timers = (await closedOf(prefix)).filter(
      ({ kind }) => kind === 'timer',
    );
    const ids: string[] = await instancesOf(prefix).pluck('id');
    return ids.map(
      id => timers.filter(({ instanceId }) => instanceId === id).length,
    );
  }

  const jobs = (): Knex.QueryBuilder<any, JobRow[]> =>
    knex('waits').where({ kind: 'job' });

  it('should share the work, and do each of it once', async () => {
    // when
    await begin('calm');
    await untilOver('calm');
    // then
    const deeds = await deedsOf('calm');
    expect(deeds).toHaveLength(2 * COUNT);
    expect(new Set(deeds.map(deed => deed.idempotencyKey)).size).toBe(
      2 * COUNT,
    );
    for (const name of ['one', 'two']) {
      const share = deeds.filter(({ worker }) => worker === name).length;
      expect(share).toBeGreaterThan(COUNT / 4);
    }
    expect(await timesFired('calm')).toEqual(Array(COUNT).fill(1));
  }, 120_000);

  it('should go on with what one of them was doing when it was killed', async () => {
    // given
    await begin('hurt');
    const heldByOne = () => jobs().where({ lease_owner: 'one' });
    await until(async () => (await heldByOne()).length >= 5);
    // when
    await backends[0].kill();
    const killedAt = now();
    // What it has sent already is done; and the other one does what it can.
    await until(async () => {
      const open = await jobs().select('lease_owner');
      return open.every(row => row.lease_owner === 'one');
    });
    const held: readonly JobRow[] = await heldByOne();
    // then: as long as they are leased nobody else does them
    expect(held.length).toBeGreaterThan(0);
    const leasedUntil = held.map(row => Number(row.due_at) - killedAt);
    expect(Math.max(...leasedUntil)).toBeLessThanOrEqual(LEASE);
    await advance(Math.min(...leasedUntil) - 1);
    await sleep(20 * BREATH);
    expect(await heldByOne()).toEqual(held);
    // when
    await advance(killedAt + LEASE + LATER - now());
    await until(async () => !(await isAnyLeft(held)));
    // then
    const closed = await closedOf('hurt');
    for (const { instance_id: instanceId, key, due_at: leaseEnd } of held) {
      const own = closed.filter(
        one => one.instanceId === instanceId && one.waitKey === key,
      );
      expect(own).toHaveLength(1);
      expect(own[0].at).toBeGreaterThanOrEqual(Number(leaseEnd));
      expect(own[0].at).toBeLessThanOrEqual(killedAt + LEASE + LATER);
    }
    // when
    await untilOver('hurt');
    // then
    const deeds = await deedsOf('hurt');
    for (const { instance_id: instanceId, attempt } of held) {
      const again = deeds.filter(
        one => one.instanceId === instanceId && one.worker === 'two',
      );
      expect(again.map(({ attemptId }) => attemptId)).not.toContain(attempt);
      expect(again.map(({ elementId }) => elementId)).toContain('first');
    }
    expect(await timesFired('hurt')).toEqual(Array(COUNT).fill(1));
  }, 240_000);

  async function isAnyLeft(rows: readonly JobRow[]): Promise<boolean> {
    const open = await jobs().select('instance_id', 'key');
    const keys = new Set(open.map(row => `${row.instance_id} ${row.key}`));
    return rows.some(row => keys.has(`${row.instance_id} ${row.key}`));
  }
});
