import type { Knex } from 'knex';
import { isPostgres } from '../driver';
import { moveCandidates } from './moveCandidates';

/** Some instances of a process that have to follow its owner. */
export interface FollowingInstances {
  readonly processKey: string;
  readonly movedBy: string;
  /** Those after this one, … */
  readonly lastInstanceId: string;
  /** … up to this one. */
  readonly upTo: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/**
 * Gives instances to the owner that their process has now, in one transaction: their rows, their tasks with whom they are for, and who
 * may send them what they wait for. Running
 * ones get a new revision, so that whoever knows them, in whichever replica, reads them again before the next command. Returns the owner.
 */
export async function moveInstances(
  knex: Knex,
  following: FollowingInstances,
): Promise<string> {
  return knex.transaction(async tx => {
    const ownerRef = await currentOwner(tx, following.processKey);
    for (const [from, instances] of await moving(tx, following, ownerRef)) {
      const ids = instances.map(({ id }) => id);
      const running = instances.filter(({ ended_at: end }) => end === null);
      await tx('process_instances')
        .whereIn('id', ids)
        .update({ owner_ref: ownerRef });
      await noteMoved(tx, {
        ...following,
        ids: running.map(({ id }) => id),
        changes: JSON.stringify([{ type: 'ownerMoved', from, to: ownerRef }]),
      });
      await tx('user_tasks')
        .whereIn('instance_id', ids)
        .update({ owner_ref: ownerRef });
      await moveCandidates(tx, ids, { from, to: ownerRef });
      await moveWaits(tx, ids, { from, to: ownerRef });
    }
    return ownerRef;
  });
}

/** Jobs, and who may send what is waited for. Where the model accepts others, it says so itself, and the owner may send as well. */
async function moveWaits(
  tx: Knex,
  instanceIds: readonly string[],
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  for (const column of ['owner_ref', 'sender_ref']) {
    await tx('waits')
      .whereIn('instance_id', instanceIds)
      .where(column, from)
      .update(column, to);
  }
}

/** Nobody hands the process over again until this is over. */
async function currentOwner(tx: Knex, processKey: string): Promise<string> {
  const query = tx('processes').where({ process_key: processKey });
  const row = await (isPostgres(tx) ? query.forShare() : query).first();
  return row.owner_ref;
}

interface MovingInstance {
  readonly id: string;
  readonly owner_ref: string;
  readonly ended_at: unknown;
}

/** Instances of others, by their owners; no command is done to them until this is over. */
async function moving(
  tx: Knex,
  { processKey, lastInstanceId, upTo }: FollowingInstances,
  ownerRef: string,
): Promise<ReadonlyMap<string, readonly MovingInstance[]>> {
  const query = tx('process_instances')
    .where('id', '>', lastInstanceId)
    .where('id', '<=', upTo)
    .where({ process_key: processKey })
    .whereNot({ owner_ref: ownerRef })
    // Whoever writes to the same instances locks them in the same order.
    .orderBy('id')
    .select('id', 'owner_ref', 'ended_at');
  const rows: readonly MovingInstance[] = await (isPostgres(tx)
    ? query.forUpdate()
    : query);
  const byOwner = new Map<string, MovingInstance[]>();
  for (const row of rows) {
    byOwner.set(row.owner_ref, [...(byOwner.get(row.owner_ref) ?? []), row]);
  }
  return byOwner;
}

async function noteMoved(
  tx: Knex,
  {
    ids,
    changes,
    movedBy,
    at,
  }: Pick<FollowingInstances, 'movedBy' | 'at'> & {
    readonly ids: readonly string[];
    readonly changes: string;
  },
): Promise<void> {
  if (ids.length === 0) {
    return;
  }
  await tx('process_instances').whereIn('id', ids).increment('revision', 1);
  await tx
    .insert(
      tx('process_instances')
        .whereIn('id', ids)
        .select(
          'id',
          'revision',
          tx.raw('cast(? as bigint)', [at]),
          tx.raw('?', [movedBy]),
          tx.raw('?', [changes]),
        ),
    )
    .into(tx.raw('history (instance_id, revision, at, actor, changes)'));
}
