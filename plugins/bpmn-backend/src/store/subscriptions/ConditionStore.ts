import { processIdKey } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Knex } from 'knex';

/** A conditional start event of the latest version of a process. */
export interface ConditionalStart {
  readonly processKey: string;
  readonly processId: string;
  readonly ownerRef: string;
  readonly definitionId: string;
  readonly elementId: string;
  /** Which of its event definitions. */
  readonly event: number;
}

/** Processes that begin by conditions. */
export class ConditionStore {
  constructor(private readonly knex: Knex) {}

  /** Whether a process is there, and owned by a group. */
  async owns(ownerRef: string, processId: string): Promise<boolean> {
    const row = await this.knex('processes')
      .where({ process_key: processIdKey(processId), owner_ref: ownerRef })
      .first('process_key');
    return row !== undefined;
  }

  /** Conditional start events of the processes of an owner, or of one of them, in order. */
  async findStarts({
    ownerRef,
    processId,
    limit,
  }: {
    readonly ownerRef: string;
    readonly processId?: string;
    readonly limit: number;
  }): Promise<readonly ConditionalStart[]> {
    const query = this.knex('start_subscriptions')
      .join(
        'processes',
        'processes.process_key',
        'start_subscriptions.process_key',
      )
      .where({ kind: 'condition', owner_ref: ownerRef })
      .orderBy(['start_subscriptions.process_key', 'element_id', 'event'])
      .limit(limit)
      .select(
        'start_subscriptions.process_key',
        'processes.process_id',
        'definition_id',
        'element_id',
        'event',
      );
    if (processId !== undefined) {
      query.where('start_subscriptions.process_key', processIdKey(processId));
    }
    return (await query).map(row => ({
      processKey: row.process_key,
      processId: row.process_id,
      ownerRef,
      definitionId: row.definition_id,
      elementId: row.element_id,
      event: row.event,
    }));
  }
}
