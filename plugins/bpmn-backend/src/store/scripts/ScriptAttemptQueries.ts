import type { Knex } from 'knex';
import { pageOf, positionOf, TIME, type PageOf } from '../cursor';
import type { Slice } from '../instances';
import type {
  ScriptArtifactRow,
  ScriptAttemptRecord,
  ScriptAttemptRow,
  ScriptLogRow,
} from './ScriptAttempt';

const LARGE = ['inputs', 'outputs', 'trace'];

const COLUMNS = [
  ...['id', 'instance_id', 'definition_id', 'element_id'],
  ...['element_instance_key', 'wait_key', 'number', 'language', 'environment'],
  ...['source_hash', 'is_edited', 'state', 'failure_kind', 'error_code'],
  ...['message', 'line', 'wall', 'cpu', 'memory', 'metrics', 'progress'],
  ...['log_lines', 'log_bytes', 'started_at', 'seen_at', 'ended_at'],
  ...['rerun_of', 'started_by'],
];

/** What people read of runs of scripts. */
export class ScriptAttemptQueries {
  constructor(private readonly knex: Knex) {}

  /** Runs of an instance, the youngest first. */
  async list(
    instanceId: string,
    { cursor, limit, elementId }: Slice & { readonly elementId?: string },
  ): Promise<PageOf<ScriptAttemptRow>> {
    const query = this.knex('script_attempts')
      .select(COLUMNS)
      .where({ instance_id: instanceId })
      .orderBy([
        { column: 'started_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(limit + 1);
    if (elementId !== undefined) {
      query.where({ element_id: elementId });
    }
    if (cursor !== undefined) {
      query.whereRaw('(started_at, id) < (?, ?)', [
        ...positionOf(cursor, [TIME, '']),
      ]);
    }
    return pageOf((await query).map(rowOf), limit, ({ startedAt, id }) => [
      startedAt,
      id,
    ]);
  }

  /** A run, without what can be large. */
  async find(id: string): Promise<ScriptAttemptRow | undefined> {
    const row = await this.knex('script_attempts').where({ id }).first(COLUMNS);
    return row && rowOf(row);
  }

  /** A run with all that is known of it. */
  async findRecord(id: string): Promise<ScriptAttemptRecord | undefined> {
    const row = await this.knex('script_attempts')
      .where({ id })
      .first([...COLUMNS, ...LARGE]);
    if (!row) {
      return undefined;
    }
    const [source, artifacts] = await Promise.all([
      row.is_edited &&
        this.knex('script_sources')
          .where({ instance_id: row.instance_id, hash: row.source_hash })
          .first('source'),
      this.knex('script_artifacts')
        .where({ instance_id: row.instance_id, attempt_id: id })
        .orderBy('seq'),
    ]);
    return {
      ...rowOf(row),
      inputs: JSON.parse(row.inputs),
      outputs: parsed(row.outputs),
      trace: parsed(row.trace),
      editedSource: source ? source.source : undefined,
      artifacts: artifacts.map(artifactOf),
    };
  }

  /** Lines of a log after one of them, in order. */
  async listLog(
    { id, instanceId }: Pick<ScriptAttemptRow, 'id' | 'instanceId'>,
    { after, limit }: { readonly after: number; readonly limit: number },
  ): Promise<readonly ScriptLogRow[]> {
    const rows = await this.knex('script_log')
      .where({ instance_id: instanceId, attempt_id: id })
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(limit);
    return rows.map(({ seq, level, time, line, text }: any) => ({
      seq,
      level,
      time: Number(time),
      line: line ?? undefined,
      text,
    }));
  }
}

function rowOf(row: any): ScriptAttemptRow {
  return {
    id: row.id,
    instanceId: row.instance_id,
    definitionId: row.definition_id,
    elementId: row.element_id,
    elementInstanceKey: row.element_instance_key,
    number: row.number,
    language: row.language,
    environment: row.environment,
    sourceHash: row.source_hash,
    isEdited: Boolean(row.is_edited),
    state: row.state,
    startedAt: Number(row.started_at),
    seenAt: Number(row.seen_at),
    startedBy: row.started_by,
    logLines: row.log_lines,
    logBytes: Number(row.log_bytes),
    metrics: parsed(row.metrics) ?? [],
    progress: parsed(row.progress),
    ...present({
      waitKey: row.wait_key,
      failureKind: row.failure_kind,
      errorCode: row.error_code,
      message: row.message,
      line: row.line,
      wall: number(row.wall),
      cpu: number(row.cpu),
      memory: number(row.memory),
      endedAt: number(row.ended_at),
      rerunOf: row.rerun_of,
    }),
  };
}

function artifactOf(row: any): ScriptArtifactRow {
  return {
    kind: row.kind,
    name: row.name,
    size: Number(row.size),
    ...present({
      title: row.title,
      preview: parsed(row.preview),
      file: parsed(row.reference),
    }),
  };
}

/** What there is of some values. */
function present<Values extends Readonly<Record<string, any>>>(
  values: Values,
): Values {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) => value !== null && value !== undefined,
    ),
  ) as Values;
}

function number(value: unknown): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}

function parsed(value: string | null): any {
  return value === null || value === undefined ? undefined : JSON.parse(value);
}
