// @ts-check
// What a process instance is, in rows; what has happened to it; and what is yet to be told to others. Times are epoch milliseconds in UTC,
// values are JSON as text (PostgreSQL's jsonb refuses \u0000 and reorders keys), in both databases alike.

/** @typedef {import('knex').Knex} Knex */

/**
 * @param {Knex} knex
 */
exports.up = async function up(knex) {
  await createProcesses(knex);
  await createDefinitions(knex);
  await createStartSubscriptions(knex);
  await createInstances(knex);
  await indexInstances(knex);
  await createElements(knex);
  await createWaits(knex);
  await createIncidents(knex);
  await createHistory(knex);
  await tune(knex);
};

/**
 * @param {Knex} knex
 */
exports.down = async function down(knex) {
  for (const name of [
    'outbox',
    'variable_ledger',
    'history',
    'held_commands',
    'loop_outputs',
    'compensations',
    'incidents',
    'waits',
    'variables',
    'element_instances',
    'process_instances',
    'start_subscriptions',
    'process_definitions',
    'deployment_resources',
    'deployments',
    'processes',
  ]) {
    await knex.schema.dropTable(name);
  }
};

/**
 * Process ids, and what was deployed of them.
 *
 * @param {Knex} knex
 */
async function createProcesses(knex) {
  await knex.schema.createTable('processes', table => {
    table.comment('Process ids that are taken, each by its owner.');
    table.string('process_key', 63).primary();
    table.string('process_id', 63).notNullable();
    table.string('owner_ref', 255).notNullable();
    table.string('latest_definition_id', 36);
    table.integer('latest_version').notNullable();
    table.bigInteger('claimed_at').notNullable();
    table.index(['owner_ref']);
  });

  await knex.schema.createTable('deployments', table => {
    table.comment('What was deployed together.');
    table.string('id', 36).primary();
    table.string('owner_ref', 255).notNullable();
    table.string('deployed_by', 255).notNullable();
    table.bigInteger('deployed_at').notNullable();
    table.string('content_hash', 64).notNullable();
  });

  await knex.schema.createTable('deployment_resources', table => {
    table.comment('Documents of a deployment: models, forms and others.');
    table.string('deployment_id', 36).notNullable();
    table.text('name').notNullable();
    table.string('content_type', 255).notNullable();
    table.string('content_hash', 64).notNullable();
    table.text('content').notNullable();
    table.primary(['deployment_id', 'name']);
  });
}

/**
 * Versions.
 *
 * @param {Knex} knex
 */
async function createDefinitions(knex) {
  await knex.schema.createTable('process_definitions', table => {
    table.comment('Versions of processes. Never changed.');
    table.string('id', 36).primary();
    table.string('process_key', 63).notNullable();
    table.string('process_id', 63).notNullable();
    table.integer('version').notNullable();
    table.text('version_tag');
    table.text('name');
    table.string('deployment_id', 36).notNullable();
    table.text('resource_name').notNullable();
    table.string('content_hash', 64).notNullable();
    table.bigInteger('time_to_live');
    table.bigInteger('deployed_at').notNullable();
    table.unique(['process_key', 'version']);
    table.index(['deployment_id']);
  });
}

/**
 * What begins instances without being asked to: messages, signals, timers and conditions.
 *
 * @param {Knex} knex
 */
async function createStartSubscriptions(knex) {
  await knex.schema.createTable('start_subscriptions', table => {
    table.comment('Of the latest version of each process.');
    table.string('id', 36).primary();
    table.string('process_key', 63).notNullable();
    table.string('definition_id', 36).notNullable();
    table.text('element_id').notNullable();
    table.integer('event').notNullable();
    table.string('kind', 16).notNullable();
    table.text('topic').comment('Name of the message or signal.');
    table.bigInteger('due_at').comment('When a timer fires next.');
    table.bigInteger('paused_at');
    table.boolean('skips_next').notNullable().defaultTo(false);
    table.text('details').notNullable().comment('All of it, as JSON.');
    table.index(['process_key']);
    table.index(['kind', 'topic']);
  });
  await knex.raw(
    `create index start_subscriptions_due on start_subscriptions (due_at) where kind = 'timer'`,
  );
}

