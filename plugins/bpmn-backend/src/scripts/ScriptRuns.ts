import type {
  ScriptEnd,
  ScriptEvent,
  ScriptRun,
  ScriptRunner,
  ScriptTask,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import { Nudges } from '../worker/Nudges';
import {
  AttemptRecorder,
  type RecordedAttempt,
  type RecorderOptions,
} from './AttemptRecorder';

/** Milliseconds after which it is said that runs go on. */
export const SEEN = 30_000;

/** What is run. */
export interface Run {
  readonly runner: ScriptRunner;
  readonly task: ScriptTask;
  readonly attempt: RecordedAttempt;
  /** Aborts when it is not wanted any more; absent: it is wanted in any case. */
  readonly signal?: AbortSignal;
}

const SILENT: ScriptEnd = {
  type: 'error',
  kind: 'lost',
  message:
    'Expected the runner to say how the script has ended, but it has not. Look into the log of the runner',
};

/** Has scripts run, and everything written down that they say. */
export class ScriptRuns {
  private readonly nudges = new Nudges();
  private readonly going = new Map<ScriptRun, Promise<ScriptEnd>>();
  private readonly attempts = new Set<string>();
  private heart?: NodeJS.Timeout;

  constructor(private readonly options: Omit<RecorderOptions, 'onNoted'>) {}

  /** Runs a script whose attempt has been written. Resolves when it has ended, and that is written too. */
  run({ runner, task, attempt, signal }: Run): Promise<ScriptEnd> {
    const run = runner.submit(task);
    const cancel = () => run.cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    if (signal?.aborted) {
      cancel();
    }
    this.begin(attempt.id);
    const going = this.record(run, attempt).finally(() => {
      signal?.removeEventListener('abort', cancel);
      this.going.delete(run);
      this.finish(attempt.id);
    });
    this.going.set(run, going);
    return going;
  }

  /** Resolves when something of a run is written here, after some milliseconds, or when it is aborted. */
  wait(attemptId: string, ms: number, signal: AbortSignal): Promise<void> {
    return this.nudges.wait(attemptId, ms, signal);
  }

  /** Waits for what runs. */
  async settle(): Promise<void> {
    while (this.going.size > 0) {
      await Promise.allSettled(this.going.values());
    }
  }

  /** Cancels what runs, and waits until that is written. */
  async stop(): Promise<void> {
    for (const run of this.going.keys()) {
      run.cancel();
    }
    await this.settle();
  }

  /** Says that what runs here goes on, so that nobody takes it for lost. */
  async sayWhatGoesOn(): Promise<void> {
    const { store, clock, logger } = this.options;
    try {
      await store.seen([...this.attempts], clock.now());
    } catch (error) {
      logger.warn('Could not say that scripts run', error as Error);
    }
  }

  private begin(attemptId: string): void {
    this.attempts.add(attemptId);
    this.heart ??= setInterval(() => this.sayWhatGoesOn(), SEEN).unref();
  }

  private finish(attemptId: string): void {
    this.attempts.delete(attemptId);
    if (this.attempts.size === 0) {
      clearInterval(this.heart);
      this.heart = undefined;
    }
  }

  private async record(
    { events }: ScriptRun,
    attempt: RecordedAttempt,
  ): Promise<ScriptEnd> {
    const recorder = new AttemptRecorder(attempt, {
      ...this.options,
      onNoted: id => this.nudges.nudge(id),
    });
    const end = await this.goThrough(events, recorder);
    try {
      await recorder.end(end);
    } catch (error) {
      this.options.logger.error(
        `Could not write how script attempt ${attempt.id} has ended`,
        error as Error,
      );
    }
    return end;
  }

  /** A runner that breaks its promises is one that has lost the run. */
  private async goThrough(
    events: ScriptRun['events'],
    recorder: AttemptRecorder,
  ): Promise<ScriptEnd> {
    let end: ScriptEnd = SILENT;
    try {
      for await (const event of events) {
        if (isEnd(event)) {
          end = event;
        } else {
          await recorder.take(event);
        }
      }
    } catch (error) {
      this.options.logger.error('A runner of scripts failed', error as Error);
    }
    return end;
  }
}

function isEnd(event: ScriptEvent): event is ScriptEnd {
  return ['result', 'thrown', 'error'].includes(event.type);
}
