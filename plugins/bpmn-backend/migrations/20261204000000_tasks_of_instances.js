// @ts-check
// The tasks of an instance, open ones or those that are done: without it SQLite would go through those of all instances to have them in order.

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.raw(
    'create index user_tasks_instance on user_tasks (instance_id, state, created_at, id)',
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('drop index user_tasks_instance');
};
