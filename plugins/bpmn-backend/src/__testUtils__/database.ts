import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { testDatabases } from '@bpmn-pipelines/tools';
import type { Knex } from 'knex';

const databases = testDatabases();

/** Where the migrations are. */
export const migrationsFolder = resolvePackagePath(
  '@bpmn-pipelines/backstage-plugin-bpmn-backend',
  'migrations',
);

type Id = Parameters<typeof databases.init>[0];

/** Both databases, for `describe.each`. */
export const eachDatabase = databases.eachSupportedId();

/** An empty database, of one test alone. */
export const emptyDatabase = (id: Id): Promise<Knex> => databases.init(id);

/** An empty database with our tables, of one test alone. */
export async function migratedDatabase(id: Id): Promise<Knex> {
  const knex = await databases.init(id);
  await knex.migrate.latest({ directory: migrationsFolder });
  return knex;
}
