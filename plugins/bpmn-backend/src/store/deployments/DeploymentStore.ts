import {
  processIdKey,
  type DraftRevision,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type {
  ChildInstanceWait,
  StartSubscription,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { noteDeployed } from '../drafts/noteDeployed';
import { isPostgres } from '../driver';
import type { DefinitionRecord } from './DefinitionRecord';
import { definitionOf, definitionRows } from './definitionRows';
import { swapSubscriptions } from './swapSubscriptions';

/** A document that is deployed. */
export interface Resource {
  readonly name: string;
  readonly contentType: string;
  readonly content: string;
  /** SHA-256 in hexadecimal. */
  readonly hash: string;
}

/** What is to be deployed, checked and compiled. Times are epoch milliseconds. */
export interface Deployment {
  readonly ownerRef: string;
  readonly deployedBy: string;
  readonly deployedAt: number;
  /** Over all of its documents. */
  readonly contentHash: string;
  readonly resources: readonly Resource[];
  readonly processes: readonly DeployedProcess[];
  /** The draft that it comes from. */
  readonly draft?: DraftRevision;
}

/** A process of a deployment. */
export interface DeployedProcess {
  readonly processId: string;
  readonly name?: string;
  readonly versionTag?: string;
  readonly resourceName: string;
  readonly subscriptions: readonly StartSubscription[];
  /** Names of variables. */
  readonly sensitiveVariables: readonly string[];
}

/** What a version is compiled from. */
export interface DefinitionSource {
  readonly processId: string;
  readonly xml: string;
  /** Besides those that the model marks: those of its forms. */
  readonly sensitiveVariables?: readonly string[];
}

/** Thrown if a process id belongs to somebody else. */
export class ProcessTaken extends Error {
  constructor(readonly processId: string, readonly ownerRef: string) {
    super(
      `Expected process ${processId} to be free or yours, but it is owned by ${ownerRef}. Choose another id, or ask its owner to hand it over`,
    );
    this.name = 'ProcessTaken';
  }
}

/** Versions of processes, with the documents that they are made of. */
export class DeploymentStore {
  constructor(private readonly knex: Knex) {}

  /**
   * Writes a deployment. A process whose content is that of its latest version keeps it; any other gets a new one, whose start subscriptions
   * take the place of the former. Throws {@link ProcessTaken}, having written nothing, if an id is owned by somebody else, and a
   * `DraftConflict` if the draft that it comes from is another one by now.
   */
  async deploy(deployment: Deployment): Promise<readonly DefinitionRecord[]> {
    return this.knex.transaction(async tx => {
      const claimed: (DefinitionRecord | undefined)[] = [];
      for (const process of inOrder(deployment.processes)) {
        claimed.push(await claim(tx, deployment, process));
      }
      const deploymentId = uuid();
      if (
        claimed.some(latest => latest?.contentHash !== deployment.contentHash)
      ) {
        await insertDeployment(tx, deploymentId, deployment);
      }
      const records: DefinitionRecord[] = [];
      for (const [index, process] of inOrder(deployment.processes).entries()) {
        const latest = claimed[index];
        records.push(
          latest?.contentHash === deployment.contentHash
            ? latest
            : await addVersion(tx, {
                deployment,
                deploymentId,
                process,
                latest,
              }),
        );
      }
      const { draft, ownerRef, contentHash } = deployment;
      if (draft) {
        const deployed = { draft, ownerRef, contentHash, definitions: records };
        await noteDeployed(tx, deployed);
      }
      return records;
    });
  }

  /** A version by its id. */
  async find(id: string): Promise<DefinitionRecord | undefined> {
    const row = await definitionRows(this.knex).where({ id }).first();
    return row && definitionOf(row);
  }

  /** The latest version of a process. */
  async findLatest(processId: string): Promise<DefinitionRecord | undefined> {
    return findLatest(this.knex, processIdKey(processId));
  }

  /** The version that a call activity means. */
  async findCalled(
    { processId, binding, versionTag }: ChildInstanceWait,
    callerDefinitionId: string,
  ): Promise<DefinitionRecord | undefined> {
    const processKey = processIdKey(processId);
    if (binding === 'deployment') {
      const [caller] = await definitionRows(this.knex).where({
        id: callerDefinitionId,
      });
      const row = await definitionRows(this.knex)
        .where('process_definitions.process_key', processKey)
        .where({ deployment_id: caller.deployment_id })
        .first();
      return row && definitionOf(row);
    }
    if (binding === 'versionTag') {
      const row = await definitionRows(this.knex)
        .where('process_definitions.process_key', processKey)
        .where({ version_tag: versionTag ?? '' })
        .orderBy('version', 'desc')
        .first();
      return row && definitionOf(row);
    }
    return findLatest(this.knex, processKey);
  }

  /** The document of a version. */
  async findSource(id: string): Promise<DefinitionSource | undefined> {
    const row = await this.knex('process_definitions')
      .join('deployment_resources', join =>
        join
          .on(
            'deployment_resources.deployment_id',
            'process_definitions.deployment_id',
          )
          .andOn(
            'deployment_resources.name',
            'process_definitions.resource_name',
          ),
      )
      .where({ id })
      .first('process_id', 'content', 'sensitive_variables');
    return (
      row && {
        processId: row.process_id,
        xml: row.content,
        sensitiveVariables: JSON.parse(row.sensitive_variables),
      }
    );
  }
}

/** Always in the same order: two deployments do not wait for each other. */
function inOrder(
  processes: readonly DeployedProcess[],
): readonly DeployedProcess[] {
  return [...processes].sort((a, b) => (a.processId < b.processId ? -1 : 1));
}

/** Takes a process id for its owner, or finds that it has it already; nobody else deploys it until this is over. Returns its latest version. */
async function claim(
  tx: Knex,
  { ownerRef, deployedAt }: Deployment,
  { processId }: DeployedProcess,
): Promise<DefinitionRecord | undefined> {
  const processKey = processIdKey(processId);
  await tx('processes')
    .insert({
      process_key: processKey,
      process_id: processId,
      owner_ref: ownerRef,
      latest_version: 0,
      claimed_at: deployedAt,
    })
    .onConflict('process_key')
    .ignore();
  const query = tx('processes').where({ process_key: processKey });
  const row = await (isPostgres(tx) ? query.forUpdate() : query).first();
  if (row.owner_ref !== ownerRef) {
    throw new ProcessTaken(row.process_id, row.owner_ref);
  }
  return row.latest_definition_id ? findLatest(tx, processKey) : undefined;
}

async function insertDeployment(
  tx: Knex,
  id: string,
  { ownerRef, deployedBy, deployedAt, contentHash, resources }: Deployment,
): Promise<void> {
  await tx('deployments').insert({
    id,
    owner_ref: ownerRef,
    deployed_by: deployedBy,
    deployed_at: deployedAt,
    content_hash: contentHash,
  });
  await tx.batchInsert(
    'deployment_resources',
    resources.map(({ name, contentType, content, hash }) => ({
      deployment_id: id,
      name,
      content_type: contentType,
      content,
      content_hash: hash,
    })),
    50,
  );
}

async function addVersion(
  tx: Knex,
  {
    deployment: { ownerRef, deployedAt, contentHash },
    deploymentId,
    process,
    latest,
  }: {
    readonly deployment: Deployment;
    readonly deploymentId: string;
    readonly process: DeployedProcess;
    readonly latest?: DefinitionRecord;
  },
): Promise<DefinitionRecord> {
  const { processId, name, versionTag, resourceName } = process;
  const record: DefinitionRecord = {
    id: uuid(),
    processKey: processIdKey(processId),
    processId,
    version: (latest?.version ?? 0) + 1,
    versionTag,
    name,
    deploymentId,
    resourceName,
    contentHash,
    ownerRef,
    deployedAt,
  };
  await tx('process_definitions').insert({
    id: record.id,
    process_key: record.processKey,
    process_id: processId,
    version: record.version,
    version_tag: versionTag ?? null,
    name: name ?? null,
    deployment_id: deploymentId,
    resource_name: resourceName,
    content_hash: contentHash,
    deployed_at: deployedAt,
    sensitive_variables: JSON.stringify(process.sensitiveVariables),
  });
  await tx('processes').where({ process_key: record.processKey }).update({
    latest_definition_id: record.id,
    latest_version: record.version,
  });
  await swapSubscriptions(tx, record, process.subscriptions);
  return record;
}

async function findLatest(
  knex: Knex,
  processKey: string,
): Promise<DefinitionRecord | undefined> {
  const row = await definitionRows(knex)
    .where('process_definitions.process_key', processKey)
    .whereRaw('process_definitions.id = processes.latest_definition_id')
    .first();
  return row && definitionOf(row);
}
