import type { LoggerService } from '@backstage/backend-plugin-api';
import { giveWay } from '../store/giveWay';

/** A loop that does what is to be done, as long as there is something. */
export interface PollingWorkerOptions {
  /** For the log. */
  readonly name: string;
  readonly logger: LoggerService;
  /** Does some of it. Returns for how many milliseconds it can rest: 0 if there may be more. */
  readonly runOnce: (signal: AbortSignal) => Promise<number>;
  /** Milliseconds after which it looks in any case, for a nudge can get lost; absent: a second. */
  readonly longestRest?: number;
}

/** Milliseconds between looks where nothing is known to come. */
export const IDLE = 1000;

/** Milliseconds until something can be had that somebody else is about to take on or give back. */
export const SOON = 10;

/**
 * Calls `runOnce` again and again: at once while there is more, when it is nudged, and now and then in any case, for a nudge can get
 * lost. An error is logged, and it goes on after a rest.
 */
export class PollingWorker {
  private readonly stopping = new AbortController();
  private running?: Promise<void>;
  private isNudged = false;
  private wake?: () => void;

  constructor(private readonly options: PollingWorkerOptions) {}

  start(): void {
    this.running ??= this.loop();
  }

  /** There is something to do. */
  nudge(): void {
    this.isNudged = true;
    this.wake?.();
  }

  /** Lets what is being done come to its end, and begins nothing more. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake?.();
    await this.running;
  }

  private async loop(): Promise<void> {
    const { runOnce, logger, name } = this.options;
    const { signal } = this.stopping;
    while (!signal.aborted) {
      this.isNudged = false;
      let rest = IDLE;
      try {
        rest = await runOnce(signal);
      } catch (error) {
        logger.error(
          `${name} could not go on, and tries again`,
          error as Error,
        );
      }
      if (rest > 0) {
        await this.rest(rest);
      }
      await giveWay();
    }
  }

  private async rest(milliseconds: number): Promise<void> {
    if (this.isNudged || this.stopping.signal.aborted) {
      return;
    }
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>(resolve => {
      this.wake = resolve;
      timer = setTimeout(
        resolve,
        Math.min(milliseconds, this.options.longestRest ?? IDLE),
      );
    });
    clearTimeout(timer);
    this.wake = undefined;
  }
}
