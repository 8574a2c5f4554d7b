// @ts-check
// Mails of process instances: what was sent, and what was not.

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('mails', table => {
    table.comment(
      'Mails of process instances, and what became of them. They go with their instance.',
    );
    table.string('id', 36).primary().comment('In order of time.');
    table
      .string('key', 255)
      .notNullable()
      .comment('Names the mail: sent again, it is the same.');
    table.string('instance_id', 36).notNullable();
    table.string('element_id', 255).notNullable();
    table.string('task_id', 36).comment('The user task that it tells of.');
    table.string('state', 16).notNullable();
    table.text('problem').comment('Why it waits or has failed.');
    table.text('sender').notNullable();
    table.text('recipients').notNullable().comment('JSON: addresses.');
    table.text('subject').notNullable();
    table.text('text').notNullable();
    table.text('message_id').notNullable();
    table
      .text('attachments')
      .notNullable()
      .comment('JSON: references to files of the instance.');
    table.bigInteger('created_at').notNullable();
    table.unique(['key'], { indexName: 'mails_key' });
    table.index(['instance_id', 'id'], 'mails_instance');
    table.index(['state', 'id'], 'mails_state');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('mails');
};