/**
 * The guard of everything else of an instance.
 *
 * @param {Knex} knex
 */
async function createInstances(knex) {
  await knex.schema.createTable('process_instances', table => {
    table.comment(
      'One row for each instance. Its revision guards all of its other rows.',
    );
    table.string('id', 36).primary();
    table.integer('format').notNullable();
    table.string('definition_id', 36).notNullable();
    table.string('process_key', 63).notNullable();
    table.string('process_id', 63).notNullable();
    table.string('owner_ref', 255).notNullable();
    table.string('state', 16).notNullable();
    table.integer('revision').notNullable();
    table.integer('last_key').notNullable();
    table.integer('root_key').notNullable();
    table.integer('element_count').notNullable();
    table.integer('incident_count').notNullable();
    table.text('business_key');
    table.string('started_by', 255).notNullable();
    table.bigInteger('started_at').notNullable();
    table.bigInteger('ended_at');
    table.bigInteger('remove_at');
    table.string('caller_instance_id', 36);
    table.integer('caller_wait_key');
    table.index(['process_key', 'state', 'started_at']);
    table.index(['owner_ref', 'state', 'started_at']);
    table.index(['definition_id', 'state']);
  });
}

/**
 * What instances are looked for by, where few have it.
 *
 * @param {Knex} knex
 */
async function indexInstances(knex) {
  for (const [name, columns, condition] of [
    [
      'process_instances_business_key',
      'business_key',
      'business_key is not null',
    ],
    [
      'process_instances_caller',
      'caller_instance_id',
      'caller_instance_id is not null',
    ],
    ['process_instances_remove_at', 'remove_at', 'remove_at is not null'],
    [
      'process_instances_incidents',
      'process_key, started_at',
      'incident_count > 0',
    ],
  ]) {
    await knex.raw(
      `create index ${name} on process_instances (${columns}) where ${condition}`,
    );
  }
}

/**
 * What runs, with its variables.
 *
 * @param {Knex} knex
 */
async function createElements(knex) {
  await knex.schema.createTable('element_instances', table => {
    table.comment('What runs. Finished ones are in the history.');
    table.string('instance_id', 36).notNullable();
    table.integer('key').notNullable();
    table.text('element_id').notNullable();
    table.integer('scope_key').notNullable();
    table.string('lifecycle', 16).notNullable();
    table.integer('children').notNullable();
    table.integer('tokens').notNullable();
    table.integer('loop_counter');
    table
      .text('details')
      .comment('Rare parts, as JSON: loop, queue, cause, tokens at joins.');
    table.primary(['instance_id', 'key']);
    table.index(['instance_id', 'scope_key']);
  });

  await knex.schema.createTable('variables', table => {
    table.string('instance_id', 36).notNullable();
    table.integer('scope_key').notNullable();
    table.text('name').notNullable();
    table.text('value').notNullable().comment('JSON.');
    table.primary(['instance_id', 'scope_key', 'name']);
  });

  await knex.schema.createTable('loop_outputs', table => {
    table.comment(
      'Outputs of multi-instance activities that still run, one row for each.',
    );
    table.string('instance_id', 36).notNullable();
    table.integer('key').notNullable();
    table.integer('loop_counter').notNullable();
    table.text('value').notNullable();
    table.primary(['instance_id', 'key', 'loop_counter']);
  });

  await knex.schema.createTable('compensations', table => {
    table.comment('What has completed and can be undone.');
    table.string('instance_id', 36).notNullable();
    table.integer('key').notNullable();
    table.integer('scope_key').notNullable();
    table.text('details').notNullable();
    table.primary(['instance_id', 'key']);
    table.index(['instance_id', 'scope_key']);
  });
}

/**
 * What is waited for.
 *
 * @param {Knex} knex
 */
