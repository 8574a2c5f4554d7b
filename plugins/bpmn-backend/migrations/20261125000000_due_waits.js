// @ts-check
// What can be taken on now is found at once, however much waits that cannot: of suspended instances, of paused schedules, of teams that have
// enough already.

/** @typedef {import('knex').Knex} Knex */

/**
 * @param {Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('waits', table => {
    table
      .bigInteger('suspended_at')
      .comment(
        'Since when its instance is suspended: nobody takes it on until that is resumed.',
      );
    table
      .string('owner_ref', 255)
      .comment('Of a job: the group that owns its process.');
  });
  await knex.raw(
    `update waits set owner_ref = (select owner_ref from process_instances where id = waits.instance_id) where kind = 'job'`,
  );
  await knex.raw(
    `update waits set suspended_at = 0 where exists (select 1 from process_instances where id = waits.instance_id and state = 'suspended')`,
  );
  await dropIndexes(knex, [
    'waits_jobs',
    'waits_timers',
    'start_subscriptions_due',
  ]);
  for (const [name, columns, kind] of [
    ['waits_jobs', 'topic, priority desc, due_at', 'job'],
    ['waits_jobs_of_owners', 'topic, owner_ref, priority desc, due_at', 'job'],
    ['waits_timers', 'due_at', 'timer'],
  ]) {
    await knex.raw(
      `create index ${name} on waits (${columns}) where kind = '${kind}' and suspended_at is null`,
    );
  }
  await knex.raw(
    `create index start_subscriptions_due on start_subscriptions (due_at) where kind = 'timer' and paused_at is null`,
  );
};

/**
 * @param {Knex} knex
 */
exports.down = async function down(knex) {
  await dropIndexes(knex, [
    'waits_jobs',
    'waits_jobs_of_owners',
    'waits_timers',
    'start_subscriptions_due',
  ]);
  for (const name of ['owner_ref', 'suspended_at']) {
    await knex.raw(`alter table waits drop column ${name}`);
  }
  for (const [name, columns, kind] of [
    ['waits_jobs', 'topic, priority desc, due_at', 'job'],
    ['waits_timers', 'due_at', 'timer'],
  ]) {
    await knex.raw(
      `create index ${name} on waits (${columns}) where kind = '${kind}'`,
    );
  }
  await knex.raw(
    `create index start_subscriptions_due on start_subscriptions (due_at) where kind = 'timer'`,
  );
};

/**
 * @param {Knex} knex
 * @param {readonly string[]} names
 */
async function dropIndexes(knex, names) {
  for (const name of names) {
    await knex.raw(`drop index ${name}`);
  }
}
