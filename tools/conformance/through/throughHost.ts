import { migrate } from '@bpmn-pipelines/backstage-plugin-bpmn-backend/testing';
import type { Knex } from 'knex';
import {
  connect,
  makeScratch,
  type DatabaseName,
} from '../../databases/scratch';
import type { OpenHost } from '../betsy/caseHost';
import { DurableCase } from './DurableCase';
import { openHost } from './openHost';

/** Lends a durable host on a database of its own, emptied for every case. */
export async function throughHost<Result>(
  name: DatabaseName,
  use: (openCase: OpenHost) => Promise<Result>,
): Promise<Result> {
  const scratch = await makeScratch(name);
  const knex = connect(scratch);
  try {
    await migrate(knex);
    const host = await openHost(knex);
    try {
      return await use(async observed => {
        await empty(knex);
        return new DurableCase(host, observed);
      });
    } finally {
      await host.stop();
    }
  } finally {
    await knex.destroy();
    await scratch.remove();
  }
}

async function empty(knex: Knex): Promise<void> {
  const isPostgres = knex.client.config.client === 'pg';
  const rows: { name: string }[] = await knex
    .select('name')
    .from(
      isPostgres
        ? knex.raw(
            `(select tablename::text as name from pg_tables where schemaname = 'public') t`,
          )
        : 'sqlite_master',
    )
    .modify(query => !isPostgres && query.where({ type: 'table' }));
  const ours = rows
    .map(row => row.name)
    .filter(name => !/^(knex_migrations|sqlite_)/.test(name));
  await knex.transaction(async tx => {
    for (const table of ours) {
      await tx(table).del();
    }
  });
}
