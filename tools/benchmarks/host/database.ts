import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@bpmn-pipelines/backstage-plugin-bpmn-backend/testing';
import knexFactory, { type Knex } from 'knex';
import { startPostgres } from '../../databases/postgres.cjs';

export type DatabaseKind = 'sqlite' | 'postgres';

/** A database of its own, as durable as in production. */
export interface BenchDatabase {
  readonly kind: DatabaseKind;
  readonly knex: Knex;
  /** The server and its superuser, on PostgreSQL. */
  readonly connectionString?: string;
  readonly close: () => Promise<void>;
}

/** Connections of each who takes part. */
export const CONNECTIONS = 20;

/** What is committed survives a power cut; and no checkpoint comes in the middle of a measurement. */
const DURABLE = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '1GB',
  max_wal_size: '16GB',
  checkpoint_timeout: '30min',
};

/** Starts a database with our tables, empty. */
export async function openDatabase(kind: DatabaseKind): Promise<BenchDatabase> {
  const database =
    kind === 'postgres' ? await openPostgres() : await openSqlite();
  await migrate(database.knex);
  return database;
}

async function openPostgres(): Promise<BenchDatabase> {
  const { connectionString, stop } = await startPostgres({ settings: DURABLE });
  const knex = knexFactory({
    client: 'pg',
    connection: `${connectionString}/postgres`,
    pool: { min: 0, max: CONNECTIONS },
  });
  return {
    kind: 'postgres',
    knex,
    connectionString,
    async close() {
      await knex.destroy();
      await stop();
    },
  };
}

async function openSqlite(): Promise<BenchDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: { filename: join(folder, 'bench.sqlite') },
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
  return {
    kind: 'sqlite',
    knex,
    async close() {
      await knex.destroy();
      rmSync(folder, { recursive: true });
    },
  };
}
