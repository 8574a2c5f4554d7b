import type { JobHandler } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { Clock } from '../clock/Clock';
import type { Backlog, BacklogStore } from '../store/backlog';

/** Milliseconds that something may be due before its workers do not keep up. */
const LONGEST_LAG = 60_000;

/** How the workers do. */
export interface Health {
  /** Whether everything that is due is taken on within a minute. */
  readonly isKeepingUp: boolean;
  /** For how many milliseconds the oldest of each kind is due; 0: nothing is. */
  readonly lags: Readonly<Record<keyof Backlog, number>>;
}

/** Tells whether the workers of all replicas together keep up with what is due. */
export class HealthService {
  constructor(
    private readonly options: {
      readonly store: BacklogStore;
      readonly clock: Clock;
      /** Jobs that nobody here does are somebody else's affair. */
      readonly handlers?: readonly JobHandler[];
    },
  ) {}

  /** Looks at what is due. Rejects if the database cannot be asked. */
  async check(): Promise<Health> {
    const { store, clock, handlers = [] } = this.options;
    const now = clock.now();
    const backlog = await store.find(
      now,
      handlers.map(({ type }) => type),
    );
    const lag = (since: number | undefined) =>
      since === undefined ? 0 : Math.max(0, now - since);
    const lags = {
      jobs: lag(backlog.jobs),
      outbox: lag(backlog.outbox),
      schedules: lag(backlog.schedules),
      timers: lag(backlog.timers),
    };
    const isKeepingUp = Object.values(lags).every(one => one <= LONGEST_LAG);
    return { isKeepingUp, lags };
  }
}
