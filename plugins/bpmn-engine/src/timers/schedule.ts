import type { TextProblem } from './problems';

/**
 * What a timer is set to: the only thing about it that is stored, as plain JSON. Made by `parseSchedule`, and by `arm`
 * where an anchor is needed; every other function here relies on that and does not check again.
 *
 * Instants are epoch milliseconds in UTC, durations ISO 8601, time zones IANA names.
 *
 * @public
 */
export type TimerSchedule =
  | DateSchedule
  | DurationSchedule
  | CycleSchedule
  | CronSchedule;

/**
 * A moment (BPMN 2.0.2 10.5.5 `timeDate`).
 *
 * @public
 */
export interface DateSchedule {
  readonly kind: 'date';
  /** Epoch ms. May be in the past: due at once. */
  readonly at: number;
}

/**
 * A time after arming (`timeDuration`). Zero or negative: due at once.
 *
 * @public
 */
export interface DurationSchedule {
  readonly kind: 'duration';
  /** ISO 8601, e.g. `PT15M` or `P1M`. */
  readonly duration: string;
  /** Where months and days are counted; absent: UTC. */
  readonly timeZone?: string;
}

/**
 * A repeated duration (`timeCycle`): `R3/PT10M`, `R/2026-01-01T00:00:00Z/P1D`.
 *
 * With `start` the due times are start, start + interval, start + 2 intervals and so on; otherwise arming + interval,
 * arming + 2 intervals and so on. All of them are counted from there, so nothing adds up to a drift.
 *
 * @public
 */
export interface CycleSchedule {
  readonly kind: 'cycle';
  /** How often it is due in all; `null`: without end. */
  readonly repetitions: number | null;
  /** ISO 8601, without negative parts and at least one second. */
  readonly interval: string;
  /** Epoch ms of the first due time. Those before arming are passed over and use up no repetition. */
  readonly start?: number;
  /** Epoch ms of arming, set by `arm`; never together with `start`. */
  readonly anchor?: number;
  /** Epoch ms; never due after it. */
  readonly end?: number;
  /** Where months and days are counted; absent: UTC. */
  readonly timeZone?: string;
}

/**
 * A cron expression (a `timeCycle` too). See `parseSchedule` for what is understood.
 *
 * @public
 */
export interface CronSchedule {
  readonly kind: 'cron';
  /** 5 fields, 6 with seconds first, or a macro like `@daily`. */
  readonly cron: string;
  /** The zone whose clock on the wall the fields speak of. */
  readonly timeZone: string;
}

/**
 * BPMN's `timeDate`, `timeDuration` and `timeCycle`; a cron is a `timeCycle`.
 *
 * @public
 */
export type TimerKind = 'date' | 'duration' | 'cycle';

/**
 * A schedule, or why there is none.
 *
 * @public
 */
export type ParsedSchedule = { readonly schedule: TimerSchedule } | TextProblem;
