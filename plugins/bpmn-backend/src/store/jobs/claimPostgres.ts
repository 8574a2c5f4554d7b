import type { ClientBase } from 'pg';
import { FORMAT } from '../instances';
import { typesOf, type JobClaim } from './JobClaim';
import { prioritiesPostgres } from './prioritiesPostgres';
import { wantedPostgres } from './wantedPostgres';

/** What is given of a job that was leased. */
export const LEASED =
  'w.instance_id, w.details, w.attempt, w.due_at, i.revision, i.process_id, i.definition_id, i.owner_ref, i.business_key';

const PRIORITIES = prioritiesPostgres('w.topic = wanted.topic');

/** What a claim asks for, besides values. */
interface Sort {
  /** Of each type; a power of two, so that few sorts of statements have to be prepared. */
  readonly limit: number;
  readonly hasPrefixes: boolean;
  readonly isOfProcesses: boolean;
}

/**
 * Leases due jobs, the most urgent of each type first: read in the order of the index, so it costs the same however many there are, due or
 * not yet. A limit
 * is in the text, for without it PostgreSQL plans for a tenth of all jobs; what is locked beyond the one that is wanted is free at once. What is selected alone is planned for whatever its value
 * is, so one plan is made and kept. What a newer release has written is left to it. A lease that is lost in a power cut is a lease: nobody has to wait for the disk.
 */
const textOf = ({ limit, hasPrefixes, isOfProcesses }: Sort) =>
  `with picked as (
    select due.tid from (select set_config('synchronous_commit', 'off', true)) relaxed,
    (${wantedPostgres(
      hasPrefixes,
    )}) wanted(topic) ${PRIORITIES} cross join lateral (
      select w.ctid as tid, w.priority, w.due_at from waits w${
        isOfProcesses ? ' join process_instances i on i.id = w.instance_id' : ''
      }
      where w.kind = 'job' and w.suspended_at is null and w.topic = wanted.topic and w.priority = ranked.priority and w.due_at <= (select $1::int8) ${
        isOfProcesses
          ? 'and i.process_key = any((select $6::text[])::text[])'
          : ''
      }
      order by w.due_at limit ${limit} for update of w skip locked) due
    where $5::text[] is not null and $6::text[] is not null
    order by due.priority desc, due.due_at limit (select $7::int4))
  update waits w set due_at = $2, lease_owner = $3, attempt = gen_random_uuid()::text from process_instances i
  where w.ctid = any(array(select tid from picked)) and i.id = w.instance_id and i.format <= ${FORMAT}
  returning ${LEASED}`;

const texts = new Map<string, string>();

/** Leases due jobs, in one statement. Gives rows as they are. */
export async function claimPostgres(
  client: ClientBase,
  claim: JobClaim,
): Promise<readonly any[]> {
  const { now, until, worker, limit, processKeys } = claim;
  const { exact, prefixes } = typesOf(claim);
  const sort = {
    limit: 2 ** Math.ceil(Math.log2(limit)),
    hasPrefixes: prefixes.length > 0,
    isOfProcesses: processKeys !== undefined,
  };
  const name = `bpmn_claim_jobs_${Object.values(sort)}`;
  let text = texts.get(name);
  if (text === undefined) {
    text = textOf(sort);
    texts.set(name, text);
  }
  const values = [
    ...[now, until, worker, exact, prefixes],
    ...[processKeys ?? [], limit],
  ];
  const { rows } = await client.query({ name, text, values });
  return rows;
}
