import { DateTime } from 'luxon';

/** A time as one reads it, with all of it as a hint. */
export const Moment = ({ at }: { at: string }) => {
  const time = DateTime.fromISO(at);
  return (
    <time
      dateTime={at}
      title={time.toLocaleString(DateTime.DATETIME_FULL_WITH_SECONDS)}
    >
      {time.toLocaleString(DateTime.DATETIME_MED)}
    </time>
  );
};
