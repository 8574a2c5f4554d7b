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

/** How a run was, for those who measure. */
export interface EndedRun {
  readonly language: string;
  readonly end: ScriptEnd;
  /** Milliseconds until it left the queue; undefined: it did not. */
  readonly waited?: number;
  /** Milliseconds from when it was asked for until it had ended. */
  readonly lasted: number;
}

const SILENT: ScriptEnd = {
  type: 'error',
  kind: 'lost',
  message:
    'Expected the runner to say how the script has ended, but it has not. Look into the log of the runner',
};

/** Looks at the clock while a run goes on. */
class RunWatch {
  private readonly asked = performance.now();
  private waited?: number;

  see({ type }: ScriptEvent): void {
    if (type === 'started') {
      this.waited ??= performance.now() - this.asked;
    }
  }

  times(): Pick<EndedRun, 'waited' | 'lasted'> {
    const { asked, waited } = this;
    const lasted = performance.now() - asked;
    return { lasted, ...(waited !== undefined && { waited }) };
  }
}

/** Has scripts run, and everything written down that they say. */
export class ScriptRuns {
  private readonly nudges = new Nudges();
  private readonly going = new Map<ScriptRun, Promise<ScriptEnd>>();
  private readonly attempts = new Set<string>();
  private readonly listeners: ((run: EndedRun) => void)[] = [];
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
    const going = this.record(run, attempt, task).finally(() => {
      signal?.removeEventListener('abort', cancel);
      this.going.delete(run);
      this.finish(attempt.id);
    });
    this.going.set(run, going);
    return going;
  }

  /** Calls whoever measures when a run has ended. */
  onEnded(listener: (run: EndedRun) => void): void {
    this.listeners.push(listener);
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
    { language, name }: ScriptTask,
  ): Promise<ScriptEnd> {
    const watch = new RunWatch();
    const recorder = new AttemptRecorder(attempt, {
      ...this.options,
      onNoted: id => this.nudges.nudge(id),
    });
    const said = await this.goThrough(events, event => {
      watch.see(event);
      return recorder.take(event);
    });
    const end = recorder.endFor(said);
    try {
      await recorder.end(end, name);
    } catch (error) {
      this.options.logger.error(
        `Could not write how script attempt ${attempt.id} has ended`,
        error as Error,
      );
    }
    const ended = { language, end, ...watch.times() };
    this.listeners.forEach(listener => listener(ended));
    return end;
  }

  /** A runner that breaks its promises is one that has lost the run. */
  private async goThrough(
    events: ScriptRun['events'],
    take: AttemptRecorder['take'],
  ): Promise<ScriptEnd> {
    let end: ScriptEnd = SILENT;
    try {
      for await (const event of events) {
        if (isEnd(event)) {
          end = event;
        } else {
          await take(event);
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
