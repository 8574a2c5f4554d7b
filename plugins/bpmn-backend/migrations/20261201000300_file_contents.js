// @ts-check
// Bytes of files, where they are in the database; and keys under which bytes can be without a file, wherever they are.

/** @typedef {import('knex').Knex} Knex */

/** @param {Knex} knex */
const isPostgres = knex => String(knex.client.config.client).includes('pg');

/**
 * @param {Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('files', table => {
    table
      .string('made_in', 36)
      .comment('The instance whose room it takes, which can be gone.');
    table.index(['made_in'], 'files_made_in');
  });
  await knex.schema.createTable('file_chunks', table => {
    table.comment('Bytes of files, in pieces.');
    table.string('file_key', 36).notNullable();
    table.integer('position').notNullable();
    table.binary('content').notNullable();
    table.primary(['file_key', 'position']);
  });
  if (isPostgres(knex)) {
    // Most of what is large is compressed already.
    await knex.raw(
      'alter table file_chunks alter column content set storage external',
    );
  }
  await knex.schema.createTable('file_leftovers', table => {
    table.comment(
      'Keys under which bytes can be of which no file has become, or that nobody may have any more.',
    );
    table.string('key', 36).primary();
    table
      .bigInteger('remove_at')
      .notNullable()
      .comment('Until then somebody may be adding the file.');
    table.index(['remove_at'], 'file_leftovers_remove_at');
  });
};

/**
 * @param {Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('file_leftovers');
  await knex.schema.dropTable('file_chunks');
  await knex.schema.alterTable('files', table => {
    table.dropIndex(['made_in'], 'files_made_in');
    table.dropColumn('made_in');
  });
};
