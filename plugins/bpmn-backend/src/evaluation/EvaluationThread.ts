import { Worker } from 'node:worker_threads';
import { EvaluationExceeded } from './EvaluationExceeded';
import type { Begun, Reply, Request } from './protocol';

const ENTRY = '@bpmn-pipelines/backstage-plugin-bpmn-backend/evaluationThread';

/** Milliseconds that a thread has to begin with what it is asked for: one that is new has to load all it needs first. */
const LONGEST_START = 120_000;

/** One thread: answers one request after the other, until it is stopped or breaks. */
export class EvaluationThread {
  private readonly worker: Worker;
  private settle?: (reply: Reply | Error) => void;
  private begun?: () => void;
  private broken = false;

  /** @param memory - MiB that its objects may take */
  constructor(memory: number) {
    this.worker = newWorker(memory);
    this.worker.on('message', (said: Reply | Begun) =>
      said === 'begun' ? this.begun?.() : this.settle?.(said),
    );
    this.worker.on('messageerror', error => this.break(ended(error)));
    this.worker.on('error', error => this.break(ended(error as Error)));
    this.worker.on('exit', code =>
      this.break(ended(new Error(`it ended with code ${code}`))),
    );
  }

  /** Whether it can be asked again. */
  get isUsable(): boolean {
    return !this.broken;
  }

  /**
   * Asks. Rejects with an EvaluationExceeded if the thread breaks or has not answered so many milliseconds after it has begun: then it is
   * stopped. Rejects too if somebody else stops it.
   */
  async ask(request: Request, deadline: number): Promise<Reply> {
    // As long as it is asked nothing, it keeps nobody from ending.
    this.worker.ref();
    let timer = this.stopAfter(LONGEST_START);
    this.begun = () => {
      clearTimeout(timer);
      timer = this.stopAfter(deadline);
    };
    try {
      const reply = await new Promise<Reply | Error>(resolve => {
        this.settle = resolve;
        this.worker.postMessage(request);
      });
      if (reply instanceof Error) {
        throw reply;
      }
      return reply;
    } finally {
      clearTimeout(timer);
      this.begun = undefined;
      this.settle = undefined;
      this.worker.unref();
    }
  }

  /** Stops it, whatever it is doing. */
  async stop(reason: Error): Promise<void> {
    this.break(reason);
    await this.worker.terminate();
  }

  private stopAfter(milliseconds: number): NodeJS.Timeout {
    return setTimeout(() => this.stop(late(milliseconds)), milliseconds);
  }

  private break(reason: Error): void {
    this.broken = true;
    this.settle?.(reason);
  }
}

function late(milliseconds: number): EvaluationExceeded {
  return new EvaluationExceeded(
    `Expected it to take at most ${milliseconds} ms, but it was not done by then`,
  );
}

function ended({ message }: Error): EvaluationExceeded {
  return new EvaluationExceeded(
    `Expected a thread to come to an end of what it was asked for, but it broke: ${message}`,
  );
}

function newWorker(memory: number): Worker {
  const entry = require.resolve(ENTRY);
  return new Worker(entry, {
    // Where it runs from its source, as in development, the source has to be translated there too.
    execArgv: entry.endsWith('.ts')
      ? [
          '--require',
          require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        ]
      : [],
    // A model made to be large ends its thread, not the back end.
    resourceLimits: { maxOldGenerationSizeMb: memory },
  });
}
