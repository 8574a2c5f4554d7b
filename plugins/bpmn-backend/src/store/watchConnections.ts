import type { Knex } from 'knex';
import type { Socket } from 'node:net';
import type { ClientBase } from 'pg';
import { isPostgres } from './driver';

/** Milliseconds that PostgreSQL may take for a statement. */
const PATIENCE = 60_000;
/** How much longer its answer may take, as a factor. */
const GRACE = 1.1;
/** Milliseconds that it may take to be connected, at most. */
const CONNECTING = 10_000;

/** What a connection of the driver is made of, as far as it matters here. */
interface Connection extends ClientBase {
  /** Whether it waits for no answer. */
  readonly readyForQuery?: boolean;
  readonly connection?: { readonly stream: Socket };
}

const watched = new WeakSet<object>();

/**
 * Gives up connections to PostgreSQL on which nothing is heard any more: a network can lose one without telling anybody, and whoever waits for
 * an answer then would wait for ever. PostgreSQL ends by itself what nobody waits for, so that it holds no locks.
 *
 * @param patience milliseconds that a statement may take; absent: a minute
 */
export function watchConnections(knex: Knex, patience = PATIENCE): void {
  const { client } = knex;
  if (!isPostgres(knex) || watched.has(client)) {
    return;
  }
  watched.add(client);
  const longest = Math.round(patience * GRACE);
  const connect = client.acquireRawConnection;
  client.acquireRawConnection = async () => {
    client.connectionSettings.keepAlive ??= true;
    client.connectionSettings.connectionTimeoutMillis ??= Math.min(
      CONNECTING,
      patience,
    );
    const connection: Connection = await connect.call(client);
    watch(connection, longest);
    await connection.query(
      `set statement_timeout = ${patience}; set idle_in_transaction_session_timeout = ${patience}`,
    );
    return connection;
  };
  // Those that were there before.
  client.pool.on('acquireSuccess', (_: unknown, connection: Connection) =>
    watch(connection, longest),
  );
}

function watch(connection: Connection, longest: number): void {
  const stream = connection.connection?.stream;
  if (!stream || watched.has(stream)) {
    return;
  }
  watched.add(stream);
  stream.setTimeout(longest);
  stream.on('timeout', () => {
    if (!connection.readyForQuery || stream.writableEnded) {
      stream.destroy(silenceOf(longest));
    }
  });
}

function silenceOf(milliseconds: number): Error {
  const error = new Error(
    `Expected PostgreSQL to answer within ${milliseconds} ms, but nothing was heard of it. The connection is given up`,
  );
  return Object.assign(error, { code: 'ETIMEDOUT' });
}
