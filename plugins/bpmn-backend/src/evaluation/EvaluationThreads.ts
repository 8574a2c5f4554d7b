import { Rejection } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import { EvaluationThread } from './EvaluationThread';
import type { Answers, Evaluation, Request } from './protocol';

/** Thrown if a thread has taken longer than it may. It has been stopped. */
export class DeadlineExceeded extends Error {
  constructor(milliseconds: number) {
    super(
      `Expected it to take at most ${milliseconds} ms, but it was not done by then. Let the model do less at a time`,
    );
    this.name = 'DeadlineExceeded';
  }
}

/** How threads are run. */
export interface EvaluationThreadsOptions {
  /** Most threads at a time; absent: two. */
  readonly size?: number;
  /** Milliseconds that a request may take; absent: half a minute. */
  readonly deadline?: number;
}

const SIZE = 2;
const DEADLINE = 30_000;

/**
 * Threads that do what may take long, so that nobody else waits: reading models. A thread that takes too long is stopped, and another
 * one takes its place when it is needed.
 */
export class EvaluationThreads implements Evaluation {
  private readonly idle: EvaluationThread[] = [];
  private readonly busy = new Set<EvaluationThread>();
  private readonly waiting: (() => void)[] = [];
  private readonly size: number;
  private readonly deadline: number;
  private isStopped = false;

  constructor(options: EvaluationThreadsOptions = {}) {
    this.size = options.size ?? SIZE;
    this.deadline = options.deadline ?? DEADLINE;
  }

  /** Asks a thread. Rejects with {@link DeadlineExceeded} if it takes too long. */
  async ask<Kind extends Request['kind']>(
    request: Extract<Request, { kind: Kind }>,
  ): Promise<Answers[Kind]> {
    const thread = await this.take();
    const timer = setTimeout(
      () => thread.stop(new DeadlineExceeded(this.deadline)),
      this.deadline,
    );
    try {
      const reply = await thread.ask(request);
      if ('rejection' in reply) {
        const { code, message, parameters } = reply.rejection;
        throw new Rejection(code, message, parameters);
      }
      if ('error' in reply) {
        throw new Error(reply.error);
      }
      return reply.answer as Answers[Kind];
    } finally {
      clearTimeout(timer);
      this.giveBack(thread);
    }
  }

  /** Stops all threads. What they were asked for is rejected. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.waiting.splice(0).forEach(goOn => goOn());
    const threads = [...this.idle.splice(0), ...this.busy];
    await Promise.all(threads.map(thread => thread.stop(stopped())));
  }

  private async take(): Promise<EvaluationThread> {
    while (this.busy.size >= this.size && !this.isStopped) {
      await new Promise<void>(resolve => this.waiting.push(resolve));
    }
    if (this.isStopped) {
      throw stopped();
    }
    const thread = this.idle.pop() ?? new EvaluationThread();
    this.busy.add(thread);
    return thread;
  }

  private giveBack(thread: EvaluationThread): void {
    this.busy.delete(thread);
    if (thread.isUsable) {
      this.idle.push(thread);
    }
    this.waiting.shift()?.();
  }
}

function stopped(): Error {
  return new Error('The back end shuts down');
}
