import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Clock } from './Clock';

/** How often the database is asked again, in milliseconds. */
const INTERVAL = 10_000;
const TRIES = 3;

/**
 * The time of the database, so that replicas agree. Between two questions it goes on with a clock that nobody sets, so that the time of this
 * machine can jump as it likes.
 */
export class DatabaseClock implements Clock {
  private offset = 0;
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly options: {
      /** Epoch milliseconds as the database has them. */
      readonly readTime: () => Promise<number>;
      readonly logger: LoggerService;
      /** Milliseconds from any point on, never set; absent: since this process began. */
      readonly elapsed?: () => number;
    },
  ) {}

  now(): number {
    return Math.round(this.elapsed() + this.offset);
  }

  /** Asks the database, now and again until it is stopped. Rejects if it does not answer at first. */
  async start(): Promise<void> {
    await this.measure();
    let isMeasuring = false;
    this.timer = setInterval(async () => {
      // One that does not answer is not asked more and more.
      if (isMeasuring) {
        return;
      }
      isMeasuring = true;
      try {
        await this.measure();
      } catch (error) {
        this.options.logger.warn(
          'Could not ask the database for its time, and go on with the last',
          error as Error,
        );
      }
      isMeasuring = false;
    }, INTERVAL);
    this.timer.unref();
  }

  /** Goes on with the time that was measured last. */
  stop(): void {
    clearInterval(this.timer);
  }

  /** The quickest answer is the most exact. */
  private async measure(): Promise<void> {
    let quickest = Infinity;
    let { offset } = this;
    for (let i = 0; i < TRIES; i++) {
      const asked = this.elapsed();
      const time = await this.options.readTime();
      const answered = this.elapsed();
      if (answered - asked < quickest) {
        quickest = answered - asked;
        offset = time - (asked + answered) / 2;
      }
    }
    this.offset = offset;
  }

  private elapsed(): number {
    return (this.options.elapsed ?? (() => performance.now()))();
  }
}
