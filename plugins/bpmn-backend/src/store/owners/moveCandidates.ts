import type { UserTaskWait } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Knex } from 'knex';

interface TaskKey {
  readonly instance_id: string;
  readonly key: number;
}

/** Most tasks in one statement. */
const TOGETHER = 500;

/**
 * Open tasks for which the model asks nobody are for those who own the process: now for the other ones. Those for which it asks the former
 * owner by name stay theirs.
 */
export async function moveCandidates(
  tx: Knex,
  instanceIds: readonly string[],
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  const tasks = await askingNobody(tx, instanceIds, from);
  for (let first = 0; first < tasks.length; first += TOGETHER) {
    const some = tasks.slice(first, first + TOGETHER);
    const given = `with given(instance_id, key) as (values ${some
      .map(() => '(?, cast(? as integer))')
      .join(', ')})`;
    const keys = some.flatMap(task => [task.instance_id, task.key]);
    const among =
      'where (instance_id, key) in (select instance_id, key from given)';
    await tx.raw(`${given} update user_tasks set candidates = ? ${among}`, [
      ...keys,
      JSON.stringify([to]),
    ]);
    await tx.raw(`${given} update user_task_candidates set ref = ? ${among}`, [
      ...keys,
      to,
    ]);
  }
}

async function askingNobody(
  tx: Knex,
  instanceIds: readonly string[],
  owner: string,
): Promise<readonly TaskKey[]> {
  const rows: readonly (TaskKey & { readonly details: string })[] = await tx(
    'user_tasks',
  )
    .join('waits', join =>
      join
        .on('waits.instance_id', 'user_tasks.instance_id')
        .andOn('waits.key', 'user_tasks.key'),
    )
    .whereIn('user_tasks.instance_id', instanceIds)
    .where({ state: 'open', candidates: JSON.stringify([owner]) })
    .select('user_tasks.instance_id', 'user_tasks.key', 'waits.details');
  return rows.filter(({ details }) => {
    const wait: UserTaskWait = JSON.parse(details);
    const { candidateUsers = [], candidateGroups = [] } = wait;
    return candidateUsers.length + candidateGroups.length === 0;
  });
}
