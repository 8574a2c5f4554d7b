// @ts-check
// Every run of a script: what it was given, what it has said, and what came of it.

/** @typedef {import('knex').Knex} Knex */

/**
 * @param {Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('script_attempts', table => {
    table.comment(
      'Tries of script tasks, and runs of them that were repeated by hand.',
    );
    addRun(table);
    addOutcome(table);
    table.index(
      ['instance_id', 'started_at', 'id'],
      'script_attempts_instance',
    );
    table.index(
      ['instance_id', 'element_id', 'started_at', 'id'],
      'script_attempts_element',
    );
    table.index(
      ['instance_id', 'element_instance_key', 'number'],
      'script_attempts_number',
    );
  });
  await createParts(knex);
};

/**
 * @param {Knex} knex
 */
exports.down = async function down(knex) {
  for (const name of [
    'script_sources',
    'script_artifacts',
    'script_log',
    'script_attempts',
  ]) {
    await knex.schema.dropTable(name);
  }
};

/**
 * What is run.
 *
 * @param {import('knex').Knex.CreateTableBuilder} table
 */
function addRun(table) {
  table.string('id', 36).primary();
  table.string('instance_id', 36).notNullable();
  table
    .string('definition_id', 36)
    .notNullable()
    .comment(
      'The version whose element it runs: its code, unless that was edited.',
    );
  table.string('element_id', 255).notNullable();
  table.integer('element_instance_key').notNullable();
  table
    .integer('wait_key')
    .comment('The job; absent: it was repeated by hand.');
  table
    .integer('number')
    .notNullable()
    .comment('1, 2, … of its element instance.');
  table.string('language', 255).notNullable();
  table.string('environment', 255).notNullable();
  table.string('source_hash', 64).notNullable().comment('SHA-256 of the code.');
  table
    .boolean('is_edited')
    .notNullable()
    .comment(
      'Whether the code is one of script_sources, not that of the version.',
    );
}

/**
 * What it was given, and what came of it.
 *
 * @param {import('knex').Knex.CreateTableBuilder} table
 */
function addOutcome(table) {
  table
    .text('inputs')
    .notNullable()
    .comment('JSON; sensitive ones are redacted.');
  table.text('outputs').comment('JSON; sensitive ones are redacted.');
  table.string('state', 16).notNullable();
  table.string('failure_kind', 32);
  table
    .string('error_code', 255)
    .comment('Of the BPMN error that it has thrown.');
  table.text('message');
  table.integer('line');
  table.text('trace').comment('JSON: innermost last.');
  table.bigInteger('wall').comment('Milliseconds.');
  table.bigInteger('cpu').comment('Milliseconds.');
  table.bigInteger('memory').comment('Bytes.');
  table.text('metrics').comment('JSON: the latest of each name.');
  table.text('progress').comment('JSON: the latest.');
  table.integer('log_lines').notNullable().defaultTo(0);
  table.bigInteger('log_bytes').notNullable().defaultTo(0);
  table.bigInteger('started_at').notNullable();
  table
    .bigInteger('seen_at')
    .notNullable()
    .comment('When somebody has last said that it runs.');
  table.bigInteger('ended_at');
  table.string('rerun_of', 36);
  table.string('started_by', 255).notNullable();
}

/**
 * What it has said and left.
 *
 * @param {Knex} knex
 */
async function createParts(knex) {
  await knex.schema.createTable('script_log', table => {
    table.comment('What scripts have printed and said, line by line.');
    table.string('instance_id', 36).notNullable();
    table.string('attempt_id', 36).notNullable();
    table.integer('seq').notNullable();
    table.string('level', 16).notNullable();
    table.bigInteger('time').notNullable();
    table.integer('line').comment('Of the script.');
    table.text('text').notNullable();
    table.primary(['instance_id', 'attempt_id', 'seq']);
  });
  await knex.schema.createTable('script_artifacts', table => {
    table.comment('Files, figures and tables that scripts have left.');
    table.string('instance_id', 36).notNullable();
    table.string('attempt_id', 36).notNullable();
    table.integer('seq').notNullable();
    table.string('kind', 16).notNullable();
    table.text('name').notNullable();
    table.text('title');
    table.string('file_key', 36).comment('Absent: its bytes are not kept.');
    table.text('reference').comment('JSON: the file as variables have it.');
    table.bigInteger('size').notNullable();
    table.text('preview').comment('JSON: the first rows of a table.');
    table.primary(['instance_id', 'attempt_id', 'seq']);
  });
  await knex.schema.createTable('script_sources', table => {
    table.comment('Code that was edited for a run, once for each instance.');
    table.string('instance_id', 36).notNullable();
    table.string('hash', 64).notNullable();
    table.text('source').notNullable();
    table.primary(['instance_id', 'hash']);
  });
}
