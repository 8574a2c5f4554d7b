import { Worker } from 'node:worker_threads';
import { EvaluationExceeded } from './EvaluationExceeded';
import type { Reply, Request } from './protocol';

const ENTRY = '@bpmn-pipelines/backstage-plugin-bpmn-backend/evaluationThread';

/** One thread: answers one request after the other, until it is stopped or breaks. */
export class EvaluationThread {
  private readonly worker: Worker;
  private settle?: (reply: Reply | Error) => void;
  private broken = false;

  /** @param memory - MiB that its objects may take */
  constructor(memory: number) {
    this.worker = newWorker(memory);
    this.worker.on('message', (reply: Reply) => this.settle?.(reply));
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

  /** Asks. Rejects if the thread breaks, with an EvaluationExceeded, or is stopped before it has answered. */
  async ask(request: Request): Promise<Reply> {
    // As long as it is asked nothing, it keeps nobody from ending.
    this.worker.ref();
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
      this.settle = undefined;
      this.worker.unref();
    }
  }

  /** Stops it, whatever it is doing. */
  async stop(reason: Error): Promise<void> {
    this.break(reason);
    await this.worker.terminate();
  }

  private break(reason: Error): void {
    this.broken = true;
    this.settle?.(reason);
  }
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
