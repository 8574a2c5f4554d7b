import type {
  JobWait,
  Key,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Knex } from 'knex';
import type { ClientBase } from 'pg';
import { Batches } from '../Batches';
import { withDriver } from '../driver';
import { turnsOf } from '../Turns';
import { choosePostgres } from './choosePostgres';
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

/** Claims of one process at a time, where one takes longer than this, in milliseconds. */
const AT_ONCE = 2;
const PATIENCE = 10;

/** Most jobs that those who share them lease. */
const MOST = 100;

const limitOf = (claims: readonly JobClaim[]) =>
  claims.reduce((sum, { limit }) => sum + limit, 0);

/** Jobs: waits that somebody does something for. What is leased is due again when its lease ends. */
export class JobStore {
  private readonly claims: Batches<JobClaim, readonly LeasedJob[]>;

  constructor(private readonly knex: Knex) {
    this.claims = new Batches({
      sideBySide: 1,
      turns: turnsOf(knex),
      atOnce: AT_ONCE,
      patience: PATIENCE,
      together: countTogether,
      perform: claims => this.claimTogether(claims),
    });
  }

  /** Leases due jobs, the most urgent first. Those who ask for the same at the same time share them. */
  claim(claim: JobClaim): Promise<readonly LeasedJob[]> {
    return this.claims.ask(claim);
  }

  private async claimTogether(
    claims: readonly JobClaim[],
  ): Promise<readonly (readonly LeasedJob[])[]> {
    const claim = { ...claims[0], limit: limitOf(claims) };
    const rows = await withDriver(this.knex, connection =>
      connection.kind === 'postgres'
        ? onPostgres(connection.client, claim)
        : claimSqlite(connection.database, claim),
    );
    return dealt(rows.map(leasedJob), claims);
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

function onPostgres(
  client: ClientBase,
  { choice, ...claim }: JobClaim,
): Promise<readonly any[]> {
  return choice
    ? choosePostgres(client, { ...claim, choice })
    : claimPostgres(client, claim);
}

/** Those at the front who ask for the same. */
function countTogether(waiting: readonly JobClaim[]): number {
  let count = 1;
  let limit = waiting[0].limit;
  while (
    count < waiting.length &&
    isAlike(waiting[count], waiting[0]) &&
    limit + waiting[count].limit <= MOST
  ) {
    limit += waiting[count].limit;
    count++;
  }
  return count;
}

/** Whether the jobs of one claim suit the other. Times differ by what one has waited for its turn. Who chooses, chooses alone. */
function isAlike(one: JobClaim, other: JobClaim): boolean {
  return (
    !one.choice &&
    !other.choice &&
    one.worker === other.worker &&
    one.until - one.now === other.until - other.now &&
    JSON.stringify(one.types) === JSON.stringify(other.types) &&
    JSON.stringify(one.processKeys) === JSON.stringify(other.processKeys)
  );
}

/** Gives everybody one by one, until they have as many as they want. */
function dealt(
  jobs: readonly LeasedJob[],
  claims: readonly JobClaim[],
): readonly (readonly LeasedJob[])[] {
  const hands: LeasedJob[][] = claims.map(() => []);
  let next = 0;
  for (const job of jobs) {
    while (hands[next].length >= claims[next].limit) {
      next = (next + 1) % hands.length;
    }
    hands[next].push(job);
    next = (next + 1) % hands.length;
  }
  return hands;
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
