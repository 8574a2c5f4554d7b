import type { Knex } from 'knex';
import { insertInParts } from '../insertInParts';
import { storable } from '../storable';
import type {
  NewScriptAttempt,
  ScriptArtifactRow,
  ScriptEnding,
  ScriptLogRow,
  ScriptMetric,
  ScriptProgress,
} from './ScriptAttempt';

/** Names a run. */
export type ScriptAttemptKey = Pick<NewScriptAttempt, 'id' | 'instanceId'>;

/** What a run has said since it was last noted. */
export interface ScriptNotes {
  readonly lines: readonly ScriptLogRow[];
  /** Of the whole log, these lines included. */
  readonly logLines: number;
  readonly logBytes: number;
  readonly metrics: readonly ScriptMetric[];
  readonly progress?: ScriptProgress;
  /** Epoch milliseconds. */
  readonly now: number;
}

const LOST = {
  state: 'failed',
  failure_kind: 'lost',
  message:
    'Expected the run to come to its end, but the process of the back end that has watched it is gone. It is tried again',
};

/** Runs of scripts, as they go on. */
export class ScriptAttemptStore {
  constructor(private readonly knex: Knex) {}

  /**
   * Writes that a run begins, and marks as lost what somebody else has left of the same work. Returns which number it has; undefined: there is no
   * such instance any more, and nothing is written.
   */
  async begin(attempt: NewScriptAttempt): Promise<number | undefined> {
    return this.knex.transaction(async tx => {
      const instance = await tx('process_instances')
        .where({ id: attempt.instanceId })
        .first('id');
      if (!instance) {
        return undefined;
      }
      const number = attempt.rerunOf?.number ?? (await nextNumber(tx, attempt));
      await keepSource(tx, attempt);
      await tx('script_attempts').insert(rowOf(attempt, number));
      return number;
    });
  }

  /** Adds what a run has said. */
  async note(
    { id, instanceId }: ScriptAttemptKey,
    notes: ScriptNotes,
  ): Promise<void> {
    const { lines, metrics, progress } = notes;
    await this.knex.transaction(async tx => {
      await insertInParts(
        tx,
        'script_log',
        lines.map(({ text, ...line }) => ({
          instance_id: instanceId,
          attempt_id: id,
          text: storable(text),
          ...line,
        })),
      );
      await tx('script_attempts')
        .where({ id })
        .update({
          log_lines: notes.logLines,
          log_bytes: notes.logBytes,
          seen_at: notes.now,
          metrics: metrics.length > 0 ? JSON.stringify(metrics) : null,
          progress: json(progress),
        });
    });
  }

  /** Adds something that a run has left. */
  async addArtifact(
    { id, instanceId }: ScriptAttemptKey,
    seq: number,
    { kind, name, title, size, preview, file }: ScriptArtifactRow,
  ): Promise<void> {
    await this.knex('script_artifacts').insert({
      instance_id: instanceId,
      attempt_id: id,
      seq,
      kind,
      name: storable(name),
      title: kept(title),
      size,
      preview: json(preview),
      file_key: file?.$file,
      reference: json(file),
    });
  }

  /** Says that runs go on. */
  async seen(ids: readonly string[], now: number): Promise<void> {
    await this.knex('script_attempts')
      .whereIn('id', ids)
      .update({ seen_at: now });
  }

  /** Writes how a run has ended, unless it was marked as lost before. If its instance is gone, so is what it has left since. */
  async end({ id }: ScriptAttemptKey, ending: ScriptEnding): Promise<void> {
    const count = await this.knex('script_attempts')
      .where({ id, state: 'running' })
      .update({
        state: ending.state,
        ended_at: ending.endedAt,
        outputs: json(ending.outputs),
        failure_kind: ending.failureKind,
        error_code: kept(ending.errorCode)?.slice(0, 255),
        message: kept(ending.message),
        line: ending.line,
        trace: json(ending.trace),
        wall: rounded(ending.wall),
        cpu: rounded(ending.cpu),
        memory: rounded(ending.memory),
      });
    if (count === 0) {
      await this.removeLeftover(id);
    }
  }

  private async removeLeftover(id: string): Promise<void> {
    const found = await this.knex('script_attempts').where({ id }).first('id');
    if (!found) {
      for (const table of ['script_log', 'script_artifacts']) {
        await this.knex(table).where({ attempt_id: id }).del();
      }
    }
  }
}

async function nextNumber(
  tx: Knex,
  { instanceId, elementInstanceKey, startedAt }: NewScriptAttempt,
): Promise<number> {
  const same = () =>
    tx('script_attempts').where({
      instance_id: instanceId,
      element_instance_key: elementInstanceKey,
    });
  const last = await same().max('number as number').first();
  const before = Number(last?.number ?? 0);
  if (before > 0) {
    await same()
      .where({ state: 'running' })
      .whereNull('rerun_of')
      .update({ ...LOST, ended_at: startedAt });
  }
  return before + 1;
}

async function keepSource(
  tx: Knex,
  { instanceId, sourceHash, editedSource }: NewScriptAttempt,
): Promise<void> {
  if (editedSource !== undefined) {
    await tx('script_sources')
      .insert({
        instance_id: instanceId,
        hash: sourceHash,
        source: editedSource,
      })
      .onConflict(['instance_id', 'hash'])
      .ignore();
  }
}

function rowOf(attempt: NewScriptAttempt, number: number): object {
  return {
    id: attempt.id,
    instance_id: attempt.instanceId,
    definition_id: attempt.definitionId,
    element_id: attempt.elementId,
    element_instance_key: attempt.elementInstanceKey,
    wait_key: attempt.waitKey,
    number,
    language: attempt.language,
    environment: attempt.environment,
    source_hash: attempt.sourceHash,
    is_edited: attempt.editedSource !== undefined,
    inputs: JSON.stringify(attempt.inputs),
    state: 'running',
    started_at: attempt.startedAt,
    seen_at: attempt.startedAt,
    started_by: attempt.startedBy,
    rerun_of: attempt.rerunOf?.id,
  };
}

function json(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

function kept(value: string | undefined): string | undefined {
  return value === undefined ? undefined : storable(value);
}

function rounded(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value);
}
