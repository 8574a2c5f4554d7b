// @ts-check
// What is not deployed yet, and what is handed over to other owners. Times are epoch milliseconds in UTC.

/** @typedef {import('knex').Knex} Knex */

/**
 * @param {Knex} knex
 */
exports.up = async function up(knex) {
  await createDrafts(knex);
  await createOwnerMoves(knex);
  // How long instances are kept is in the document of their version.
  await knex.raw('alter table process_definitions drop column time_to_live');
  await knex.schema.alterTable('process_definitions', table => {
    table
      .text('sensitive_variables')
      .notNullable()
      .defaultTo('[]')
      .comment('JSON: names, as the model and its forms say.');
  });
};

/**
 * @param {Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw(
    'alter table process_definitions drop column sensitive_variables',
  );
  await knex.schema.alterTable('process_definitions', table => {
    table.bigInteger('time_to_live');
  });
  for (const name of ['owner_moves', 'draft_resources', 'process_drafts']) {
    await knex.schema.dropTable(name);
  }
};

/**
 * @param {Knex} knex
 */
async function createDrafts(knex) {
  await knex.schema.createTable('process_drafts', table => {
    table.comment('What owners are still working at: one for each process id.');
    table.string('id', 36).primary();
    table.string('process_key', 63).notNullable();
    table.string('process_id', 63).notNullable();
    table.string('owner_ref', 255).notNullable();
    table.integer('revision').notNullable();
    table.string('content_hash', 64).notNullable();
    table.string('saved_by', 255).notNullable();
    table.bigInteger('saved_at').notNullable();
    table.integer('deployed_revision');
    table.string('deployed_definition_id', 36);
    table.unique(['process_key', 'owner_ref']);
    table.index(['owner_ref', 'process_key']);
  });

  await knex.schema.createTable('draft_resources', table => {
    table.comment('Documents of a draft, as it is now.');
    table.string('draft_id', 36).notNullable();
    table.text('name').notNullable();
    table.string('content_type', 255).notNullable();
    table.string('content_hash', 64).notNullable();
    table.text('content').notNullable();
    table.primary(['draft_id', 'name']);
  });
}

/**
 * @param {Knex} knex
 */
async function createOwnerMoves(knex) {
  await knex.schema.createTable('owner_moves', table => {
    table.comment(
      'Processes that have another owner now, as long as not all of their instances have followed.',
    );
    table.string('process_key', 63).primary();
    table.string('id', 36).notNullable();
    table.string('moved_by', 255).notNullable();
    table.bigInteger('moved_at').notNullable();
    table
      .bigInteger('pass_at')
      .notNullable()
      .comment('When they were begun to be gone through.');
    table
      .string('last_instance_id', 36)
      .notNullable()
      .comment('Up to this one they have been gone through.');
    table.bigInteger('due_at').notNullable();
  });
}
