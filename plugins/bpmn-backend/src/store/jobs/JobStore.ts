import type {
  JobWait,
  Key,
  Variables,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Knex } from 'knex';
import { withDriver } from '../driver';
import { variablesSeenFrom } from '../variablesSeenFrom';

/** A job that somebody does now. */
export interface LeasedJob {
  readonly instanceId: string;
  readonly wait: JobWait;
  /** Names this lease: whoever completes the job shows it. */
  readonly attempt: string;
  /** Epoch milliseconds. */
  readonly leasedUntil: number;
  readonly processId: string;
  readonly definitionId: string;
  readonly ownerRef: string;
  readonly businessKey?: string;
}

/** Which jobs somebody wants to do. */
export interface JobClaim {
  /** Job types, exact ones or such as `script:*`. */
  readonly types: readonly string[];
  readonly worker: string;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly until: number;
  readonly limit: number;
}

const CLAIMED = `select w.instance_id, w.key, i.process_id, i.definition_id, i.owner_ref, i.business_key
  from waits w join process_instances i on i.id = w.instance_id
  where w.kind = 'job' and i.state = 'active'`;

const POSTGRES_CLAIM = `update waits set due_at = $1, lease_owner = $2, attempt = gen_random_uuid()::text
  from (${CLAIMED}
    and (w.topic = any($3::text[]) or exists (select 1 from unnest($4::text[]) prefix where starts_with(w.topic, prefix)))
    and w.due_at <= $5 order by w.priority desc, w.due_at limit $6 for update of w skip locked) picked
  where waits.instance_id = picked.instance_id and waits.key = picked.key
  returning waits.instance_id, waits.details, waits.attempt, waits.due_at, picked.process_id, picked.definition_id, picked.owner_ref, picked.business_key`;

const SQLITE_CLAIM = `update waits set due_at = @until, lease_owner = @worker, attempt = lower(hex(randomblob(16)))
  from (${CLAIMED}
    and (w.topic in (select value from json_each(@types))
      or exists (select 1 from json_each(@prefixes) where substr(w.topic, 1, length(value)) = value))
    and w.due_at <= @now order by w.priority desc, w.due_at limit @limit) picked
  where waits.instance_id = picked.instance_id and waits.key = picked.key
  returning instance_id, details, attempt, due_at,
    (select process_id from process_instances i where i.id = instance_id) as process_id,
    (select definition_id from process_instances i where i.id = instance_id) as definition_id,
    (select owner_ref from process_instances i where i.id = instance_id) as owner_ref,
    (select business_key from process_instances i where i.id = instance_id) as business_key`;

/** Jobs: waits that somebody does something for. What is leased is due again when its lease ends. */
export class JobStore {
  constructor(private readonly knex: Knex) {}

  /** Leases due jobs, the most urgent first. */
  async claim(claim: JobClaim): Promise<readonly LeasedJob[]> {
    const types = claim.types.filter(type => !type.endsWith('*'));
    const prefixes = claim.types
      .filter(type => type.endsWith('*'))
      .map(type => type.slice(0, -1));
    const rows = await withDriver(this.knex, async connection => {
      if (connection.kind === 'sqlite') {
        return connection.database.all(SQLITE_CLAIM, {
          ...claim,
          types: JSON.stringify(types),
          prefixes: JSON.stringify(prefixes),
        });
      }
      const { until, worker, now, limit } = claim;
      const result = await connection.client.query({
        name: 'bpmn_claim_jobs',
        text: POSTGRES_CLAIM,
        values: [until, worker, types, prefixes, now, limit],
      });
      return result.rows;
    });
    return rows.map(row => leasedJob(row));
  }

  /** Keeps a lease until a later time. Returns false if it is not held any more. */
  async extend(
    {
      instanceId,
      wait,
      attempt,
    }: Pick<LeasedJob, 'instanceId' | 'wait' | 'attempt'>,
    until: number,
  ): Promise<boolean> {
    const count = await this.knex('waits')
      .where({ instance_id: instanceId, key: wait.key, attempt })
      .update({ due_at: until });
    return count === 1;
  }

  /** Gives a job back that was not begun. */
  async release(
    { instanceId, wait, attempt }: LeasedJob,
    now: number,
  ): Promise<void> {
    await this.knex('waits')
      .where({ instance_id: instanceId, key: wait.key, attempt })
      .update({ due_at: now, attempt: null, lease_owner: null });
  }

  /** What an element instance sees: the variables of all scopes around it, the nearest first. */
  async variablesSeenFrom(
    instanceId: string,
    elementInstanceKey: Key,
  ): Promise<Variables> {
    return variablesSeenFrom(this.knex, instanceId, elementInstanceKey);
  }
}

function leasedJob(row: any): LeasedJob {
  return {
    instanceId: row.instance_id,
    wait: JSON.parse(row.details),
    attempt: row.attempt,
    leasedUntil: Number(row.due_at),
    processId: row.process_id,
    definitionId: row.definition_id,
    ownerRef: row.owner_ref,
    businessKey: row.business_key ?? undefined,
  };
}
