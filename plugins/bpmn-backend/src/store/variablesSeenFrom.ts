import type {
  Key,
  Variables,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Knex } from 'knex';
import { rowsOf } from './rowsOf';

/** What an element instance sees: the variables of all scopes around it, the nearest first. */
export async function variablesSeenFrom(
  knex: Knex,
  instanceId: string,
  elementInstanceKey: Key,
): Promise<Variables> {
  const sql = `with recursive around(key, scope_key, depth) as (
      select key, scope_key, 0 from element_instances where instance_id = ? and key = ?
      union all
      select scope.key, scope.scope_key, around.depth + 1 from element_instances scope
        join around on scope.key = around.scope_key where scope.instance_id = ?
    )
    select name, value from variables join around on around.key = variables.scope_key
    where instance_id = ? order by depth desc, name`;
  const bindings = [instanceId, elementInstanceKey, instanceId, instanceId];
  const rows = await rowsOf(knex, sql, bindings);
  return Object.fromEntries(
    rows.map(({ name, value }) => [name, JSON.parse(value)]),
  );
}