async function createWaits(knex) {
  await knex.schema.createTable('waits', table => {
    table.comment(
      'What is waited for: jobs, user tasks, timers, messages, signals, conditions and called instances.',
    );
    table.string('instance_id', 36).notNullable();
    table.integer('key').notNullable();
    table.integer('element_instance_key').notNullable();
    table.string('kind', 16).notNullable();
    table
      .text('topic')
      .comment(
        'Job type, name of the message or signal, id of the called process.',
      );
    table.text('correlation_key');
    table
      .bigInteger('due_at')
      .comment(
        'When a timer fires; when a job can be activated: what is leased is due at the end of its lease.',
      );
    table.integer('priority').notNullable().defaultTo(0);
    table.string('lease_owner', 255);
    table
      .string('attempt', 36)
      .comment('Names the lease: who completes a job has to know it.');
    table.text('details').notNullable().comment('All of it, as JSON.');
    table.primary(['instance_id', 'key']);
    table.index(['instance_id', 'element_instance_key']);
  });
  for (const [name, columns, kind] of [
    ['waits_jobs', 'topic, priority desc, due_at', 'job'],
    ['waits_timers', 'due_at', 'timer'],
    ['waits_messages', 'topic, correlation_key', 'message'],
    ['waits_signals', 'topic', 'signal'],
  ]) {
    await knex.raw(
      `create index ${name} on waits (${columns}) where kind = '${kind}'`,
    );
  }
}

/**
 * What cannot go on, and what came meanwhile.
 *
 * @param {Knex} knex
 */
async function createIncidents(knex) {
  await knex.schema.createTable('incidents', table => {
    table.string('instance_id', 36).notNullable();
    table.integer('key').notNullable();
    table.integer('element_instance_key').notNullable();
    table.text('element_id').notNullable();
    table.string('kind', 32).notNullable();
    table.bigInteger('raised_at').notNullable();
    table.text('message').notNullable();
    table.text('details').notNullable().comment('All of it, as JSON.');
    table.primary(['instance_id', 'key']);
    table.index(['raised_at']);
  });

  await knex.schema.createTable('held_commands', table => {
    table.comment('What came for an instance while it was suspended.');
    table.string('instance_id', 36).notNullable();
    table.integer('position').notNullable();
    table.text('details').notNullable();
    table.primary(['instance_id', 'position']);
  });
}

/**
 * What has happened, and what is yet to be told.
 *
 * @param {Knex} knex
 */
async function createHistory(knex) {
  await knex.schema.createTable('history', table => {
    table.comment(
      'What each command has changed. For people: the engine never reads it.',
    );
    table.string('instance_id', 36).notNullable();
    table.integer('revision').notNullable();
    table.bigInteger('at').notNullable();
    table.string('actor', 255).notNullable();
    table.text('changes').notNullable();
    table.primary(['instance_id', 'revision']);
  });

  await knex.schema.createTable('variable_ledger', table => {
    table.comment(
      'Every value that a variable was given; large ones by their hash.',
    );
    table.string('instance_id', 36).notNullable();
    table.integer('revision').notNullable();
    table.integer('position').notNullable();
    table.integer('scope_key').notNullable();
    table.text('name').notNullable();
    table.text('value');
    table.string('hash', 64);
    table.integer('size');
    table.primary(['instance_id', 'revision', 'position']);
  });

  await knex.schema.createTable('outbox', table => {
    table.comment(
      'What is to be told to other instances and to the world after a commit. Its id makes the deed idempotent.',
    );
    table.string('id', 36).primary();
    table.string('instance_id', 36).notNullable();
    table.string('kind', 32).notNullable();
    table.bigInteger('due_at').notNullable();
    table.integer('failures').notNullable().defaultTo(0);
    table.text('topic').comment('Name of a message; absent for all else.');
    table.text('correlation_key');
    table.bigInteger('expires_at').comment('When a message is given up.');
    table.text('details').notNullable();
    table.index(['due_at']);
    table.index(['instance_id', 'kind']);
  });
  await knex.raw(
    `create index outbox_messages on outbox (topic, correlation_key) where topic is not null`,
  );
}

/**
 * Rows that come and go within seconds: without this, vacuum comes too late.
 *
 * @param {Knex} knex
 */
async function tune(knex) {
  if (!String(knex.client.config.client).includes('pg')) {
    return;
  }
  for (const name of ['element_instances', 'waits', 'outbox']) {
    await knex.raw(
      `alter table ${name} set (autovacuum_vacuum_scale_factor = 0.05)`,
    );
  }
}
