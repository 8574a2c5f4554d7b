import type { Knex } from 'knex';
import { chownSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { auditInstances } from '../../chaos/audit/auditInstances';
import { auditRows } from '../../chaos/audit/auditRows';
import { handlersThat } from '../../chaos/backend/handlers';
import { steps } from '../../chaos/mix/work';
import { SmallDisk } from '../../chaos/trouble/SmallDisk';
import {
  serveHost,
  type ServedHost,
} from '../../conformance/through/serveHost';
import { connect, makePostgres, urlOf } from '../../databases/scratch';
import { deploy } from '../../hosting/deploy';
import { LocalHost } from '../../hosting/LocalHost';

const COUNT = 20;
const MINUTE = 60_000;
/** Bytes of a variable. */
const LARGE = 3_900;

jest.setTimeout(60_000);

/** A database that can be left without room. */
interface Room {
  readonly config: Knex.Config;
  /** From now on there is none. */
  fill(knex: Knex): Promise<void> | void;
  clear(knex: Knex): Promise<void> | void;
  remove(): Promise<void> | void;
}

const sqliteIn = (folder: string): Knex.Config => ({
  client: 'better-sqlite3',
  useNullAsDefault: true,
  connection: { filename: join(folder, 'bpmn.sqlite') },
  pool: { min: 1, max: 1 },
});

/** SQLite that may not grow: the same error as on a full disk. */
function limitedSqlite(): Room {
  const folder = mkdtempSync(join(tmpdir(), 'bpmn-limited-'));
  return {
    config: sqliteIn(folder),
    async fill(knex) {
      const [{ page_count: pages }] = await knex.raw('pragma page_count');
      await knex.raw(`pragma max_page_count = ${pages}`);
    },
    async clear(knex) {
      await knex.raw('pragma max_page_count = 4294967294');
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function sqliteOnSmallDisk(): Room {
  const disk = SmallDisk.mount(16);
  return disk
    ? {
        config: sqliteIn(disk.folder),
        fill: () => disk.fill(),
        clear: () => disk.clear(),
        remove: () => disk.unmount(),
      }
    : limitedSqlite();
}

/** PostgreSQL with its tables on a small disk; its log is elsewhere, since it ends itself when there is no room for that. */
async function postgresOnSmallDisk(): Promise<Room> {
  const { config, remove } = await makePostgres();
  const disk = SmallDisk.mount(48);
  const url = urlOf(config);
  const knex = connect({ config });
  try {
    if (disk) {
      const { rows } = await knex.raw('select pg_backend_pid() as pid');
      const { uid, gid } = statSync(`/proc/${rows[0].pid}`);
      chownSync(disk.folder, uid, gid);
      await knex.raw(`create tablespace small location '${disk.folder}'`);
    }
    await knex.raw(`create database small ${disk ? 'tablespace small' : ''}`);
  } finally {
    await knex.destroy();
  }
  url.pathname = '/small';
  return {
    config: { ...config, connection: { connectionString: url.href } },
    fill: async used => {
      disk?.fill();
      if (!disk) {
        await used.raw(
          'alter database small set default_transaction_read_only = on',
        );
      }
    },
    clear: () => disk?.clear(),
    remove: async () => {
      await remove();
      disk?.unmount();
    },
  };
}

describe.each([
  ['SQLite on a small disk', sqliteOnSmallDisk],
  ['SQLite that may not grow', limitedSqlite],
  ['PostgreSQL on a small disk', postgresOnSmallDisk],
])('%s', (_, makeRoom) => {
  let room: Room;
  let knex: Knex;
  let local: LocalHost;
  let served: ServedHost;
  let shift = 0;

  beforeAll(async () => {
    room = await makeRoom();
    knex = connect(room);
    await deploy(knex, Date.now(), steps.documents);
    local = new LocalHost({
      config: room.config,
      clock: { now: () => Date.now() + shift },
      handlers: handlersThat(() => {}).filter(({ type }) => type !== 'flaky'),
    });
    served = await serveHost(local.host);
  });

  afterAll(async () => {
    await room.clear(local.host.knex);
    await served.stop();
    await local.stop();
    await knex.destroy();
    await room.remove();
  });

  const start = (more: object = {}) =>
    fetch(`${served.baseUrl}/process-instances`, {
      method: 'POST',
      headers: {
        authorization: served.authorization,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        processId: 'steps',
        variables: { count: 0, ...more },
      }),
    });

  /** Starts instances with much in them until that is refused. */
  async function untilRefused(): Promise<Response> {
    for (;;) {
      const answer = await start({ large: 'x'.repeat(LARGE) });
      if (!answer.ok) {
        return answer;
      }
    }
  }

  /** How many wait for what nobody here does: they have done all else. */
  async function countDone(): Promise<number> {
    const rows = await knex('waits').where({ kind: 'job', topic: 'flaky' });
    return rows.length;
  }

  it('should refuse what there is no room for, and go on when there is', async () => {
    // given
    for (let index = 0; index < COUNT; index++) {
      expect((await start()).status).toBe(201);
    }
    // when
    await room.fill(local.host.knex);
    const refused = await untilRefused();
    // then
    expect({ status: refused.status, ...(await refused.json()) }).toMatchObject(
      {
        status: 503,
        code: 'unavailable',
        detail: expect.stringContaining('its disk is full'),
      },
    );
    expect(await local.host.health.check()).toMatchObject({
      refusal: 'its disk is full',
    });
    expect(await auditRows(knex)).toEqual([]);
    // when
    await room.clear(local.host.knex);
    expect((await start()).status).toBe(201);
    const [{ count }] = await knex('process_instances').count({ count: '*' });
    shift += MINUTE;
    while ((await countDone()) < Number(count)) {
      await sleep(50);
    }
    // then
    expect(await auditRows(knex)).toEqual([]);
    expect(await auditInstances(knex)).toEqual([]);
    shift += MINUTE;
    expect(await local.host.health.check()).toEqual({
      isKeepingUp: true,
      lags: expect.anything(),
      scripts: [],
    });
  });
});
