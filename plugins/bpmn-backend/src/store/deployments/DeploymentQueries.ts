import { processIdKey } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Knex } from 'knex';
import { pageOf, positionOf, type PageOf } from '../cursor';
import { whereMatching, type RowCriteria } from '../matching';
import { definitionOf, definitionRows } from './definitionRows';
import type { DefinitionRecord } from './DefinitionRecord';
import type { Resource } from './DeploymentStore';

/** What was deployed together, without the contents of its documents. */
export interface DeploymentRecord {
  readonly id: string;
  readonly ownerRef: string;
  readonly deployedBy: string;
  readonly deployedAt: number;
  readonly contentHash: string;
  readonly resources: readonly ResourceRecord[];
}

/** A document. */
export interface ResourceRecord {
  readonly name: string;
  readonly contentType: string;
  readonly contentHash: string;
}

/** A process id that is taken. */
export interface OwnedProcess {
  readonly processId: string;
  readonly ownerRef: string;
}

/** Where what permissions are about is in the rows of processes. */
export const PROCESS_COLUMNS = {
  ownerRef: 'processes.owner_ref',
  processKey: 'processes.process_key',
};

/** Most process ids in one question. */
const TOGETHER = 1000;

/** What people read of deployments and processes. */
export class DeploymentQueries {
  constructor(private readonly knex: Knex) {}

  /** Processes by their ids, each in its latest version. */
  async listProcesses({
    ownerRef,
    processIdPrefix,
    cursor,
    limit,
    criteria,
  }: {
    readonly ownerRef?: string;
    readonly processIdPrefix?: string;
    readonly cursor?: string;
    readonly limit: number;
    readonly criteria: RowCriteria;
  }): Promise<PageOf<DefinitionRecord>> {
    const query = definitionRows(this.knex)
      .whereRaw('process_definitions.id = processes.latest_definition_id')
      .orderBy('processes.process_key')
      .limit(limit + 1);
    whereMatching(query, criteria, PROCESS_COLUMNS);
    if (ownerRef !== undefined) {
      query.where('processes.owner_ref', ownerRef);
    }
    if (processIdPrefix !== undefined) {
      const prefix = processIdKey(processIdPrefix);
      query.whereRaw('substr(processes.process_key, 1, ?) = ?', [
        prefix.length,
        prefix,
      ]);
    }
    if (cursor !== undefined) {
      const [key] = positionOf(cursor, ['']);
      query.where('processes.process_key', '>', key);
    }
    const rows = (await query).map(definitionOf);
    return pageOf(rows, limit, ({ processKey }) => [processKey]);
  }

  /** Versions of a process, the latest first. */
  async listVersions(
    processId: string,
    { cursor, limit }: { readonly cursor?: string; readonly limit: number },
  ): Promise<PageOf<DefinitionRecord>> {
    const query = definitionRows(this.knex)
      .where('process_definitions.process_key', processIdKey(processId))
      .orderBy('version', 'desc')
      .limit(limit + 1);
    if (cursor !== undefined) {
      query.where('version', '<', positionOf(cursor, [0])[0]);
    }
    const rows = (await query).map(definitionOf);
    return pageOf(rows, limit, ({ version }) => [version]);
  }

  /** Variables that are sensitive in any version of a process. */
  async listSensitive(processId: string): Promise<ReadonlySet<string>> {
    const texts: string[] = await this.knex('process_definitions')
      .where({ process_key: processIdKey(processId) })
      .whereNot({ sensitive_variables: '[]' })
      .distinct()
      .pluck('sensitive_variables');
    return new Set(texts.flatMap(text => JSON.parse(text)));
  }

  /** The owner of a process id; undefined if nobody has it. */
  async findProcess(processId: string): Promise<OwnedProcess | undefined> {
    const [found] = await this.findProcesses([processId]);
    return found;
  }

