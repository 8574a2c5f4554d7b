import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { ProcessTaken } from '../deployments';
import { draftExists } from '../drafts/DraftConflict';
import { draftOf } from '../drafts/DraftRecord';
import { isPostgres } from '../driver';
import { rowsOf } from '../rowsOf';
import { moveDeeds } from './moveDeeds';
import { moveInstances } from './moveInstances';

/** Who hands a process over to whom. */
export interface Handover {
  readonly processKey: string;
  /** Entity refs of groups. */
  readonly from: string;
  readonly to: string;
  readonly movedBy: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** A process some of whose instances have still to follow it. Times are epoch milliseconds. */
export interface OwnerMove {
  readonly processKey: string;
  /** Another one if the process is handed over again. */
  readonly id: string;
  readonly movedBy: string;
  readonly movedAt: number;
  /** When its instances were begun to be gone through. */
  readonly passAt: number;
  /** Up to this one they have been gone through. */
  readonly lastInstanceId: string;
}

/** How far it has come. */
type Progress = Pick<OwnerMove, 'passAt' | 'lastInstanceId'> & {
  readonly dueAt: number;
};

/** Owners of processes, and what follows them. */
export class OwnerStore {
  constructor(private readonly knex: Knex) {}

  /**
   * Gives a process to another owner, with its draft; notes that its instances have to follow. Throws `ProcessTaken` if it is owned by
   * somebody else by now, and a `DraftConflict` if the other owner has a draft of it.
   */
  async move(handover: Handover): Promise<void> {
    const { processKey, from, to, movedBy, at } = handover;
    const ofProcess = { process_key: processKey };
    await this.knex.transaction(async tx => {
      const query = tx('processes').where(ofProcess);
      const row = await (isPostgres(tx) ? query.forUpdate() : query).first();
      if (row.owner_ref !== from) {
        throw new ProcessTaken(row.process_id, row.owner_ref);
      }
      if (from === to) {
        return;
      }
      await tx('processes').where(ofProcess).update({ owner_ref: to });
      await moveDraft(tx, handover);
      await tx('owner_moves')
        .insert({
          ...ofProcess,
          id: uuid(),
          moved_by: movedBy,
          moved_at: at,
          pass_at: at,
          last_instance_id: '',
          due_at: at,
        })
        .onConflict('process_key')
        .merge();
    });
  }

  /** Takes on a process whose instances have to follow, until a time at which somebody else may. */
  async claim(now: number, until: number): Promise<OwnerMove | undefined> {
    const [row] = await rowsOf(
      this.knex,
      `update owner_moves set due_at = ? where process_key in (
         select process_key from owner_moves where due_at <= ? order by due_at limit 1
         ${isPostgres(this.knex) ? 'for update skip locked' : ''})
       returning *`,
      [until, now],
    );
    return (
      row && {
        processKey: row.process_key,
        id: row.id,
        movedBy: row.moved_by,
        movedAt: Number(row.moved_at),
        passAt: Number(row.pass_at),
        lastInstanceId: row.last_instance_id,
      }
    );
  }

  /** The last of the next instances, of whichever process; undefined if there are no more. */
  async endOfNext(after: string, limit: number): Promise<string | undefined> {
    const ids = await this.knex('process_instances')
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit)
      .pluck('id');
    return ids.at(-1);
  }

  /** Gives the instances of a process up to one, with their tasks, to its owner; says who that is. Once more does nothing. */
  moveInstances(
    move: OwnerMove,
    { upTo, at }: { readonly upTo: string; readonly at: number },
  ): Promise<string> {
    return moveInstances(this.knex, { ...move, upTo, at });
  }

  /** Gives what they have still to tell others to the owner. Once more does nothing. */
  moveDeeds(
    move: OwnerMove,
    { upTo, ownerRef }: { readonly upTo: string; readonly ownerRef: string },
  ): Promise<void> {
    return moveDeeds(this.knex, { ...move, upTo, ownerRef });
  }

  /** Notes how far it has come, unless the process has been handed over again. */
  async proceed(
    { processKey, id }: OwnerMove,
    { passAt, lastInstanceId, dueAt }: Progress,
  ): Promise<void> {
    await this.knex('owner_moves')
      .where({ process_key: processKey, id })
      .update({
        pass_at: passAt,
        last_instance_id: lastInstanceId,
        due_at: dueAt,
      });
  }

  /** All have followed. */
  async finish({ processKey, id }: OwnerMove): Promise<void> {
    await this.knex('owner_moves').where({ process_key: processKey, id }).del();
  }
}

async function moveDraft(
  tx: Knex,
  { processKey: process_key, from, to }: Handover,
): Promise<void> {
  const moving = tx('process_drafts').where({ process_key, owner_ref: from });
  if (!(await moving.clone().first('id'))) {
    return;
  }
  const other = await tx('process_drafts')
    .where({ process_key, owner_ref: to })
    .first();
  if (other) {
    throw draftExists(draftOf(other));
  }
  await moving.update({ owner_ref: to });
}
