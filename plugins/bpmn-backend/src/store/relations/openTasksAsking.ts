import type { Key } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Knex } from 'knex';

/** An open task that nobody has, by its id and by its wait. */
export interface AskingTask {
  readonly id: string;
  readonly instanceId: string;
  readonly waitKey: Key;
  readonly ownerRef: string;
}

/** Open tasks that nobody has and that ask for a relation. */
export async function openTasksAsking(
  knex: Knex,
  name: string,
): Promise<readonly AskingTask[]> {
  const columns = ['id', 'instance_id', 'key', 'owner_ref'];
  const open = { state: 'open', assignee: null };
  const assigned = await knex('user_tasks')
    .where({ ...open, assignee_relation: name })
    .select(columns);
  const asked = await knex('user_tasks')
    .join('user_task_candidates as c', join =>
      join
        .on('c.instance_id', 'user_tasks.instance_id')
        .andOn('c.key', 'user_tasks.key'),
    )
    .where({ ...open, 'c.ref': name })
    .select(columns.map(column => `user_tasks.${column}`));
  const rows = new Map([...assigned, ...asked].map(row => [row.id, row]));
  return [...rows.values()].map(row => ({
    id: row.id,
    instanceId: row.instance_id,
    waitKey: row.key,
    ownerRef: row.owner_ref,
  }));
}
