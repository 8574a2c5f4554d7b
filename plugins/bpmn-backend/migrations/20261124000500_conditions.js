// @ts-check
// Conditions that begin processes: found by process, and begun once for each request.

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.raw(
    `create index start_subscriptions_conditions on start_subscriptions (process_key) where kind = 'condition'`,
  );
  await knex.schema.alterTable('idempotency_keys', table => {
    table
      .text('plan')
      .comment(
        'JSON: what a request makes that makes more than one thing, once that is known.',
      );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('idempotency_keys', table => {
    table.dropColumn('plan');
  });
  await knex.raw('drop index start_subscriptions_conditions');
};
