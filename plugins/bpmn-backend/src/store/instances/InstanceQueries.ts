import type {
  ProcessInstanceState,
  WaitKind,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { processIdKey } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Knex } from 'knex';
import { pageOf, positionOf, TIME, type PageOf } from '../cursor';
import { whereMatching, type RowCriteria } from '../matching';
import { recordOf } from './fromTables';
import type { InstanceRecord } from './InstanceRecord';

/** An instance with the version that it runs on. */
export interface InstanceRow extends InstanceRecord {
  readonly version: number;
  /** Whether it waits for people. */
  readonly hasOpenTasks: boolean;
}

/** Which instances are looked for. Times are epoch milliseconds. */
export interface InstanceSearch {
  readonly processId?: string;
  readonly ownerRef?: string;
  readonly state?: readonly ProcessInstanceState[];
  readonly businessKey?: string;
  readonly startedBy?: string;
  readonly callerInstanceId?: string;
  readonly hasIncident?: boolean;
  readonly hasOpenTasks?: boolean;
  readonly startedAfter?: number;
  readonly startedBefore?: number;
  readonly endedAfter?: number;
  readonly endedBefore?: number;
  /** Variables of the process, with their values as JSON text. */
  readonly variables?: readonly {
    readonly name: string;
    readonly value: string;
  }[];
  readonly criteria: RowCriteria;
}

/** Which part of a list is wanted. */
export interface Slice {
  readonly cursor?: string;
  readonly limit: number;
}

/** What one command has changed. */
export interface HistoryRow {
  readonly revision: number;
  readonly at: number;
  readonly actor: string;
  /** JSON text. */
  readonly changes: string;
}

/** Where what permissions are about is in the rows of instances. */
export const INSTANCE_COLUMNS = {
  ownerRef: 'process_instances.owner_ref',
  processKey: 'process_instances.process_key',
  startedBy: 'process_instances.started_by',
};

/** That there are user tasks of an instance that are not done. */
const OPEN_TASKS = `exists (select 1 from user_tasks where user_tasks.instance_id = process_instances.id and user_tasks.state = 'open')`;

/** What people read of process instances. */
export class InstanceQueries {
  constructor(private readonly knex: Knex) {}

  /** Instances, the youngest first. */
  async list(
    search: InstanceSearch,
    { cursor, limit }: Slice,
  ): Promise<PageOf<InstanceRow>> {
    const query = this.instances()
      .orderBy([
        { column: 'process_instances.started_at', order: 'desc' },
        { column: 'process_instances.id', order: 'desc' },
      ])
      .limit(limit + 1);
    whereMatching(query, search.criteria, INSTANCE_COLUMNS);
    whereSearched(query, search);
    for (const { name, value } of search.variables ?? []) {
      query.whereExists(
        this.knex('variables')
          .whereRaw('variables.instance_id = process_instances.id')
          .whereRaw('variables.scope_key = process_instances.root_key')
          .where({ 'variables.name': name, 'variables.value': value }),
      );
    }
    if (cursor !== undefined) {
      query.whereRaw(
        '(process_instances.started_at, process_instances.id) < (?, ?)',
        [...positionOf(cursor, [TIME, ''])],
      );
    }
    return pageOf((await query).map(rowOf), limit, ({ startedAt, id }) => [
      startedAt,
      id,
    ]);
  }

  /** An instance. */
  async find(id: string): Promise<InstanceRow | undefined> {
    const row = await this.instances()
      .where('process_instances.id', id)
      .first();
    return row && rowOf(row);
  }

  /** Those of some instances that are there, in the order of the ids given. */
  async findAll(ids: readonly string[]): Promise<readonly InstanceRow[]> {
    const rows = await this.instances().whereIn('process_instances.id', ids);
    const found = new Map<string, InstanceRow>();
    rows.map(rowOf).forEach((row: InstanceRow) => found.set(row.id, row));
    return ids.flatMap(id => found.get(id) ?? []);
  }

  /** What has happened after a revision, in order. */
  async listHistory(
    instanceId: string,
    { after, limit }: { readonly after: number; readonly limit: number },
  ): Promise<readonly HistoryRow[]> {
    const rows = await this.knex('history')
      .where({ instance_id: instanceId })
      .where('revision', '>', after)
      .orderBy('revision')
      .limit(limit)
      .select('revision', 'at', 'actor', 'changes');
    return rows.map(row => ({ ...row, at: Number(row.at) }));
  }

  /** The same, part by part. */
  async pageHistory(
    instanceId: string,
    { after = 0, cursor, limit }: Slice & { readonly after?: number },
  ): Promise<PageOf<HistoryRow>> {
    const [last] = cursor === undefined ? [0] : positionOf(cursor, [0]);
    const rows = await this.listHistory(instanceId, {
      after: Math.max(after, Number(last)),
      limit: limit + 1,
    });
    return pageOf(rows, limit, ({ revision }) => [revision]);
  }

