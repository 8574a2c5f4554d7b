import { DateTime } from 'luxon';

/** A time as people read it. */
export function timeOf(iso: string): string {
  return DateTime.fromISO(iso).toLocaleString(DateTime.DATETIME_MED);
}
