import type { LoggerService } from '@backstage/backend-plugin-api';
import type { FileReference } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type {
  ScriptEnd,
  ScriptEvent,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { Clock } from '../clock/Clock';
import type {
  ScriptArtifactRow,
  ScriptAttemptKey,
  ScriptAttemptStore,
  ScriptEnding,
  ScriptLogRow,
  ScriptMetric,
  ScriptProgress,
} from '../store/scripts';
import { withFiles, type KeptArtifact } from './artifactsAmong';
import { failureLines } from './failureLines';
import type { Hiding } from './hidingOf';
import { persistently } from './persistently';
import type { ScriptFiles } from './ScriptFiles';

/** Milliseconds, and lines, after which what was said is written. */
const LONGEST = 200;
const MOST_LINES = 500;
/** Most metrics of one run: names beyond are not followed. */
const MOST_METRICS = 200;

/** What a recorder is made of. */
export interface RecorderOptions {
  readonly store: ScriptAttemptStore;
  readonly files?: ScriptFiles;
  readonly clock: Clock;
  readonly logger: LoggerService;
  /** Told when something new of a run is written. */
  readonly onNoted: (attemptId: string) => void;
}

/** A run that is recorded. */
export interface RecordedAttempt extends ScriptAttemptKey {
  /** Owns what it leaves. */
  readonly createdBy: string;
  readonly hiding: Hiding;
}

type Told = Exclude<ScriptEvent, ScriptEnd>;
type Artifact = Extract<ScriptEvent, { type: 'artifact' }>;

/** Writes down what one run says: many lines at a time, and soon. */
export class AttemptRecorder {
  private lines: ScriptLogRow[] = [];
  private readonly metrics = new Map<string, ScriptMetric>();
  private progress?: ScriptProgress;
  private logLines = 0;
  private logBytes = 0;
  private readonly artifacts: KeptArtifact[] = [];
  private timer?: NodeJS.Timeout;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly attempt: RecordedAttempt,
    private readonly options: RecorderOptions,
  ) {}

  /** Takes what a run says. Resolves when there is room for more. */
  async take(event: Told): Promise<void> {
    switch (event.type) {
      case 'started':
        return undefined;
      case 'log':
        return this.addLine(event);
      case 'metric':
        return this.addMetric(event);
      case 'progress': {
        const { done, text } = event;
        const shown = text && { text: this.attempt.hiding.text(text) };
        this.progress = { done, ...shown };
        return this.writeSoon();
      }
      case 'artifact':
        return this.keep(event);
      default:
        throw new Error(`Unknown event ${event satisfies never}`);
    }
  }

  /** How the run has ended for its process: outputs that are artifacts are files of the instance there. */
  endFor(end: ScriptEnd): ScriptEnd {
    return withFiles(end, this.artifacts);
  }

  /** Writes what is left, then how the run has ended: why it failed is in its log too. */
  async end(end: ScriptEnd, name: string): Promise<void> {
    const { store, clock } = this.options;
    const { hiding } = this.attempt;
    if (end.type === 'error') {
      const level = end.kind === 'cancelled' ? 'warning' : 'error';
      for (const line of failureLines(end, name, hiding)) {
        await this.addLine({ level, time: clock.now(), ...line });
      }
    }
    await this.write();
    const ending = endingOf(end, hiding);
    await persistently(() =>
      store.end(this.attempt, { ...ending, endedAt: clock.now() }),
    );
    this.options.onNoted(this.attempt.id);
  }

  private async addLine({
    level,
    time,
    line,
    text,
  }: Pick<
    Extract<ScriptEvent, { type: 'log' }>,
    'level' | 'time' | 'line' | 'text'
  >): Promise<void> {
    const shown = this.attempt.hiding.text(text);
    this.logLines++;
    this.logBytes += Buffer.byteLength(shown);
    this.lines.push({ seq: this.logLines, level, time, line, text: shown });
    if (this.lines.length >= MOST_LINES) {
      await this.write();
    } else {
      this.writeSoon();
    }
  }

  private addMetric({ name, value, time }: ScriptMetric): void {
    if (this.metrics.has(name) || this.metrics.size < MOST_METRICS) {
      this.metrics.set(name, { name, value, time });
      this.writeSoon();
    }
  }

  /** An artifact that cannot be kept is a line of the log: the script has done its work all the same. */
  private async keep(artifact: Artifact): Promise<void> {
    const { kind, name, size, preview, content } = artifact;
    const { files, store, logger } = this.options;
    const { title } = artifact;
    let file: FileReference | undefined;
    let problem: unknown;
    try {
      file = await this.fileOf(artifact);
      const row: ScriptArtifactRow = {
        ...{ kind, name, size, file },
        ...(title !== undefined && { title: this.attempt.hiding.text(title) }),
        ...(preview && { preview: this.attempt.hiding.object(preview) }),
      };
      const seq = this.artifacts.length + 1;
      await store.addArtifact(this.attempt, seq, row);
      if (!files) {
        throw new Error('there is no store of files');
      }
    } catch (error) {
      problem = error;
      logger.warn('Could not keep what a script has left', error as Error);
      await this.addLine({
        level: 'warning',
        time: this.options.clock.now(),
        text: `Expected ${name} to be kept, but it could not be. Those who run the portal find more in its log`,
      });
    } finally {
      this.artifacts.push({ name, file, problem });
      content.destroy();
    }
  }

  private fileOf({ name, content }: Artifact) {
    const { instanceId, createdBy } = this.attempt;
    return this.options.files?.add({ instanceId, name, content, createdBy });
  }

  private writeSoon(): void {
    this.timer ??= setTimeout(() => this.write(), LONGEST);
  }

  /** One batch after the other. What cannot be written for some time is not kept: a script does not wait for ever. */
  private write(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing = this.writing.then(() => this.writeBatch());
    return this.writing;
  }

  private async writeBatch(): Promise<void> {
    const { store, clock, logger, onNoted } = this.options;
    const notes = {
      lines: this.lines,
      logLines: this.logLines,
      logBytes: this.logBytes,
      metrics: [...this.metrics.values()],
      progress: this.progress,
      now: clock.now(),
    };
    this.lines = [];
    try {
      await persistently(() => store.note(this.attempt, notes));
      onNoted(this.attempt.id);
    } catch (error) {
      logger.error(
        `Could not write ${notes.lines.length} lines of the log of script attempt ${this.attempt.id}; they are lost`,
        error as Error,
      );
    }
  }
}

function endingOf(
  end: ScriptEnd,
  hiding: Hiding,
): Omit<ScriptEnding, 'endedAt'> {
  switch (end.type) {
    case 'result':
      return {
        state: 'completed',
        outputs: hiding.variables(end.outputs),
        ...end.usage,
      };
    case 'thrown':
      return {
        state: 'thrown',
        errorCode: hiding.text(end.code),
        message: hiding.text(end.message),
        outputs: hiding.variables(end.variables),
        ...end.usage,
      };
    case 'error':
      return {
        state: end.kind === 'cancelled' ? 'cancelled' : 'failed',
        failureKind: end.kind,
        message: hiding.text(end.message),
        line: end.line,
        trace: end.trace?.map(hiding.frame),
        ...end.usage,
      };
    default:
      throw new Error(`Unknown end ${end satisfies never}`);
  }
}
