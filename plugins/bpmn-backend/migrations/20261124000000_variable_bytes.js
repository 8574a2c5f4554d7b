// @ts-check
// How much the variables of an instance take, so that nobody has to measure all of them to know whether there is room for another one.

/** @typedef {import('knex').Knex} Knex */

/**
 * @param {Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('process_instances', table => {
    table
      .integer('variable_bytes')
      .notNullable()
      .defaultTo(0)
      .comment('Of JSON, in all scopes, while it runs.');
  });
  const isPostgres = String(knex.client.config.client).includes('pg');
  const bytes = isPostgres
    ? 'octet_length(value)'
    : 'length(cast(value as blob))';
  // Outputs of loops that run are counted from now on only: their loops know how much of them is counted.
  await knex('process_instances')
    .whereNull('ended_at')
    .update({
      variable_bytes: knex.raw(
        `coalesce((select sum(${bytes}) from variables where variables.instance_id = process_instances.id), 0)`,
      ),
    });
};

/**
 * @param {Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('process_instances', table => {
    table.dropColumn('variable_bytes');
  });
};
