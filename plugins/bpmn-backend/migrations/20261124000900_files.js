// @ts-check
// Files that variables stand for, and the instances that may hand them on.

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('files', table => {
    table.comment('What is known of each file. Its bytes are elsewhere.');
    table.string('key', 36).primary();
    table.text('name').notNullable();
    table.bigInteger('size').notNullable();
    table.string('content_type', 255).notNullable();
    table.string('sha256', 64).notNullable();
    table.string('created_by', 255).notNullable();
    table.bigInteger('created_at').notNullable();
  });
  await knex.schema.createTable('file_grants', table => {
    table.comment(
      'Instances whose variables may hold a file: the one that it was made in, and those that it was sent to.',
    );
    table.string('instance_id', 36).notNullable();
    table.string('file_key', 36).notNullable();
    table.primary(['instance_id', 'file_key']);
    table.index(['file_key']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('file_grants');
  await knex.schema.dropTable('files');
};
