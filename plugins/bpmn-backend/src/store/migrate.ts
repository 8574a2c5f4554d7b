import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** Brings the tables of a database up to date. */
export async function migrate(knex: Knex): Promise<void> {
  await knex.migrate.latest({
    directory: resolvePackagePath(
      '@bpmn-pipelines/backstage-plugin-bpmn-backend',
      'migrations',
    ),
  });
}
