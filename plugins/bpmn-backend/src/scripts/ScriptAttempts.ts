import type { Clock } from '../clock/Clock';
import type { Definitions } from '../deployments/Definitions';
import type { PageOf } from '../store/cursor';
import type { Slice } from '../store/instances';
import type {
  ScriptAttemptQueries,
  ScriptAttemptRecord,
  ScriptAttemptRow,
  ScriptLogRow,
} from '../store/scripts';
import { jobScriptOf } from './jobScriptOf';
import { SEEN, type ScriptRuns } from './ScriptRuns';

/** Lines that are read at a time. */
const BATCH = 500;
/** Milliseconds after which one looks without being nudged: what runs in another replica is not told here. */
const LOOK = 1000;
/** Milliseconds after which a run that nobody has said anything of is taken for lost. */
const SILENCE = 5 * SEEN;

/** A run with the code that it has run. */
export interface ScriptAttemptWithCode extends ScriptAttemptRecord {
  readonly code: string;
}

/** What is new of a run. */
export type ScriptNews =
  | { readonly type: 'log'; readonly line: ScriptLogRow }
  | { readonly type: 'attempt'; readonly attempt: ScriptAttemptRow }
  | { readonly type: 'end'; readonly attempt: ScriptAttemptRow };

/** Shows runs of scripts to people, also while they go on. */
export class ScriptAttempts {
  constructor(
    private readonly options: {
      readonly queries: ScriptAttemptQueries;
      readonly definitions: Definitions;
      readonly runs: ScriptRuns;
      readonly clock: Clock;
    },
  ) {}

  /** Runs of an instance, the youngest first. */
  async list(
    instanceId: string,
    slice: Slice & { readonly elementId?: string },
  ): Promise<PageOf<ScriptAttemptRow>> {
    const page = await this.options.queries.list(instanceId, slice);
    return { ...page, rows: page.rows.map(row => this.seen(row)) };
  }

  /** A run. */
  async find(id: string): Promise<ScriptAttemptRow | undefined> {
    const row = await this.options.queries.find(id);
    return row && this.seen(row);
  }

  /** A run with all that is known of it. */
  async details(id: string): Promise<ScriptAttemptWithCode | undefined> {
    const { queries, definitions } = this.options;
    const found = await queries.findRecord(id);
    if (!found) {
      return undefined;
    }
    const record = this.seen(found);
    if (record.editedSource !== undefined) {
      return { ...record, code: record.editedSource };
    }
    const { definition } = await definitions.get(record.definitionId);
    const node = definition.nodes.get(record.elementId);
    return { ...record, code: jobScriptOf(node)?.source ?? '' };
  }

  /** Lines of a log after one of them, in order. */
  listLog(
    attempt: Pick<ScriptAttemptRow, 'id' | 'instanceId'>,
    part: { readonly after: number; readonly limit: number },
  ): Promise<readonly ScriptLogRow[]> {
    return this.options.queries.listLog(attempt, part);
  }

  /** What a run has said after a line, and what it says from now on, until it has ended or it is aborted. */
  async *follow(
    id: string,
    after: number,
    signal: AbortSignal,
  ): AsyncGenerator<ScriptNews> {
    let last = after;
    let told = '';
    while (!signal.aborted) {
      // Before its log: what is written last is read in any case.
      const attempt = await this.find(id);
      if (!attempt) {
        return;
      }
      for await (const line of this.linesAfter(attempt, last)) {
        last = line.seq;
        yield { type: 'log', line };
      }
      if (attempt.state !== 'running') {
        yield { type: 'end', attempt };
        return;
      }
      const news = JSON.stringify([attempt.metrics, attempt.progress]);
      if (news !== told) {
        told = news;
        yield { type: 'attempt', attempt };
      }
      await this.options.runs.wait(id, LOOK, signal);
    }
  }

  private async *linesAfter(
    attempt: ScriptAttemptRow,
    after: number,
  ): AsyncGenerator<ScriptLogRow> {
    let last = after;
    for (;;) {
      const lines = await this.listLog(attempt, { after: last, limit: BATCH });
      yield* lines;
      if (lines.length < BATCH) {
        return;
      }
      last = lines[lines.length - 1].seq;
    }
  }

  /** What nobody says anything of any more is lost, though nobody has written that. */
  private seen<Row extends ScriptAttemptRow>(row: Row): Row {
    const isLost =
      row.state === 'running' &&
      this.options.clock.now() - row.seenAt > SILENCE;
    return isLost ? { ...row, state: 'failed', failureKind: 'lost' } : row;
  }
}
