import { parseSchedule, type TimerKind } from '../../timers';

/** The three forms of a timer, by the names of their properties. */
export type TimerForm = 'timeCycle' | 'timeDate' | 'timeDuration';

const KINDS: Readonly<Record<TimerForm, TimerKind>> = {
  timeCycle: 'cycle',
  timeDate: 'date',
  timeDuration: 'duration',
};

/**
 * @param form of the timer
 * @param text its value; not an expression
 * @returns why it cannot be understood; undefined if it can
 */
export function timerProblem(
  form: TimerForm,
  text: string,
): string | undefined {
  const parsed = parseSchedule(KINDS[form], text);
  return 'problem' in parsed ? parsed.problem : undefined;
}

/**
 * @param text any text
 * @returns whether it is one of the values that a timer can have; a cron could be anything
 */
export function isAnyTimerValue(text: string): boolean {
  const isCycle =
    text.startsWith('R') && timerProblem('timeCycle', text) === undefined;
  return (
    isCycle ||
    timerProblem('timeDate', text) === undefined ||
    timerProblem('timeDuration', text) === undefined
  );
}

/**
 * @param text a date of a timer
 * @returns whether it says where on earth it is that time
 */
export function hasZone(text: string): boolean {
  return /(Z|[+-]\d\d(:?\d\d)?|\]|@[\w/+-]+)$/.test(
    text.replace(/^[+-]?\d+-\d\d-\d\d/, ''),
  );
}
