import type { Knex } from 'knex';

/** For keys whose bytes can go at once. */
const AT_ONCE = 0;

/** Keys under which there can be bytes without a file. */
export class FileLeftovers {
  constructor(private readonly knex: Knex) {}

  /** Those whose time has come, oldest first. Epoch milliseconds. */
  async findDue(now: number, limit: number): Promise<readonly string[]> {
    return this.knex('file_leftovers')
      .where('remove_at', '<=', now)
      .orderBy([{ column: 'remove_at' }, { column: 'key' }])
      .limit(limit)
      .pluck('key');
  }

  /**
   * Removes what is known of a file, if no instance may have it any more. Returns whether its bytes can go. If some instance may have it, it is no
   * leftover: the key is forgotten.
   */
  async release(key: string): Promise<boolean> {
    return this.knex.transaction(async tx => {
      // Whoever takes a grant away at this moment has noted the key: first one, then the other.
      await tx('file_leftovers').where({ key }).update({ remove_at: AT_ONCE });
      // Those who add files to start an instance with hold them themselves, and no longer than this.
      await tx('file_grants')
        .where({ file_key: key })
        .whereIn('instance_id', tx('files').where({ key }).select('made_in'))
        .whereNotExists(
          tx('process_instances').whereRaw(
            'process_instances.id = file_grants.instance_id',
          ),
        )
        .del();
      const grant = await tx('file_grants')
        .where({ file_key: key })
        .first('instance_id');
      if (grant) {
        await tx('file_leftovers').where({ key }).del();
        return false;
      }
      await tx('files').where({ key }).del();
      return true;
    });
  }

  /** There are no bytes under a key any more. */
  async forget(key: string): Promise<void> {
    await this.knex('file_leftovers').where({ key }).del();
  }
}

/** Notes files of which an instance may have been the last to have them, in the transaction that takes them from it. */
export async function noteLeftovers(
  tx: Knex,
  keys: readonly string[],
): Promise<void> {
  if (keys.length > 0) {
    // Merged, not ignored: so that whoever looks at the note at this moment is waited for, and waits for us.
    await tx('file_leftovers')
      .insert(keys.map(key => ({ key, remove_at: AT_ONCE })))
      .onConflict('key')
      .merge();
  }
}
