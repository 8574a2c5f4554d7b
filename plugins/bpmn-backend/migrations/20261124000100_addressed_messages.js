// @ts-check
// Who may send what is waited for, and who has sent what is kept, is part of what it is found by: else what others own would be looked
// through. A signal is kept once for all who get it, and is spread step by step.

/** @typedef {import('knex').Knex} Knex */

const DROPPED = ['waits_messages', 'waits_signals', 'outbox_messages'];

const INDEXES = [
  [
    'waits_senders',
    'waits (kind, topic, sender_ref, instance_id, key)',
    'sender_ref is not null',
  ],
  [
    'waits_messages',
    'waits (topic, sender_ref, correlation_key, instance_id, key)',
    `kind = 'message'`,
  ],
  [
    'outbox_senders',
    'outbox (topic, sender_ref, id)',
    'sender_ref is not null',
  ],
  [
    'outbox_messages',
    'outbox (topic, sender_ref, correlation_key, id)',
    'sender_ref is not null',
  ],
  ['outbox_calls', 'outbox (instance_id, wait_key)', 'wait_key is not null'],
  ['outbox_parts', 'outbox (part_of)', 'part_of is not null'],
];

/**
 * @param {Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('waits', table => {
    table
      .string('sender_ref', 255)
      .comment(
        'Who may send a message or signal: the owner, or * if the model accepts others.',
      );
  });
  await knex.schema.alterTable('outbox', table => {
    table.string('sender_ref', 255).comment('Who has sent a message.');
    table.integer('wait_key').comment('Of a call: what waits for it.');
    table
      .string('part_of', 36)
      .comment('The signal whose variables a deed has.');
    table
      .text('progress')
      .comment('How far a signal has been spread, as JSON.');
  });
  await fill(knex);
  for (const name of DROPPED) {
    await knex.raw(`drop index ${name}`);
  }
  for (const [name, columns, condition] of INDEXES) {
    await knex.raw(`create index ${name} on ${columns} where ${condition}`);
  }
};

/**
 * @param {Knex} knex
 */
exports.down = async function down(knex) {
  for (const [name] of INDEXES) {
    await knex.raw(`drop index ${name}`);
  }
  for (const column of ['progress', 'part_of', 'wait_key', 'sender_ref']) {
    await knex.raw(`alter table outbox drop column ${column}`);
  }
  await knex.raw('alter table waits drop column sender_ref');
  for (const [name, columns, condition] of [
    ['waits_messages', 'waits (topic, correlation_key)', `kind = 'message'`],
    ['waits_signals', 'waits (topic)', `kind = 'signal'`],
    ['outbox_messages', 'outbox (topic, correlation_key)', 'topic is not null'],
  ]) {
    await knex.raw(`create index ${name} on ${columns} where ${condition}`);
  }
};

/**
 * What is there already is found as well.
 *
 * @param {Knex} knex
 */
async function fill(knex) {
  // Whoever gets it looks closer.
  await knex('waits')
    .whereIn('kind', ['message', 'signal'])
    .update({ sender_ref: '*' });
  const rows = await knex('outbox')
    .whereNotNull('topic')
    .orWhere({ kind: 'call' })
    .select('id', 'kind', 'details');
  for (const { id, kind, details } of rows) {
    const { deed, ownerRef } = JSON.parse(details);
    await knex('outbox')
      .where({ id })
      .update(
        kind === 'call'
          ? { wait_key: deed.wait.key }
          : { sender_ref: ownerRef },
      );
  }
}
