// @ts-check
// What the REST API needs besides what it shows. Times are epoch milliseconds in UTC.

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('idempotency_keys', table => {
    table.comment('Requests that are done once, however often they are sent.');
    table.string('caller', 255).notNullable();
    table.string('route', 255).notNullable();
    table.string('key', 255).notNullable();
    table.string('body_hash', 64).notNullable();
    table
      .string('result_id', 36)
      .notNullable()
      .comment('What the first of them has made, or is about to make.');
    table.bigInteger('expires_at').notNullable();
    table.primary(['caller', 'route', 'key']);
    table.index(['expires_at']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('idempotency_keys');
};
