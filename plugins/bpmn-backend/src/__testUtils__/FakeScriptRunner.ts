import type {
  ScriptEnd,
  ScriptEnvironment,
  ScriptEvent,
  ScriptFailureKind,
  ScriptRun,
  ScriptRunner,
  ScriptRunnerHealth,
  ScriptTask,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';

const LIMITS = { timeout: 300_000, cpu: 300_000, memory: 1024 ** 3 };

/** An environment of Python, unless it is said otherwise. */
export const environment = (
  name: string,
  more: Partial<ScriptEnvironment> = {},
): ScriptEnvironment => ({
  name,
  language: 'python',
  isDefault: false,
  preload: [],
  limits: LIMITS,
  ceilings: LIMITS,
  network: [],
  ...more,
});

const usage = { wall: 12, cpu: 8, memory: 4096 };

/** It ends with a result. */
export const result = (
  outputs: Extract<ScriptEnd, { type: 'result' }>['outputs'] = {},
): ScriptEnd => ({ type: 'result', outputs, usage });

/** It ends with an error. */
export const failure = (
  kind: ScriptFailureKind,
  more: Partial<Extract<ScriptEnd, { type: 'error' }>> = {},
): ScriptEnd => ({
  type: 'error',
  kind,
  message: `Expected luck, but: ${kind}`,
  usage,
  ...more,
});

/** What a script that is played can do. */
export interface Stage {
  readonly say: (...events: readonly ScriptEvent[]) => void;
  /** Aborts when it is cancelled; it ends then in any case. */
  readonly cancelled: AbortSignal;
}

/** What was said and not heard yet. */
class Said {
  private readonly events: ScriptEvent[] = [];
  private wake = () => {};

  add(events: readonly ScriptEvent[]): void {
    this.events.push(...events);
    this.wake();
  }

  async *read(): AsyncGenerator<ScriptEvent> {
    for (;;) {
      const event = this.events.shift();
      if (event) {
        yield event;
        if (['result', 'thrown', 'error'].includes(event.type)) {
          return;
        }
      } else {
        await this.more();
      }
    }
  }

  private more(): Promise<void> {
    return new Promise(resolve => {
      this.wake = resolve;
    });
  }
}

/** Runs nothing: each script is played as a test says. */
export class FakeScriptRunner implements ScriptRunner {
  readonly tasks: ScriptTask[] = [];
  play: (task: ScriptTask, stage: Stage) => ScriptEnd | Promise<ScriptEnd> =
    () => result();
  state: ScriptRunnerHealth = {
    isReady: true,
    isIsolated: true,
    notes: [],
    running: 0,
    queued: 0,
  };

  constructor(
    readonly environments: readonly ScriptEnvironment[] = [
      environment('plain', { isDefault: true }),
      environment('science'),
    ],
  ) {}

  submit(task: ScriptTask): ScriptRun {
    this.tasks.push(task);
    const cancelling = new AbortController();
    const { signal: cancelled } = cancelling;
    const said = new Said();
    const say = (...events: readonly ScriptEvent[]) => said.add(events);
    const cancel = new Promise<ScriptEnd>(resolve =>
      cancelled.addEventListener('abort', () => resolve(failure('cancelled'))),
    );
    const played = (async () => this.play(task, { say, cancelled }))();
    Promise.race([played, cancel]).then(say);
    return { events: said.read(), cancel: () => cancelling.abort() };
  }

  async health(): Promise<ScriptRunnerHealth> {
    return this.state;
  }
}

/** A line of a log. */
export const logged = (
  text: string,
  more: Partial<Extract<ScriptEvent, { type: 'log' }>> = {},
): ScriptEvent => ({ type: 'log', level: 'info', time: 1000, text, ...more });
