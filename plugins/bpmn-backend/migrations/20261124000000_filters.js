// @ts-check
// What people look for tasks, incidents and the instances of their requests by.

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.raw(
    'create index user_tasks_business_key on user_tasks (business_key, state, created_at, id) where business_key is not null',
  );
  await knex.raw(
    'create index process_instances_incidents_owner on process_instances (owner_ref, started_at) where incident_count > 0',
  );
  await knex.schema.alterTable('idempotency_keys', table => {
    table.index(['result_id']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('idempotency_keys', table => {
    table.dropIndex(['result_id']);
  });
  await knex.raw('drop index process_instances_incidents_owner');
  await knex.raw('drop index user_tasks_business_key');
};
