// @ts-check
// Whom tasks are for that name nobody: owners and managers, whom the catalog is asked for.

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('people_relations', table => {
    table.comment(
      'What tasks ask the catalog for: the owner of something, the manager of somebody. Goes a while after the last task that asks for it.',
    );
    table.string('name', 255).primary();
    table
      .bigInteger('asked_at')
      .notNullable()
      .comment('When an open task was last known to ask for it.');
    table
      .bigInteger('looked_up_at')
      .comment('When the catalog has answered last; null: never.');
    table.bigInteger('due_at').notNullable();
    table
      .integer('people')
      .notNullable()
      .comment('How many it has named: 0 stands for the owner of the process.');
    table.index(['due_at'], 'people_relations_due_at');
  });
  await knex.raw(
    'create index people_relations_nobody on people_relations (name) where people = 0',
  );
  await knex.schema.createTable('relation_people', table => {
    table.comment('Whom the catalog has named last.');
    table.string('relation', 255).notNullable();
    table
      .integer('position')
      .notNullable()
      .comment('0: to whom a task is assigned.');
    table.string('ref', 255).notNullable();
    table.primary(['relation', 'position']);
    table.index(['ref', 'relation', 'position'], 'relation_people_ref');
  });
  await knex.raw('alter table user_tasks add column assignee_relation text');
  await knex.raw(
    'create index user_tasks_assignee_relation on user_tasks (assignee_relation, state, created_at, id) where assignee_relation is not null',
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('drop index user_tasks_assignee_relation');
  // Knex would make the table anew on SQLite, and not all of its indexes.
  await knex.raw('alter table user_tasks drop column assignee_relation');
  await knex.schema.dropTable('relation_people');
  await knex.schema.dropTable('people_relations');
};
