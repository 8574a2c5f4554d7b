// @ts-check
// Jest's globalSetup of packages with a store: one PostgreSQL for the whole test run.
const { startPostgres } = require('./postgres.cjs');

module.exports = async function setup() {
  const postgres = await startPostgres();
  process.env.BACKSTAGE_TEST_DISABLE_DOCKER = '1';
  process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING =
    postgres.connectionString;
  /** @type {any} */ (globalThis).bpmnTestPostgres = postgres;
};
