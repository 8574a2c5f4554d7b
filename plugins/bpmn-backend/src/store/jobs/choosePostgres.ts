import type { ClientBase } from 'pg';
import { FORMAT } from '../instances';
import { LEASED } from './claimPostgres';
import {
  typesOf,
  type DueJob,
  type JobChoice,
  type JobClaim,
} from './JobClaim';
import { prioritiesPostgres } from './prioritiesPostgres';
import { wantedPostgres } from './wantedPostgres';

/** How often it is tried again where others lease what was chosen. */
const TRIES = 3;

/** Owners of jobs of a type, but for some: an index lookup for each, however many jobs they have. */
const OWNERS = `cross join lateral (
    with recursive known(owner_ref) as (
      select min(owner_ref) from waits where kind = 'job' and suspended_at is null and owner_ref is not null and topic = wanted.topic
      union all
      select (select min(w.owner_ref) from waits w
        where w.kind = 'job' and w.suspended_at is null and w.topic = wanted.topic and w.owner_ref > known.owner_ref)
      from known where known.owner_ref is not null)
    select owner_ref from known where owner_ref <> all((select $2::text[])::text[])) owned`;

interface Sort {
  readonly limit: number;
  readonly hasPrefixes: boolean;
  readonly isByOwner: boolean;
}

const whichOf = (isByOwner: boolean) =>
  isByOwner
    ? 'w.topic = wanted.topic and w.owner_ref = owned.owner_ref'
    : 'w.topic = wanted.topic';

/** The most urgent jobs of each type, and of each owner where that matters. */
const textOf = ({ limit, hasPrefixes, isByOwner }: Sort) =>
  `select due.* from (${wantedPostgres(hasPrefixes)}) wanted(topic) ${
    isByOwner ? OWNERS : ''
  } ${prioritiesPostgres(whichOf(isByOwner))} cross join lateral (
    select w.instance_id as "instanceId", w.key, w.topic as type, w.owner_ref as "ownerRef", w.priority, w.due_at from waits w
    where w.kind = 'job' and w.suspended_at is null and ${whichOf(isByOwner)}
      and w.priority = ranked.priority and w.due_at <= (select $1::int8) and ((select $3::text[]) is null or exists (
      select 1 from process_instances i where i.id = w.instance_id and i.process_key = any((select $3::text[])::text[])))
    order by w.due_at limit ${limit}) due
  where $2::text[] is not null and $5::text[] is not null
  order by due.priority desc, due.due_at`;

/** Leases what was chosen, but for what somebody else is leasing, or has leased. */
const LEASE = `with picked as (
    select w.ctid as tid from (select set_config('synchronous_commit', 'off', true)) relaxed,
    unnest($4::text[], $5::int4[]) chosen(instance_id, key)
    join waits w on w.instance_id = chosen.instance_id and w.key = chosen.key
    where w.kind = 'job' and w.suspended_at is null and w.due_at <= $1 for update of w skip locked)
  update waits w set due_at = $2, lease_owner = $3, attempt = gen_random_uuid()::text from process_instances i
  where w.ctid = any(array(select tid from picked)) and i.id = w.instance_id and i.format <= ${FORMAT}
  returning ${LEASED}`;

/** Leases jobs that somebody chooses among those that are due. Gives rows as they are. */
export async function choosePostgres(
  client: ClientBase,
  claim: JobClaim & { readonly choice: JobChoice },
): Promise<readonly any[]> {
  for (let tries = 0; tries < TRIES; tries++) {
    const due = await findDue(client, claim);
    const chosen = claim.choice.choose(due, claim.limit);
    const rows = chosen.length > 0 ? await lease(client, claim, chosen) : [];
    if (rows.length > 0 || chosen.length === 0) {
      return rows;
    }
  }
  return [];
}

async function findDue(
  client: ClientBase,
  claim: JobClaim & { readonly choice: JobChoice },
): Promise<readonly DueJob[]> {
  const { exact, prefixes } = typesOf(claim);
  const { now, processKeys, choice } = claim;
  const sort: Sort = {
    // Few sorts of statements have to be prepared.
    limit: 2 ** Math.ceil(Math.log2(claim.limit)),
    hasPrefixes: prefixes.length > 0,
    isByOwner: choice.isByOwner,
  };
  const { rows } = await client.query<DueJob>({
    name: `bpmn_due_jobs_${Object.values(sort)}`,
    text: textOf(sort),
    values: [now, choice.exceptOwners, processKeys ?? null, exact, prefixes],
  });
  return rows;
}

async function lease(
  client: ClientBase,
  { now, until, worker }: JobClaim,
  chosen: readonly DueJob[],
): Promise<readonly any[]> {
  const ids = chosen.map(({ instanceId }) => instanceId);
  const keys = chosen.map(({ key }) => key);
  const { rows } = await client.query({
    name: 'bpmn_lease_jobs',
    text: LEASE,
    values: [now, until, worker, ids, keys],
  });
  return rows;
}
