import { randomBytes } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { Knex } from 'knex';
import { Client } from 'pg';
import type { RecordedCommand } from './commands';
import type { BenchDatabase } from './database';
import {
  changingColumns,
  instanceRow,
  instanceTables,
  toTables,
  type InstanceTable,
  type InstanceWrite,
} from '@bpmn-pipelines/backstage-plugin-bpmn-backend/testing';
import type { DoOne } from './rounds';

/** One statement of a command. `:id` in it is the instance; every `?` has its value. */
interface FloorStatement {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** What a command writes, as plain as it can be said: the same rows of the same tables, with what is in them known before. */
interface FloorCommand {
  readonly statements: readonly FloorStatement[];
  /** Whether it may be lost in a power cut, as a lease. */
  readonly isRelaxed: boolean;
}

/** Writes the rows of whole instances, without anything that thinks. */
export interface Floor {
  /** Does the commands of one instance, each in one transaction. */
  readonly runOnce: DoOne;
  readonly stop: () => Promise<void>;
}

/** The least that a database can be asked to do for an instance: every command in one transaction, at the same durability. */
export async function createFloor(
  { kind, knex, connectionString }: BenchDatabase,
  recorded: readonly RecordedCommand[],
  callers: number,
): Promise<Floor> {
  const commands = recorded.map(statementsOf);
  return kind === 'postgres'
    ? postgresFloor(connectionString!, commands, callers)
    : sqliteFloor(knex, commands);
}

function statementsOf(command: RecordedCommand): FloorCommand {
  if (command.kind === 'claim') {
    const sql =
      'update waits set due_at = ?, lease_owner = ?, attempt = ? where instance_id = :id and key = ?';
    const values = [Date.now(), 'bench', orderedId(), command.waitKey];
    return { statements: [{ sql, values }], isRelaxed: true };
  }
  const { write } = command;
  const written = toTables(write);
  const tables = Object.entries<InstanceTable>(instanceTables);
  const statements = tables.flatMap(([name, table]) => {
    const { put, removed } = written[name as keyof typeof written];
    return [...removals(table, removed), ...additions(table, put)];
  });
  return {
    statements: [instanceStatement(write), ...statements],
    isRelaxed: false,
  };
}

function instanceStatement({ record }: InstanceWrite): FloorStatement {
  const row = instanceRow(record);
  if (record.revision === 1) {
    const columns = Object.keys(row);
    return {
      sql: `insert into process_instances (id, ${columns}) values (:id${', ?'.repeat(
        columns.length,
      )})`,
      values: Object.values(row),
    };
  }
  return {
    sql: `update process_instances set ${changingColumns
      .map(column => `${column} = ?`)
      .join(', ')} where id = :id and revision = ?`,
    values: [...changingColumns.map(name => row[name]), record.revision - 1],
  };
}

function removals(
  { name, removedBy }: InstanceTable,
  removed: readonly unknown[],
): readonly FloorStatement[] {
  return removed.length === 0
    ? []
    : [
        {
          sql: `delete from ${name} where instance_id = :id and ${removedBy} in (${removed.map(
            () => '?',
          )})`,
          values: removed,
        },
      ];
}

function additions(
  { name, columns }: InstanceTable,
  put: readonly (readonly unknown[])[],
): readonly FloorStatement[] {
  const row = `(:id${', ?'.repeat(columns.length)})`;
  return put.length === 0
    ? []
    : [
        {
          sql: `insert into ${name} (instance_id, ${columns.map(
            ([column]) => column,
          )}) values ${put.map(() => row)}`,
          values: put.flat(),
        },
      ];
}

/** Each command is one prepared statement; each caller has a connection, and one for what may be lost. */
async function postgresFloor(
  connectionString: string,
  commands: readonly FloorCommand[],
  callers: number,
): Promise<Floor> {
  const connect = async (synchronousCommit: 'on' | 'off') => {
    const client = new Client(`${connectionString}/postgres`);
    await client.connect();
    await client.query('set enable_seqscan = off');
    await client.query(`set synchronous_commit = ${synchronousCommit}`);
    return client;
  };
  const connections: { strict: Client; relaxed: Client }[] = [];
  for (let caller = 0; caller < callers; caller++) {
    connections.push({
      strict: await connect('on'),
      relaxed: await connect('off'),
    });
  }
  const prepared = commands.map(preparedStatement);
  return {
    async runOnce(caller) {
      const id = orderedId();
      const { strict, relaxed } = connections[caller];
      for (const { isRelaxed, values, ...statement } of prepared) {
        const client = isRelaxed ? relaxed : strict;
        await client.query({ ...statement, values: [id, ...values] });
      }
    },
    async stop() {
      for (const { strict, relaxed } of connections) {
        await strict.end();
        await relaxed.end();
      }
    },
  };
}

function preparedStatement({ statements, isRelaxed }: FloorCommand) {
  let parameter = 1;
  const parts = statements.map(({ sql }) =>
    sql.replace(/\?/g, () => `$${++parameter}`).replaceAll(':id', '$1'),
  );
  const last = parts.pop();
  const before = parts.map((sql, index) => `part${index} as (${sql})`);
  return {
    name: `floor_${randomBytes(8).toString('hex')}`,
    text: before.length > 0 ? `with ${before} ${last}` : `${last}`,
    values: statements.flatMap(({ values }) => values),
    isRelaxed,
  };
}

/** SQLite has one connection, which is lent. */
async function sqliteFloor(
  knex: Knex,
  commands: readonly FloorCommand[],
): Promise<Floor> {
  const database: Database = await knex.client.acquireConnection();
  await knex.client.releaseConnection(database);
  const prepare = (sql: string) => database.prepare(sql);
  const prepared = commands.map(({ statements, isRelaxed }) => ({
    parts: statements.map(({ sql, values }) => ({
      statement: prepare(sql),
      values,
    })),
    before: [
      prepare(`pragma synchronous = ${isRelaxed ? 'normal' : 'full'}`),
      prepare('begin immediate'),
    ],
    after: prepare('commit'),
  }));
  return {
    async runOnce() {
      const id = { id: orderedId() };
      for (const { before, parts, after } of prepared) {
        before.forEach(statement => statement.run());
        parts.forEach(({ statement, values }) => statement.run(id, ...values));
        after.run();
        // As any service would, let others have their turn.
        await Promise.resolve();
      }
    },
    stop: async () => {},
  };
}

/** As long as a UUIDv7, and in order of time as it is: indexes grow at one end. */
function orderedId(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time}-${randomBytes(12).toString('hex').slice(0, 23)}`;
}
