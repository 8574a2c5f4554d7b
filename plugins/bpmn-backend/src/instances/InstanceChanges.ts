import type { HistoryRow, InstanceQueries } from '../store/instances';
import { Nudges } from '../worker/Nudges';
import type { InstanceService } from './InstanceService';

/** How many are read at a time. */
const BATCH = 100;
/** Milliseconds after which one looks without being nudged: what happens in another replica is not told here. */
const LOOK = 1000;

/** Follows what happens to instances, whichever replica does it. */
export class InstanceChanges {
  private readonly nudges = new Nudges();

  constructor(
    private readonly options: {
      readonly queries: InstanceQueries;
      readonly instances: InstanceService;
    },
  ) {
    options.instances.onCommit(({ record }) => this.nudges.nudge(record.id));
  }

  /** What has happened after a revision and what happens from now on, until the instance is over or it is aborted. */
  async *follow(
    instanceId: string,
    after: number,
    signal: AbortSignal,
  ): AsyncGenerator<HistoryRow> {
    let last = after;
    for (let isFirst = true; !signal.aborted; isFirst = false) {
      const rows = await this.options.queries.listHistory(instanceId, {
        after: last,
        limit: BATCH,
      });
      yield* rows;
      last = rows.at(-1)?.revision ?? last;
      if (rows.length === BATCH) {
        continue;
      }
      if (
        (isFirst || rows.length > 0) &&
        (await this.isOver(instanceId, last))
      ) {
        return;
      }
      await this.nudges.wait(instanceId, LOOK, signal);
    }
  }

  private async isOver(instanceId: string, last: number): Promise<boolean> {
    const found = await this.options.queries.find(instanceId);
    return !found || (found.endedAt !== undefined && found.revision <= last);
  }
}
