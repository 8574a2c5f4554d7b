import {
  processIdKey,
  type IncidentKind,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Knex } from 'knex';
import { pageOf, positionOf, TIME, type PageOf } from '../cursor';
import { INSTANCE_COLUMNS, type Slice } from '../instances';
import { whereMatching, type RowCriteria } from '../matching';

/** An incident with what permissions on its instance are decided by. */
export interface IncidentRow {
  readonly instanceId: string;
  readonly key: number;
  readonly processId: string;
  readonly ownerRef: string;
  readonly startedBy: string;
  readonly elementId: string;
  readonly elementInstanceKey: number;
  readonly kind: IncidentKind;
  readonly message: string;
  readonly raisedAt: number;
  readonly jobType?: string;
  readonly errorCode?: string;
}

/** Which incidents are looked for. */
export interface IncidentSearch {
  readonly instanceId?: string;
  readonly processId?: string;
  readonly ownerRef?: string;
  readonly kind?: readonly IncidentKind[];
  readonly elementId?: string;
  readonly businessKey?: string;
  /** Epoch milliseconds. */
  readonly raisedAfter?: number;
  readonly raisedBefore?: number;
  readonly criteria: RowCriteria;
}

/** What people read of incidents. */
export class IncidentQueries {
  constructor(private readonly knex: Knex) {}

  /** Incidents, the youngest first. */
  async list(
    search: IncidentSearch,
    { cursor, limit }: Slice,
  ): Promise<PageOf<IncidentRow>> {
    const query = this.incidents()
      .orderBy([
        { column: 'incidents.raised_at', order: 'desc' },
        { column: 'incidents.instance_id', order: 'desc' },
        { column: 'incidents.key', order: 'desc' },
      ])
      .limit(limit + 1);
    whereMatching(query, search.criteria, INSTANCE_COLUMNS);
    whereSearched(query, search);
    if (cursor !== undefined) {
      query.whereRaw(
        '(incidents.raised_at, incidents.instance_id, incidents.key) < (?, ?, ?)',
        [...positionOf(cursor, [TIME, '', 0])],
      );
    }
    return pageOf(
      (await query).map(rowOf),
      limit,
      ({ raisedAt, instanceId, key }) => [raisedAt, instanceId, key],
    );
  }

  /** An incident that is open. */
  async find(
    instanceId: string,
    key: number,
  ): Promise<IncidentRow | undefined> {
    const row = await this.incidents()
      .where({ 'incidents.instance_id': instanceId, 'incidents.key': key })
      .first();
    return row && rowOf(row);
  }

  private incidents(): Knex.QueryBuilder {
    return this.knex('incidents')
      .join(
        'process_instances',
        'process_instances.id',
        'incidents.instance_id',
      )
      .select(
        'incidents.*',
        'process_instances.process_id',
        'process_instances.owner_ref',
        'process_instances.started_by',
      );
  }
}

function whereSearched(query: Knex.QueryBuilder, search: IncidentSearch): void {
  const { processId, kind } = search;
  if (processId !== undefined) {
    query.where('process_instances.process_key', processIdKey(processId));
  }
  if (kind) {
    query.whereIn('incidents.kind', kind);
  }
  // It is so for each of them: there are indexes of those few instances.
  query.where('process_instances.incident_count', '>', 0);
  for (const [column, operator, value] of [
    ['incidents.instance_id', '=', search.instanceId],
    ['incidents.element_id', '=', search.elementId],
    ['incidents.raised_at', '>=', search.raisedAfter],
    ['incidents.raised_at', '<', search.raisedBefore],
    ['process_instances.owner_ref', '=', search.ownerRef],
    ['process_instances.business_key', '=', search.businessKey],
  ] as const) {
    if (value !== undefined) {
      query.where(column, operator, value);
    }
  }
}

function rowOf(row: any): IncidentRow {
  const { job, errorCode } = JSON.parse(row.details);
  return {
    instanceId: row.instance_id,
    key: row.key,
    processId: row.process_id,
    ownerRef: row.owner_ref,
    startedBy: row.started_by,
    elementId: row.element_id,
    elementInstanceKey: row.element_instance_key,
    kind: row.kind,
    message: row.message,
    raisedAt: Number(row.raised_at),
    jobType: job?.type,
    errorCode,
  };
}
