import { randomUUID } from 'node:crypto';
import type { PreparedDatabase } from '../driver';
import { typesOf, type JobClaim } from './JobClaim';

const due = (condition: string) =>
  `select w.rowid as id, w.instance_id, w.details, w.priority, w.due_at, i.revision, i.process_id, i.definition_id, i.owner_ref, i.business_key
  from waits w join process_instances i on i.id = w.instance_id
  where w.kind = 'job' and w.suspended_at is null and w.topic = @topic and w.due_at <= @now ${condition}
  order by w.priority desc, w.due_at limit @limit`;
const DUE = due('');
const DUE_OF_PROCESSES = due(
  'and i.process_key in (select value from json_each(@processKeys))',
);

const LEASE =
  'update waits set due_at = ?, lease_owner = ?, attempt = ? where rowid = ?';

/** Leases due jobs, the most urgent first. Nothing comes between its statements: there is one connection, and it is lent. */
export function claimSqlite(
  database: PreparedDatabase,
  claim: JobClaim,
): readonly any[] {
  const { now, until, worker, limit, processKeys } = claim;
  const sql = processKeys ? DUE_OF_PROCESSES : DUE;
  const values = { now, limit, processKeys: JSON.stringify(processKeys) };
  const found = topicsOf(database, claim)
    .flatMap(topic => database.all(sql, { ...values, topic }))
    .sort((a, b) => b.priority - a.priority || a.due_at - b.due_at)
    .slice(0, limit);
  if (found.length === 0) {
    return [];
  }
  const leased = found.map(row => ({
    ...row,
    due_at: until,
    attempt: randomUUID(),
  }));
  // What is lost of a lease in a power cut is a lease: nobody has to wait for the disk.
  database.transactRelaxed(() => {
    for (const { id, attempt } of leased) {
      database.run(LEASE, until, worker, attempt, id);
    }
    return true;
  });
  return leased;
}

/** Job types that are wanted. */
function topicsOf(
  database: PreparedDatabase,
  claim: JobClaim,
): readonly string[] {
  const { exact, prefixes } = typesOf(claim);
  const topics = new Set(exact);
  for (const prefix of prefixes) {
    let topic = nextTopic(database, '>=', prefix);
    while (topic?.startsWith(prefix)) {
      topics.add(topic);
      topic = nextTopic(database, '>', topic);
    }
  }
  return Array.from(topics);
}

/** The next job type that somebody waits for, in the order of the index. */
function nextTopic(
  database: PreparedDatabase,
  operator: '>' | '>=',
  topic: string,
): string | undefined {
  const [row] = database.all(
    `select min(topic) as topic from waits where kind = 'job' and suspended_at is null and topic ${operator} ?`,
    topic,
  );
  return row.topic ?? undefined;
}
