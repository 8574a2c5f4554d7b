import type { Knex } from 'knex';
import type { DefinitionRecord } from './DefinitionRecord';

/** Versions with their owners. */
export const definitionRows = (knex: Knex): Knex.QueryBuilder =>
  knex('process_definitions')
    .join(
      'processes',
      'processes.process_key',
      'process_definitions.process_key',
    )
    .select('process_definitions.*', 'processes.owner_ref');

/** A row of them. */
export function definitionOf(row: any): DefinitionRecord {
  return {
    id: row.id,
    processKey: row.process_key,
    processId: row.process_id,
    version: row.version,
    versionTag: row.version_tag ?? undefined,
    name: row.name ?? undefined,
    deploymentId: row.deployment_id,
    resourceName: row.resource_name,
    contentHash: row.content_hash,
    ownerRef: row.owner_ref,
    deployedAt: Number(row.deployed_at),
  };
}
