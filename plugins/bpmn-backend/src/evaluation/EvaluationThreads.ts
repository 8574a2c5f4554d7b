import { Rejection } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import { EvaluationThread } from './EvaluationThread';
import { fromParts } from './parts';
import type { Answers, Evaluation, Request } from './protocol';

/** How threads are run. */
export interface EvaluationThreadsOptions {
  /** Most threads at a time; absent: two. */
  readonly size?: number;
  /** Milliseconds that a request may take; absent: half a minute. */
  readonly deadline?: number;
  /** MiB that the objects of a thread may take; absent: 1024. */
  readonly memory?: number;
}

const SIZE = 2;
const DEADLINE = 30_000;
const MEMORY = 1024;

/** Milliseconds for a form: people wait for it, and others for the thread. */
const FORM_DEADLINE = 2_000;

/** What is to be deployed has part of the time only: what could be read then can be read again whenever it is to run. */
const PART_FOR_DEPLOYMENT = 0.5;

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
  private readonly memory: number;
  private isStopped = false;

  constructor(options: EvaluationThreadsOptions = {}) {
    this.size = options.size ?? SIZE;
    this.deadline = options.deadline ?? DEADLINE;
    this.memory = options.memory ?? MEMORY;
  }

  /** Asks a thread. Rejects with an EvaluationExceeded if it takes too long or too much memory. */
  async ask<Kind extends Request['kind']>(
    request: Extract<Request, { kind: Kind }>,
  ): Promise<Answers[Kind]> {
    const thread = await this.take();
    try {
      const reply = await thread.ask(request, this.deadlineOf(request));
      if ('rejection' in reply) {
        const { code, message, parameters } = reply.rejection;
        throw new Rejection(code, message, parameters);
      }
      if ('error' in reply) {
        throw new Error(reply.error);
      }
      return 'parts' in reply
        ? await fromParts<Answers[Kind]>(reply.parts)
        : (reply.answer as Answers[Kind]);
    } finally {
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

  private deadlineOf({ kind }: Request): number {
    switch (kind) {
      case 'readModel':
        return this.deadline * PART_FOR_DEPLOYMENT;
      case 'checkForm':
        return Math.min(this.deadline, FORM_DEADLINE);
      default:
        return this.deadline;
    }
  }

  private async take(): Promise<EvaluationThread> {
    while (this.busy.size >= this.size && !this.isStopped) {
      await new Promise<void>(resolve => this.waiting.push(resolve));
    }
    if (this.isStopped) {
      throw stopped();
    }
    const thread = this.takeIdle() ?? new EvaluationThread(this.memory);
    this.busy.add(thread);
    return thread;
  }

  /** One that has nothing to do; it may have broken since it had. */
  private takeIdle(): EvaluationThread | undefined {
    let thread = this.idle.pop();
    while (thread && !thread.isUsable) {
      thread = this.idle.pop();
    }
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