  /** The owners of process ids, without those that nobody has. */
  async findProcesses(
    processIds: readonly string[],
  ): Promise<readonly OwnedProcess[]> {
    const found: OwnedProcess[] = [];
    for (let from = 0; from < processIds.length; from += TOGETHER) {
      const some = processIds.slice(from, from + TOGETHER);
      const rows = await this.knex('processes')
        .whereIn('process_key', some.map(processIdKey))
        .select('process_id', 'owner_ref');
      found.push(
        ...rows.map(row => ({
          processId: row.process_id,
          ownerRef: row.owner_ref,
        })),
      );
    }
    return found;
  }

  /** The latest version of a process, or a certain one. */
  async findVersion(
    processId: string,
    version?: number,
  ): Promise<DefinitionRecord | undefined> {
    const row = await definitionRows(this.knex)
      .where('process_definitions.process_key', processIdKey(processId))
      .modify(query =>
        version === undefined
          ? query.whereRaw(
              'process_definitions.id = processes.latest_definition_id',
            )
          : query.where({ version }),
      )
      .first();
    return row && definitionOf(row);
  }

  /** A version by its id. */
  async findDefinition(id: string): Promise<DefinitionRecord | undefined> {
    const row = await definitionRows(this.knex)
      .where('process_definitions.id', id)
      .first();
    return row && definitionOf(row);
  }

  /** The processes of a deployment. */
  async findProcessesOf(
    deploymentId: string,
  ): Promise<readonly DefinitionRecord[]> {
    const rows = await definitionRows(this.knex).where(
      'process_definitions.deployment_id',
      deploymentId,
    );
    return rows.map(definitionOf);
  }

  /** A deployment with the names of its documents. */
  async findDeployment(id: string): Promise<DeploymentRecord | undefined> {
    const row = await this.knex('deployments').where({ id }).first();
    if (!row) {
      return undefined;
    }
    const resources = await this.knex('deployment_resources')
      .where({ deployment_id: id })
      .orderBy('name')
      .select('name', 'content_type', 'content_hash');
    return {
      id,
      ownerRef: row.owner_ref,
      deployedBy: row.deployed_by,
      deployedAt: Number(row.deployed_at),
      contentHash: row.content_hash,
      resources: resources.map(resourceOf),
    };
  }

  /** A document of a deployment. */
  async findResource(
    deploymentId: string,
    name: string,
  ): Promise<(ResourceRecord & { readonly content: string }) | undefined> {
    const row = await this.knex('deployment_resources')
      .where({ deployment_id: deploymentId, name })
      .first();
    return row && { ...resourceOf(row), content: row.content };
  }

  /** All documents of a deployment. */
  async listResources(deploymentId: string): Promise<readonly Resource[]> {
    const rows = await this.knex('deployment_resources')
      .where({ deployment_id: deploymentId })
      .orderBy('name');
    return rows.map(row => ({
      name: row.name,
      contentType: row.content_type,
      content: row.content,
      hash: row.content_hash,
    }));
  }

  /** Keys of the processes that match. */
  async listProcessKeys(criteria: RowCriteria): Promise<readonly string[]> {
    const query = this.knex('processes').select('process_key');
    whereMatching(query, criteria, PROCESS_COLUMNS);
    return (await query).map(({ process_key: key }) => key);
  }

  /** Whether an owner has processes, and all of them match. */
  async ownsOnly(ownerRef: string, criteria: RowCriteria): Promise<boolean> {
    const owned = () => this.knex('processes').where({ owner_ref: ownerRef });
    const matching = owned();
    whereMatching(matching, criteria, PROCESS_COLUMNS);
    const [all, matched] = await Promise.all(
      [owned(), matching].map(query => query.count({ count: '*' }).first()),
    );
    return Number(all!.count) > 0 && all!.count === matched!.count;
  }
}

function resourceOf(row: any): ResourceRecord {
  return {
    name: row.name,
    contentType: row.content_type,
    contentHash: row.content_hash,
  };
}
