import { TestDatabases } from '@backstage/backend-test-utils';

const POSTGRES = 'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';

/**
 * The databases that every store test runs on: SQLite and a real PostgreSQL, whatever its version is.
 *
 * ```ts
 * const databases = testDatabases();
 *
 * describe.each(databases.eachSupportedId())('TaskStore (%s)', id => {
 *   it('should …', async () => {
 *     const knex = await databases.init(id); // empty, and of this test alone
 *   });
 * });
 * ```
 *
 * The PostgreSQL is started once per test run, for packages whose package.json says so:
 *
 * ```json
 * "jest": {
 *   "globalSetup": "<rootDir>/../../../tools/databases/jestSetup.cjs",
 *   "globalTeardown": "<rootDir>/../../../tools/databases/jestTeardown.cjs"
 * }
 * ```
 *
 * @throws Error if that is missing: a store test that runs on one database only is not finished
 */
export function testDatabases(): TestDatabases {
  if (!process.env[POSTGRES]) {
    throw new Error(
      `Expected a PostgreSQL for store tests, but none was started. Add tools/databases/jestSetup.cjs as "globalSetup" of "jest" in this package's package.json, or set ${POSTGRES}.`,
    );
  }
  return TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
}
