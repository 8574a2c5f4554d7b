import { randomUUID } from 'node:crypto';
import type { PreparedDatabase } from '../driver';
import { FORMAT } from '../instances';
import { typesOf, type JobClaim } from './JobClaim';

const due = (...conditions: readonly string[]) =>
  `select w.rowid as id, w.instance_id, w.key, w.topic, w.details, w.priority, w.due_at, i.revision, i.process_id, i.definition_id, i.owner_ref, i.business_key
  from waits w join process_instances i on i.id = w.instance_id
  where ${[
    `w.kind = 'job' and w.suspended_at is null and w.topic = @topic and w.priority = @priority and w.due_at <= @now and i.format <= ${FORMAT}`,
    ...conditions,
  ].join(' and ')}
  order by w.due_at limit @limit`;

const OF_PROCESSES =
  'i.process_key in (select value from json_each(@processKeys))';
const OF_OWNER = 'w.owner_ref = @owner';

const LEASE =
  'update waits set due_at = ?, lease_owner = ?, attempt = ? where rowid = ?';

/** Leases due jobs. Nothing comes between its statements: there is one connection, and it is lent. */
export function claimSqlite(
  database: PreparedDatabase,
  claim: JobClaim,
): readonly any[] {
  const { until, worker } = claim;
  const found = chosenOf(findDue(database, claim), claim);
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

/** The most urgent of each type, and of each owner where that matters, in order of urgency. */
function findDue(database: PreparedDatabase, claim: JobClaim): readonly any[] {
  const { now, limit, processKeys, choice } = claim;
  const sql = due(
    ...(processKeys ? [OF_PROCESSES] : []),
    ...(choice?.isByOwner ? [OF_OWNER] : []),
  );
  const processes = { processKeys: JSON.stringify(processKeys) };
  return queuesOf(database, claim)
    .flatMap(queue => database.all(sql, { now, limit, ...processes, ...queue }))
    .sort((a, b) => b.priority - a.priority || a.due_at - b.due_at);
}

/** Jobs that come one after the other as they are due. */
interface Queue {
  readonly topic: string;
  /** Absent: of any. */
  readonly owner?: string;
  readonly priority: number;
}

/** Within one, jobs that are due come before those that are not yet: so those are never looked at. */
function queuesOf(
  database: PreparedDatabase,
  claim: JobClaim,
): readonly Queue[] {
  const { choice } = claim;
  return topicsOf(database, claim).flatMap(topic => {
    const owners = choice?.isByOwner
      ? ownersOf(database, topic, choice.exceptOwners)
      : [undefined];
    return owners.flatMap(owner =>
      prioritiesOf(database, topic, owner).map(priority => ({
        topic,
        priority,
        ...(owner !== undefined && { owner }),
      })),
    );
  });
}

/** Those that are wanted of them. */
function chosenOf(
  found: readonly any[],
  { choice, limit }: JobClaim,
): readonly any[] {
  if (!choice) {
    return found.slice(0, limit);
  }
  const jobs = found.map(row => ({
    instanceId: row.instance_id,
    key: row.key,
    type: row.topic,
    ownerRef: row.owner_ref,
    row,
  }));
  return choice.choose(jobs, limit).map(({ row }) => row);
}

/** Owners of jobs of a type, but for some. */
function ownersOf(
  database: PreparedDatabase,
  topic: string,
  except: readonly string[],
): readonly string[] {
  const owners: string[] = [];
  let owner = nextOwner(database, topic, '');
  while (owner !== undefined) {
    owners.push(owner);
    owner = nextOwner(database, topic, owner);
  }
  return owners.filter(one => !except.includes(one));
}

/** The next owner of jobs of a type, in the order of the index. */
function nextOwner(
  database: PreparedDatabase,
  topic: string,
  after: string,
): string | undefined {
  const [row] = database.all(
    `select min(owner_ref) as owner from waits where kind = 'job' and suspended_at is null and topic = ? and owner_ref > ?`,
    topic,
    after,
  );
  return row.owner ?? undefined;
}

const lastPriority = (condition: string) =>
  `select max(priority) as priority from waits where kind = 'job' and suspended_at is null and topic = @topic ${condition} and priority < @below`;
const LAST_PRIORITY = lastPriority('');
const LAST_PRIORITY_OF_OWNER = lastPriority('and owner_ref = @owner');

/** Priorities of jobs of a type, an index lookup for each. */
function prioritiesOf(
  database: PreparedDatabase,
  topic: string,
  owner: string | undefined,
): readonly number[] {
  const sql = owner === undefined ? LAST_PRIORITY : LAST_PRIORITY_OF_OWNER;
  const priorities: number[] = [];
  for (let below: number | null = 2 ** 31; below !== null; ) {
    const values = { topic, below, ...(owner !== undefined && { owner }) };
    const [row] = database.all(sql, values);
    below = row.priority;
    if (below !== null) {
      priorities.push(below);
    }
  }
  return priorities;
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
