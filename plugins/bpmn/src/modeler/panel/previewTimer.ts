import cronstrue from 'cronstrue';
import { readTimer, type TimerText } from '../simulate/readTimer';

const TIMES = 5;

/** What a timer will do, for people. */
export interface TimerPreview {
  readonly text: string;
  readonly isError: boolean;
  /** The next times. */
  readonly lines: readonly string[];
}

/**
 * Says when a timer is due.
 *
 * @param timer as it stands in the model
 * @param now epoch ms
 */
export function previewTimer(timer: TimerText, now: number): TimerPreview {
  if (timer.text.startsWith('=')) {
    return {
      text: 'An expression: the time is known when it runs.',
      isError: false,
      lines: [],
    };
  }
  const { problem, isCron, times } = readTimer(timer, { now, count: TIMES });
  if (problem) {
    return { text: problem, isError: true, lines: [] };
  }
  const zone = timer.timeZone ?? 'UTC';
  return {
    text: [
      isCron && `${inWords(timer.text)} (${zone}).`,
      headline(timer, times),
    ]
      .filter(Boolean)
      .join(' '),
    isError: false,
    lines: times.map(time => timeIn(zone, time)),
  };
}

function headline({ kind }: TimerText, times: readonly number[]): string {
  if (times.length === 0) {
    return 'Never due.';
  }
  if (kind === 'duration') {
    return 'If it began now, due:';
  }
  return times.length === 1 ? 'Due:' : `Next ${times.length} times:`;
}

/** A cron in words; a macro of ours is word enough. */
function inWords(cron: string): string {
  try {
    return cronstrue.toString(cron, { use24HourTimeFormat: true });
  } catch {
    return cron;
  }
}

function timeIn(timeZone: string, time: number): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: time % 60_000 === 0 ? undefined : '2-digit',
  }).format(time);
}
