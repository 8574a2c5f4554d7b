import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import createKnex, { type Knex } from 'knex';
import { startPostgres } from './postgres.cjs';

/** The databases that hosts run on. */
export const databaseNames = ['sqlite', 'postgres'] as const;
export type DatabaseName = (typeof databaseNames)[number];

/** An empty database of one's own, that processes can connect to. */
export interface ScratchDatabase {
  readonly name: DatabaseName;
  /** What to connect with: plain JSON, so that it can be told to another process. */
  readonly config: Knex.Config;
  /** Removes it with everything in it; whoever is connected is cut off. */
  remove(): Promise<void>;
}

/** Makes an SQLite file. */
function makeSqlite(): ScratchDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'bpmn-scratch-'));
  return {
    name: 'sqlite',
    config: {
      client: 'better-sqlite3',
      useNullAsDefault: true,
      connection: { filename: join(folder, 'bpmn.sqlite') },
      pool: { min: 1, max: 1 },
    },
    async remove() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Starts a PostgreSQL server, with settings over those that suit tests. */
export async function makePostgres(
  settings: Readonly<Record<string, string | number>> = {},
): Promise<ScratchDatabase> {
  const { connectionString, stop } = await startPostgres({ settings });
  return {
    name: 'postgres',
    config: {
      client: 'pg',
      connection: { connectionString: `${connectionString}/postgres` },
      pool: { min: 0, max: 10 },
    },
    remove: stop,
  };
}

/** Makes an empty database; PostgreSQL with a server of its own. */
export async function makeScratch(
  name: DatabaseName,
): Promise<ScratchDatabase> {
  return name === 'sqlite' ? makeSqlite() : makePostgres();
}

/** The same PostgreSQL, for connections that go elsewhere first, and that it can tell from others. */
export function redirected(
  config: Knex.Config,
  { port, name }: { readonly port: number; readonly name: string },
): Knex.Config {
  const url = urlOf(config);
  url.port = String(port);
  return {
    ...config,
    connection: { connectionString: url.href, application_name: name },
  };
}

/** Where a PostgreSQL is. */
export function urlOf({ connection }: Knex.Config): URL {
  return new URL((connection as Knex.PgConnectionConfig).connectionString!);
}

/** Connects to a database. */
export function connect({ config }: Pick<ScratchDatabase, 'config'>): Knex {
  return createKnex(config);
}
