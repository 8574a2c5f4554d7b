// @ts-check
// Finished instances without a time to live of their own are found by when they ended.

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.raw(
    'create index process_instances_ended on process_instances (ended_at) where remove_at is null and ended_at is not null',
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('drop index process_instances_ended');
};
