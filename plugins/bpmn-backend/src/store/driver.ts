import type { Knex } from 'knex';
import type { Database, Statement } from 'better-sqlite3';
import type { ClientBase } from 'pg';
import { giveWay } from './giveWay';

/** A connection of the driver underneath Knex, for the hot path: its prepared statements cost a fraction of Knex's builder. */
export type DriverConnection =
  | { readonly kind: 'postgres'; readonly client: ClientBase }
  | { readonly kind: 'sqlite'; readonly database: PreparedDatabase };

/** Whether a database is PostgreSQL; it is SQLite otherwise. */
export function isPostgres(knex: Knex): boolean {
  return String(knex.client.config.client).includes('pg');
}

/** Lends a connection of Knex's pool. */
export async function withDriver<Result>(
  knex: Knex,
  use: (connection: DriverConnection) => Result | Promise<Result>,
): Promise<Result> {
  const connection = await knex.client.acquireConnection();
  try {
    if (isPostgres(knex)) {
      return await use({ kind: 'postgres', client: await tuned(connection) });
    }
    // Whoever comes next has to wait for the connection in any case.
    await giveWay();
    return await use({ kind: 'sqlite', database: prepared(connection) });
  } finally {
    await knex.client.releaseConnection(connection);
  }
}

const tunedClients = new WeakSet<ClientBase>();

/**
 * A plan is kept as long as its connection, unless the table is analysed again. One that was made when a table was empty would read all of
 * it, row by row, when it is not empty any more: so PostgreSQL is told to use indexes wherever there is one. Nor is anything compiled: our
 * statements are short, whatever PostgreSQL expects of them, and to compile one can take a second.
 */
async function tuned(client: ClientBase): Promise<ClientBase> {
  if (!tunedClients.has(client)) {
    await client.query('set enable_seqscan = off; set jit = off');
    tunedClients.add(client);
  }
  return client;
}

/** An SQLite database that prepares each statement once. */
export class PreparedDatabase {
  private readonly statements = new Map<string, Statement<any[], any>>();

  constructor(private readonly database: Database) {
    // Knex knows neither: readers do not wait for the writer, and what is committed survives a power cut.
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('busy_timeout = 5000');
    // In KiB. With the two MiB that SQLite takes by itself, not even the upper pages of large indexes stay in memory.
    database.pragma('cache_size = -65536');
  }

  /** Rows of a query. */
  all(sql: string, ...parameters: readonly unknown[]): any[] {
    return this.statement(sql).all(...parameters);
  }

  /** Executes a statement. Returns how many rows it has changed. */
  run(sql: string, ...parameters: readonly unknown[]): number {
    return this.statement(sql).run(...parameters).changes;
  }

  /** Does all or nothing. Nothing is kept where `act` gives false. */
  transact(act: () => boolean): boolean {
    this.run('begin immediate');
    try {
      const isDone = act();
      this.run(isDone ? 'commit' : 'rollback');
      return isDone;
    } finally {
      // Where something was thrown, by `commit` on a full disk too: nobody else could begin one.
      if (this.database.inTransaction) {
        this.run('rollback');
      }
    }
  }

  /** The same in steps: others have their turn in between, but not the database, which is lent. */
  async transactInSteps(
    act: () => Generator<void, boolean, void>,
  ): Promise<boolean> {
    this.run('begin immediate');
    try {
      const steps = act();
      let step = steps.next();
      while (!step.done) {
        await giveWay();
        step = steps.next();
      }
      this.run(step.value ? 'commit' : 'rollback');
      return step.value;
    } finally {
      if (this.database.inTransaction) {
        this.run('rollback');
      }
    }
  }

  /** The same, but what is committed may be lost in a power cut. What is committed after it is not kept without it. */
  transactRelaxed(act: () => boolean): boolean {
    this.run('pragma synchronous = normal');
    try {
      return this.transact(act);
    } finally {
      this.run('pragma synchronous = full');
    }
  }

  private statement(sql: string): Statement<any[], any> {
    let statement = this.statements.get(sql);
    if (!statement) {
      statement = this.database.prepare(sql);
      this.statements.set(sql, statement);
    }
    return statement;
  }
}

const databases = new WeakMap<Database, PreparedDatabase>();

function prepared(database: Database): PreparedDatabase {
  let found = databases.get(database);
  if (!found) {
    found = new PreparedDatabase(database);
    databases.set(database, found);
  }
  return found;
}