  /** Variables of all scopes, or of one, in the order of scopes and names. Their values are JSON text. */
  async listVariables(
    instanceId: string,
    { cursor, limit, scopeKey }: Slice & { readonly scopeKey?: number },
  ): Promise<
    PageOf<{
      readonly scopeKey: number;
      readonly name: string;
      readonly value: string;
    }>
  > {
    const query = this.knex('variables')
      .where({ instance_id: instanceId })
      .modify(narrowed =>
        scopeKey === undefined
          ? narrowed
          : narrowed.where({ scope_key: scopeKey }),
      )
      .orderBy(['scope_key', 'name'])
      .limit(limit + 1)
      .select('scope_key', 'name', 'value');
    if (cursor !== undefined) {
      query.whereRaw('(scope_key, name) > (?, ?)', [
        ...positionOf(cursor, [0, '']),
      ]);
    }
    const rows = (await query).map((row: any) => ({
      scopeKey: row.scope_key,
      name: row.name,
      value: row.value,
    }));
    return pageOf(rows, limit, row => [row.scopeKey, row.name]);
  }

  /** Some variables of a scope, as JSON text. */
  async findVariables(
    instanceId: string,
    {
      scopeKey,
      names,
    }: { readonly scopeKey: number; readonly names: readonly string[] },
  ): Promise<readonly { readonly name: string; readonly value: string }[]> {
    return this.knex('variables')
      .where({ instance_id: instanceId, scope_key: scopeKey })
      .whereIn('name', [...names])
      .select('name', 'value');
  }

  /** What runs, in the order in which it has begun. */
  async listElements(
    instanceId: string,
    slice: Slice,
  ): Promise<
    PageOf<{
      readonly key: number;
      readonly elementId: string;
      readonly scopeKey: number;
      readonly lifecycle: string;
      readonly loopCounter?: number;
    }>
  > {
    const rows = await this.byKey('element_instances', instanceId, slice);
    return pageOf(
      rows.map(row => ({
        key: row.key,
        elementId: row.element_id,
        scopeKey: row.scope_key,
        lifecycle: row.lifecycle,
        loopCounter: row.loop_counter ?? undefined,
      })),
      slice.limit,
      ({ key }) => [key],
    );
  }

  /** What is waited for, in the order in which that has begun. */
  async listWaits(instanceId: string, slice: Slice): Promise<PageOf<WaitRow>> {
    const rows = await this.byKey('waits', instanceId, slice);
    return pageOf(rows.map(waitRowOf), slice.limit, ({ key }) => [key]);
  }

  /** Something that is waited for. */
  async findWait(
    instanceId: string,
    key: number,
  ): Promise<WaitRow | undefined> {
    const row = await this.knex('waits')
      .where({ instance_id: instanceId, key })
      .first();
    return row && waitRowOf(row);
  }

  private async byKey(
    table: string,
    instanceId: string,
    { cursor, limit }: Slice,
  ): Promise<any[]> {
    const query = this.knex(table)
      .where({ instance_id: instanceId })
      .orderBy('key')
      .limit(limit + 1);
    if (cursor !== undefined) {
      query.where('key', '>', positionOf(cursor, [0])[0]);
    }
    return query;
  }

  private instances(): Knex.QueryBuilder {
    return this.knex('process_instances')
      .join(
        'process_definitions',
        'process_definitions.id',
        'process_instances.definition_id',
      )
      .select(
        'process_instances.*',
        'process_definitions.version',
        this.knex.raw(`${OPEN_TASKS} as has_open_tasks`),
      );
  }
}

/** What an element instance waits for. */
export interface WaitRow {
  readonly key: number;
  readonly elementInstanceKey: number;
  readonly elementId: string;
  readonly kind: WaitKind;
  readonly topic?: string;
  readonly correlationKey?: string;
  readonly dueAt?: number;
  readonly worker?: string;
}

function waitRowOf(row: any): WaitRow {
  const { elementId, name, type, processId, correlationKey } = JSON.parse(
    row.details,
  );
  return {
    key: row.key,
    elementInstanceKey: row.element_instance_key,
    elementId,
    kind: row.kind,
    topic: type ?? name ?? processId,
    correlationKey,
    dueAt: row.due_at === null ? undefined : Number(row.due_at),
    worker: row.lease_owner ?? undefined,
  };
}

function whereSearched(query: Knex.QueryBuilder, search: InstanceSearch): void {
  const { processId, state, hasIncident, hasOpenTasks } = search;
  if (processId !== undefined) {
    query.where('process_instances.process_key', processIdKey(processId));
  }
  if (state) {
    query.whereIn('process_instances.state', state);
  }
  if (hasIncident !== undefined) {
    query.where('incident_count', hasIncident ? '>' : '=', 0);
  }
  if (hasOpenTasks === true) {
    // Those that are over have none: nobody has to look at each of them.
    query
      .whereIn('process_instances.state', ['active', 'suspended'])
      .whereRaw(OPEN_TASKS);
  } else if (hasOpenTasks === false) {
    query.whereRaw(`not ${OPEN_TASKS}`);
  }
  for (const [column, operator, value] of [
    ['owner_ref', '=', search.ownerRef],
    ['business_key', '=', search.businessKey],
    ['started_by', '=', search.startedBy],
    ['caller_instance_id', '=', search.callerInstanceId],
    ['started_at', '>=', search.startedAfter],
    ['started_at', '<', search.startedBefore],
    ['ended_at', '>=', search.endedAfter],
    ['ended_at', '<', search.endedBefore],
  ] as const) {
    if (value !== undefined) {
      query.where(`process_instances.${column}`, operator, value);
    }
  }
}

function rowOf(row: any): InstanceRow {
  return {
    ...recordOf(row),
    version: row.version,
    hasOpenTasks: Boolean(row.has_open_tasks),
  };
}
