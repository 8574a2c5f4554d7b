import type { Variables } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Knex } from 'knex';
import type { OutboxRow } from '../instances';
import { insertOutbox, type SpreadProgress } from './OutboxStore';
import type { OwnedDeed } from './deeds';

/** Signals that are spread, step by step: each stays, for its variables, until all have got it. */
export class SpreadStore {
  constructor(private readonly knex: Knex) {}

  /** Some more get a signal. Returns false, having done nothing, if somebody else has got further, or has done it. */
  async goOn(
    id: string,
    step: {
      readonly from?: SpreadProgress;
      readonly to: SpreadProgress;
      readonly rows: readonly OutboxRow[];
    },
  ): Promise<boolean> {
    const progress = JSON.stringify(step.to);
    return this.step(id, { ...step, columns: { progress } });
  }

  /** The last get a signal. Until when it is looked whether all have got it is epoch milliseconds. */
  async finish(
    id: string,
    {
      lookAt,
      ...step
    }: {
      readonly from?: SpreadProgress;
      readonly rows: readonly OutboxRow[];
      readonly lookAt: number;
    },
  ): Promise<boolean> {
    const columns = { kind: 'spread', due_at: lookAt, failures: 0 };
    return this.step(id, { ...step, columns });
  }

  /** What a signal brings, and the instance that has thrown it; nothing if it has been got by all. */
  async findLoad(id: string): Promise<{
    readonly variables?: Variables;
    readonly senderId?: string;
  }> {
    const row = await this.knex('outbox')
      .where({ id })
      .first('details', 'instance_id');
    if (!row) {
      return {};
    }
    const { deed } = JSON.parse(row.details) as OwnedDeed;
    const variables = 'variables' in deed ? deed.variables : {};
    return { variables, senderId: row.instance_id };
  }

  /** Removes a signal that all have got; else nothing happens. */
  async removeIfDone(id: string): Promise<void> {
    await this.knex('outbox')
      .where({ id, kind: 'spread' })
      .whereNotExists(
        this.knex('outbox as parts').where('parts.part_of', id).select('id'),
      )
      .del();
  }

  private async step(
    id: string,
    {
      from,
      rows,
      columns,
    }: {
      readonly from?: SpreadProgress;
      readonly rows: readonly OutboxRow[];
      readonly columns: object;
    },
  ): Promise<boolean> {
    return this.knex.transaction(async tx => {
      const changed = await tx('outbox')
        .where({ id, kind: 'signal' })
        .whereRaw(`coalesce(progress, '') = ?`, [
          from ? JSON.stringify(from) : '',
        ])
        .update(columns);
      if (changed === 1) {
        await insertOutbox(tx, rows, id);
      }
      return changed === 1;
    });
  }
}
