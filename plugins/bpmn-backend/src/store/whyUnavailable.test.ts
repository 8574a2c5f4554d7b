import { ServiceUnavailableError } from '@backstage/errors';
import Database from 'better-sqlite3';
import knexFactory, { type Knex } from 'knex';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { newWorld } from '../__testUtils__/world';
import { isPostgres } from './driver';
import { whyUnavailable } from './whyUnavailable';

const coded = (code: string) => Object.assign(new Error('no'), { code });

/** What something was rejected with. */
const errorOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    error => error,
  );

describe('an error', () => {
  it.each([
    coded('57P01'),
    coded('08006'),
    coded('53100'),
    coded('ECONNRESET'),
    coded('SQLITE_FULL'),
    coded('SQLITE_IOERR_WRITE'),
    coded('SQLITE_BUSY'),
    new Error('Connection terminated unexpectedly'),
    new Error('select $1 - Connection terminated unexpectedly'),
    new AggregateError([coded('ECONNREFUSED')]),
    new TypeError('fetch failed', { cause: coded('ECONNREFUSED') }),
  ])('should say that something is away: %p', error => {
    expect(whyUnavailable(error)).toMatch(/^it/);
  });

  it.each([
    coded('23505'),
    coded('22003'),
    coded('42P01'),
    coded('SQLITE_CONSTRAINT_UNIQUE'),
    coded('SQLITE_FULLNESS'),
    new Error('no'),
    new ServiceUnavailableError('it has its own name'),
    'ECONNREFUSED',
    undefined,
  ])('should not: %p', error => {
    expect(whyUnavailable(error)).toBeUndefined();
  });

  it('should end the search for causes that go round in circles', () => {
    const error = new Error('no') as { cause?: unknown };
    error.cause = error;
    expect(whyUnavailable(error)).toBeUndefined();
  });

  it('should say so where PostgreSQL does not listen', async () => {
    // given
    const knex = knexFactory({
      client: 'pg',
      connection: { host: '127.0.0.1', port: 1 },
      pool: { min: 0, max: 1 },
    });
    // then
    expect(whyUnavailable(await errorOf(knex.raw('select 1')))).toMatch(/^it/);
    await knex.destroy();
  });

  it('should say so where SQLite has no room, or somebody else writes', async () => {
    // given
    const folder = await mkdtemp(join(tmpdir(), 'full-'));
    const file = join(folder, 'db.sqlite');
    const database = new Database(file, { timeout: 0 });
    const other = new Database(file, { timeout: 0 });
    const write = (to: Database.Database) => async () =>
      to.exec(`insert into t values ('${'x'.repeat(100_000)}')`);
    try {
      database.pragma('journal_mode = WAL');
      database.exec('create table t (a text)');
      database.exec('begin immediate');
      // then
      expect(whyUnavailable(await errorOf(write(other)()))).toMatch(/^it/);
      // when
      database.exec('commit');
      database.pragma('max_page_count = 3');
      // then
      const full = await errorOf(write(database)());
      expect(full).toMatchObject({ code: 'SQLITE_FULL' });
      expect(whyUnavailable(full)).toMatch(/^it/);
    } finally {
      database.close();
      other.close();
      await rm(folder, { recursive: true });
    }
  });
});

describe.each(eachDatabase)('a database that is away, %s', databaseId => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
  }, 120_000);

  it('should be told to those who ask as something that passes', async () => {
    // given
    const { api, instance } = await newWorld(knex);
    const { instanceId } = await instance();
    // when
    await knex.destroy();
    // then
    const params = { instanceId };
    for (const asked of [
      api.ask('getInstance', { params }),
      api.ask('suspendInstance', { params }),
      api.ask('startInstance', { body: { processId: 'known' } }),
      api.ask('listTasks'),
      api.ask('getHealth'),
    ]) {
      const { status, body, headers } = await asked;
      expect([status, body.code]).toEqual([503, 'unavailable']);
      expect(headers['retry-after']).toBe('5');
      expect(body.detail).toContain('Ask again in a moment');
    }
    expect(api.logger.error).toHaveBeenCalled();
  });

  it('should be told so when it stops while it is asked', async () => {
    // given
    const own = await migratedDatabase(databaseId);
    if (!isPostgres(own)) {
      return;
    }
    // when
    const stopped = own.raw('select pg_terminate_backend(pg_backend_pid())');
    // then
    expect(whyUnavailable(await errorOf(stopped as any))).toMatch(/^it/);
  });
});
