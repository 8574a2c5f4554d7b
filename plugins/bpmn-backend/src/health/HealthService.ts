import type { JobHandler } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { ScriptRunnerStatus } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Clock } from '../clock/Clock';
import type { ScriptRunners } from '../scripts/ScriptRunners';
import type { Backlog, BacklogStore } from '../store/backlog';
import type { InstanceStore } from '../store/instances';
import { whyUnavailable } from '../store/whyUnavailable';

/** Milliseconds for which it is told that the database would not write something. */
const TOLD = 60_000;

/** Milliseconds that something may be due before its workers do not keep up. */
const LONGEST_LAG = 60_000;

/** Milliseconds for which an answer is as good as a new one. */
const RECENT = 1000;

/** How the workers do. */
export interface Health {
  /** Whether everything that is due is taken on within a minute. */
  readonly isKeepingUp: boolean;
  /** For how many milliseconds the oldest of each kind is due; 0: nothing is. */
  readonly lags: Readonly<Record<keyof Backlog, number>>;
  /** Runners of scripts here. */
  readonly scripts: readonly ScriptRunnerStatus[];
  /** What is wrong with the database, where it would not write something within the last minute. */
  readonly refusal?: string;
}

/** Tells whether the workers of all replicas together keep up with what is due. */
export class HealthService {
  private refused?: { readonly at: number; readonly why: string };
  private last?: { readonly at: number; readonly health: Promise<Health> };

  constructor(
    private readonly options: {
      readonly store: BacklogStore;
      readonly clock: Clock;
      readonly instances: Pick<InstanceStore, 'onRefused'>;
      /** Jobs that nobody here does are somebody else's affair. */
      readonly handlers?: readonly JobHandler[];
      readonly scripts?: Pick<ScriptRunners, 'health'>;
    },
  ) {
    options.instances.onRefused(error => {
      const why = whyUnavailable(error) ?? (error as Error).message;
      this.refused = { at: options.clock.now(), why };
    });
  }

  /** What was found within the last second: anybody can ask, however often, and the database is asked once. */
  async recent(): Promise<Health> {
    const now = this.options.clock.now();
    if (!this.last || Math.abs(now - this.last.at) >= RECENT) {
      this.last = { at: now, health: this.check() };
    }
    return this.last.health;
  }

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
    const { refused } = this;
    const isTold = refused && Math.abs(now - refused.at) <= TOLD;
    const scripts = (await this.options.scripts?.health()) ?? [];
    return {
      isKeepingUp,
      lags,
      scripts,
      ...(isTold && { refusal: refused.why }),
    };
  }
}
