import type {
  JobWait,
  Key,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Knex } from 'knex';
import { withDriver } from '../driver';
import { claimPostgres } from './claimPostgres';
import { claimSqlite } from './claimSqlite';
import type { JobClaim } from './JobClaim';

/** A job that somebody does now. */
export interface LeasedJob {
  readonly instanceId: string;
  readonly wait: JobWait;
  /** Names this lease: whoever completes the job shows it. */
  readonly attempt: string;
  /** Epoch milliseconds. */
  readonly leasedUntil: number;
  /** Of its instance. */
  readonly revision: number;
  readonly processId: string;
  readonly definitionId: string;
  readonly ownerRef: string;
  readonly businessKey?: string;
}

/** Jobs: waits that somebody does something for. What is leased is due again when its lease ends. */
export class JobStore {
  constructor(private readonly knex: Knex) {}

  /** Leases due jobs, the most urgent first. */
  async claim(claim: JobClaim): Promise<readonly LeasedJob[]> {
    const rows = await withDriver(this.knex, connection =>
      connection.kind === 'postgres'
        ? claimPostgres(connection.client, claim)
        : claimSqlite(connection.database, claim),
    );
    return rows.map(row => leasedJob(row));
  }

  /** Keeps a lease until a later time. Returns false if it is not held any more. */
  async extend(
    {
      instanceId,
      wait,
      attempt,
    }: Pick<LeasedJob, 'instanceId' | 'attempt'> & {
      readonly wait: { readonly key: Key };
    },
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
}

function leasedJob(row: any): LeasedJob {
  return {
    instanceId: row.instance_id,
    wait: JSON.parse(row.details),
    attempt: row.attempt,
    leasedUntil: Number(row.due_at),
    revision: row.revision,
    processId: row.process_id,
    definitionId: row.definition_id,
    ownerRef: row.owner_ref,
    businessKey: row.business_key ?? undefined,
  };
}
