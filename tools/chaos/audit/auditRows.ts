import type { Knex } from 'knex';

/** Tables in which nothing is left of an instance that is over. */
const OF_RUNNING = [
  'element_instances',
  'waits',
  'incidents',
  'compensations',
  'loop_outputs',
  'held_commands',
];

const RUNS = `state in ('active', 'suspended')`;

/** Statements whose every row is something wrong; \`what\` says what. */
const WRONG: readonly string[] = [
  ...OF_RUNNING.map(
    table =>
      `select '${table} of ' || instance_id || ', which does not run' as what from ${table} t
       where not exists (select 1 from process_instances i where i.id = t.instance_id and ${RUNS})`,
  ),
  ...['waits', 'incidents'].map(
    table =>
      `select '${table} ' || key || ' of ' || instance_id || ' without its element instance' as what from ${table} t
       where not exists (select 1 from element_instances e where e.instance_id = t.instance_id and e.key = t.element_instance_key)`,
  ),
  `select 'variables of ' || instance_id || ' in scope ' || scope_key || ', which is gone' as what from variables v
   where not exists (select 1 from element_instances e where e.instance_id = v.instance_id and e.key = v.scope_key)
   and not exists (select 1 from process_instances i where i.id = v.instance_id and i.root_key = v.scope_key)`,
  `select id || ' counts ' || element_count || ' element instances' as what from process_instances i
   where element_count <> (select count(*) from element_instances e where e.instance_id = i.id)`,
  `select id || ' counts ' || incident_count || ' incidents' as what from process_instances i
   where incident_count <> (select count(*) from incidents x where x.instance_id = i.id)`,
  `select id || ' is ' || state || ', but has ended_at ' || coalesce(cast(ended_at as text), 'nothing') as what from process_instances
   where (${RUNS}) <> (ended_at is null)`,
  `select id || ' has revision ' || revision || ', but another number of histories' as what from process_instances i
   where revision <> (select count(*) from history h where h.instance_id = i.id)
   or revision <> (select max(revision) from history h where h.instance_id = i.id)`,
];

/** Whether the rows of all instances fit together. */
export async function auditRows(knex: Knex): Promise<readonly string[]> {
  const found: string[] = [];
  for (const sql of WRONG) {
    const result = await knex.raw(sql);
    const rows: readonly { what: string }[] = result.rows ?? result;
    found.push(...rows.map(({ what }) => what));
  }
  return found;
}

/** Whether everybody has done what was to be done. */
export async function auditRest(
  knex: Knex,
  now: number,
): Promise<readonly string[]> {
  const undone = await knex('outbox').select();
  const due = await knex('waits')
    .join('process_instances', 'process_instances.id', 'instance_id')
    .where({ 'process_instances.state': 'active' })
    .whereIn('kind', ['timer', 'job'])
    .where('due_at', '<=', now)
    .whereNot('topic', 'never')
    .select('instance_id', 'kind', 'topic');
  const orphans = await knex('process_instances as called')
    .join(
      'process_instances as caller',
      'caller.id',
      'called.caller_instance_id',
    )
    .whereNull('called.ended_at')
    .whereNotNull('caller.ended_at')
    .select('called.id');
  return [
    ...undone.map(
      ({ kind, instance_id: sender, topic, details }) =>
        `outbox still has ${kind} ${topic ?? ''} of ${sender}: ${details}`,
    ),
    ...due.map(
      row => `${row.instance_id} has a ${row.kind} ${row.topic} that is due`,
    ),
    ...orphans.map(({ id }) => `${id} runs on though its caller is over`),
  ];
}
