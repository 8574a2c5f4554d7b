import {
  nextDueTimes,
  parseSchedule,
  type TimerKind,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';

/** When a timer fires, as the engine understands it. */
export interface TimerReading {
  /** Why it cannot be read. */
  readonly problem?: string;
  /** A cron; other cycles are ISO 8601. */
  readonly isCron?: boolean;
  /** Epoch ms of the next times, if it were armed now. */
  readonly times: readonly number[];
}

/** What is written in a timer. */
export interface TimerText {
  readonly kind: TimerKind;
  /** Without an expression. */
  readonly text: string;
  /** IANA name; absent: UTC. */
  readonly timeZone?: string;
}

/** Reads a timer with the very code that fires it, so that the screen and the schedule cannot disagree. */
export function readTimer(
  { kind, text, timeZone }: TimerText,
  { now = 0, count = 0 }: { now?: number; count?: number } = {},
): TimerReading {
  const read = parseSchedule(kind, text, { timeZone });
  return 'problem' in read
    ? { problem: read.problem, times: [] }
    : {
        isCron: read.schedule.kind === 'cron',
        times: count > 0 ? nextDueTimes(read.schedule, now, count) : [],
      };
}
