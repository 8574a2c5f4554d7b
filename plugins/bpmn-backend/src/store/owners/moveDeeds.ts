import type { Knex } from 'knex';
import type { OwnedDeed } from '../outbox';
import type { FollowingInstances } from './moveInstances';

/** Deeds that are looked at in one go. */
const TOGETHER = 200;

/**
 * Gives what instances have still to tell others to another owner. Not in the transaction of the instances: who settles a deed locks it
 * before an instance, and would wait for us as we for them. Once more does nothing.
 */
export async function moveDeeds(
  knex: Knex,
  {
    processKey,
    lastInstanceId,
    upTo,
    ownerRef,
  }: Pick<FollowingInstances, 'processKey' | 'lastInstanceId' | 'upTo'> & {
    readonly ownerRef: string;
  },
): Promise<void> {
  const next = (last: string) =>
    knex('outbox')
      .join('process_instances', 'process_instances.id', 'outbox.instance_id')
      .where('outbox.instance_id', '>', lastInstanceId)
      .where('outbox.instance_id', '<=', upTo)
      .where({ process_key: processKey })
      .where('outbox.id', '>', last)
      .orderBy('outbox.id')
      .limit(TOGETHER)
      .select('outbox.id', 'outbox.details');
  for (let rows = await next(''); rows.length > 0; ) {
    await rewrite(knex, rows, ownerRef);
    rows = await next(rows.at(-1).id);
  }
}

async function rewrite(
  knex: Knex,
  rows: readonly { readonly id: string; readonly details: string }[],
  ownerRef: string,
): Promise<void> {
  const changed = rows.flatMap(({ id, details }) => {
    const owned: OwnedDeed = JSON.parse(details);
    return owned.ownerRef === ownerRef
      ? []
      : [[id, JSON.stringify({ ...owned, ownerRef })]];
  });
  if (changed.length > 0) {
    await knex.raw(
      `with given(id, details) as (values ${changed
        .map(() => '(?, ?)')
        .join(', ')})
       update outbox set details = (select given.details from given where given.id = outbox.id),
         sender_ref = case when sender_ref is null then null else ? end
       where id in (select id from given)`,
      [...changed.flat(), ownerRef],
    );
  }
}
