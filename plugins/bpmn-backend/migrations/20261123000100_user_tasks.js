// @ts-check
// What people are asked to do, and what they have answered. A user task is a wait as well, as long as it is open: its row here is what an
// inbox lists, and stays when the wait is gone. People and groups are entity refs in full.

/** @typedef {import('knex').Knex} Knex */

/**
 * @param {Knex} knex
 */
exports.up = async function up(knex) {
  await createTasks(knex);
  await indexTasks(knex);
  await createCandidates(knex);
  await createDecisions(knex);
};

/**
 * @param {Knex} knex
 */
exports.down = async function down(knex) {
  for (const name of [
    'task_drafts',
    'task_decisions',
    'user_task_candidates',
    'user_tasks',
  ]) {
    await knex.schema.dropTable(name);
  }
};

/**
 * @param {Knex} knex
 */
async function createTasks(knex) {
  await knex.schema.createTable('user_tasks', table => {
    table.comment('Work for people: open, completed and canceled.');
    table.string('instance_id', 36).notNullable();
    table.integer('key').notNullable().comment('That of its wait.');
    table.string('id', 36).notNullable().unique();
    table.string('state', 16).notNullable().defaultTo('open');
    table.string('definition_id', 36).notNullable();
    table.string('process_key', 63).notNullable();
    table.string('process_id', 63).notNullable();
    table.string('owner_ref', 255).notNullable();
    table.text('business_key');
    table.integer('element_instance_key').notNullable();
    table.text('element_id').notNullable();
    table.text('name').notNullable();
    table
      .text('search_text')
      .notNullable()
      .comment('What it is searched by, in lower case.');
    table.text('assignee');
    table
      .text('candidates')
      .notNullable()
      .comment('JSON: refs of users and groups.');
    table.bigInteger('due_at');
    table.bigInteger('follow_up_at');
    table.integer('priority').notNullable();
    table.text('form').comment('JSON: the form as the model names it.');
    table.bigInteger('created_at').notNullable();
    table.bigInteger('ended_at');
    table.string('completed_by', 255);
    table.text('outcome');
    table.primary(['instance_id', 'key']);
    table.index(['state', 'created_at', 'id']);
    table.index(['process_key', 'state', 'created_at', 'id']);
  });
}

/**
 * What inboxes are ordered and narrowed by. What has no date is due last; what is not open any more is not due at all. The state is in the
 * indexes for SQLite, which has no statistics and would not choose them otherwise.
 *
 * @param {Knex} knex
 */
async function indexTasks(knex) {
  for (const [name, columns, condition] of [
    ['due', 'state, coalesce(due_at, 9007199254740991), id', `state = 'open'`],
    ['priority', 'state, (-priority), id', `state = 'open'`],
    ['assignee', 'assignee, state, created_at, id', 'assignee is not null'],
    [
      'completed_by',
      'completed_by, state, created_at, id',
      'completed_by is not null',
    ],
  ]) {
    await knex.raw(
      `create index user_tasks_${name} on user_tasks (${columns}) where ${condition}`,
    );
  }
}

/**
 * @param {Knex} knex
 */
async function createCandidates(knex) {
  await knex.schema.createTable('user_task_candidates', table => {
    table.comment(
      'Who is asked to do an open task: goes when it is not open any more.',
    );
    table.string('instance_id', 36).notNullable();
    table.integer('key').notNullable();
    table
      .integer('revision')
      .notNullable()
      .comment(
        'Of the command that has said so: the former are removed with it.',
      );
    table.text('ref').notNullable();
    table.primary(['instance_id', 'key', 'revision', 'ref']);
    table.index(['ref', 'instance_id', 'key']);
  });
}

/**
 * @param {Knex} knex
 */
async function createDecisions(knex) {
  await knex.schema.createTable('task_decisions', table => {
    table.comment('Who has answered what, and how. Never changed.');
    table.string('instance_id', 36).notNullable();
    table.integer('key').notNullable();
    table.string('id', 36).notNullable();
    table.bigInteger('at').notNullable();
    table.string('actor', 255).notNullable();
    table.string('channel', 16).notNullable();
    table.text('outcome');
    table.text('comment');
    table
      .string('shown_hash', 64)
      .comment('SHA-256 of what the person has seen.');
    table.primary(['instance_id', 'key', 'id']);
  });

  await knex.schema.createTable('task_drafts', table => {
    table.comment('What somebody has filled in so far.');
    table.string('instance_id', 36).notNullable();
    table.integer('key').notNullable();
    table.string('person', 255).notNullable();
    table.text('variables').notNullable().comment('JSON.');
    table.bigInteger('saved_at').notNullable();
    table.primary(['instance_id', 'key', 'person']);
  });
}
