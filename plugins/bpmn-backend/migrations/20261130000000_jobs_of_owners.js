// @ts-check
// Who asks for jobs of anybody must not be led along those of each owner: a planner without figures takes one index for as good as the other.
// And the row of an instance, which every command changes, finds room beside itself, so that no index has to know.

/** @typedef {import('knex').Knex} Knex */

/** @param {Knex} knex */
const isPostgres = knex => String(knex.client.config.client).includes('pg');

const OF_JOBS = `kind = 'job' and suspended_at is null`;

/**
 * @param {Knex} knex
 */
exports.up = async function up(knex) {
  await makeIndex(knex, `${OF_JOBS} and owner_ref is not null`);
  if (isPostgres(knex)) {
    await knex.raw('alter table process_instances set (fillfactor = 80)');
  }
};

/**
 * @param {Knex} knex
 */
exports.down = async function down(knex) {
  await makeIndex(knex, OF_JOBS);
  if (isPostgres(knex)) {
    await knex.raw('alter table process_instances reset (fillfactor)');
  }
};

/**
 * @param {Knex} knex
 * @param {string} condition
 */
async function makeIndex(knex, condition) {
  await knex.raw('drop index waits_jobs_of_owners');
  await knex.raw(
    `create index waits_jobs_of_owners on waits (topic, owner_ref, priority desc, due_at) where ${condition}`,
  );
}
