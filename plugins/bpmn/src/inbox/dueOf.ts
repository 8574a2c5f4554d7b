import { DateTime } from 'luxon';

/** When a task is due, for people. */
export interface Due {
  /** Such as "Due in 3 days". */
  readonly text: string;
  readonly isOverdue: boolean;
  /** To the minute, where one looks closer. */
  readonly exact: string;
}

/** Says when something is due; undefined if it never is. */
export function dueOf(
  { dueAt }: { readonly dueAt?: string },
  now: DateTime = DateTime.now(),
): Due | undefined {
  if (dueAt === undefined) {
    return undefined;
  }
  const due = DateTime.fromISO(dueAt);
  const isOverdue = due < now;
  const relative = due.toRelative({
    base: now,
    locale: 'en',
    rounding: 'round',
  });
  return {
    text: isOverdue ? `Overdue, was due ${relative}` : `Due ${relative}`,
    isOverdue,
    exact: exactly(dueAt),
  };
}

/** How long ago something was, for people. */
export function ago(at: string, now: DateTime = DateTime.now()): string {
  return DateTime.fromISO(at).toRelative({ base: now, locale: 'en' }) ?? at;
}

/** A time to the minute, as it is here. */
export function exactly(at: string): string {
  return DateTime.fromISO(at)
    .setLocale('en-GB')
    .toLocaleString(DateTime.DATETIME_MED);
}
