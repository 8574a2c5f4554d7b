import { statSync } from 'node:fs';
import type { Database, Statement } from 'better-sqlite3';
import { Client } from 'pg';
import type { BenchDatabase } from './database';

/** What a database has been asked to do, since some time. */
export interface Reading {
  readonly statements: number;
  /** Transactions that have written something. */
  readonly commits: number;
  /** Bytes of the write-ahead log. */
  readonly walBytes: number;
}

/** Reads what a database has done. */
export interface Meter {
  readonly read: () => Promise<Reading>;
  readonly stop: () => Promise<void>;
}

/** Begins to count. */
export async function startMeter(database: BenchDatabase): Promise<Meter> {
  return database.kind === 'postgres'
    ? postgresMeter(database.connectionString!)
    : sqliteMeter(database);
}

type AnyMethod = (this: unknown, ...parameters: unknown[]) => unknown;

/** Calls something else before methods of a prototype, until that is undone. */
function intercept(
  prototype: object,
  names: readonly string[],
  before: (self: any) => void,
): () => void {
  const methods = prototype as Record<string, AnyMethod>;
  const undo = names.map(name => {
    const original = methods[name];
    methods[name] = function intercepted(...parameters) {
      before(this);
      return original.apply(this, parameters);
    };
    return () => {
      methods[name] = original;
    };
  });
  return () => undo.forEach(one => one());
}

async function postgresMeter(connectionString: string): Promise<Meter> {
  const own = new Client(`${connectionString}/postgres`);
  await own.connect();
  let statements = 0;
  const undo = intercept(Client.prototype, ['query'], client => {
    statements += client === own ? 0 : 1;
  });
  const text = `select pg_snapshot_xmax(pg_current_snapshot())::text::int8 as commits, pg_current_wal_insert_lsn() - '0/0'::pg_lsn as bytes`;
  return {
    async read() {
      const [{ commits, bytes }] = (await own.query(text)).rows;
      return {
        statements,
        commits: Number(commits),
        walBytes: Number(bytes),
      };
    },
    async stop() {
      undo();
      await own.end();
    },
  };
}

async function sqliteMeter({ knex }: BenchDatabase): Promise<Meter> {
  const database: Database = await knex.client.acquireConnection();
  await knex.client.releaseConnection(database);
  // Nothing leaves the log meanwhile.
  database.pragma('wal_checkpoint(truncate)');
  database.pragma('wal_autocheckpoint = 0');
  let statements = 0;
  let commits = 0;
  const prototype = Object.getPrototypeOf(database.prepare('select 1'));
  const undo = intercept(prototype, ['run', 'all', 'get'], statement => {
    const { source, readonly } = statement as Statement;
    const isOwn = !/^(begin|commit|pragma)/i.test(source);
    const isAlone = !database.inTransaction && !readonly;
    statements += isOwn ? 1 : 0;
    commits += source === 'commit' || (isOwn && isAlone) ? 1 : 0;
  });
  const log = `${database.name}-wal`;
  return {
    read: async () => ({ statements, commits, walBytes: statSync(log).size }),
    async stop() {
      undo();
      database.pragma('wal_autocheckpoint = 1000');
    },
  };
}
