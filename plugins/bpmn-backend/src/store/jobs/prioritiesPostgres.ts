/**
 * Joins `ranked(priority)`: priorities of waiting jobs, an index lookup for each. Within one, jobs that are due come before those that are
 * not yet: so those are never looked at, however many wait to be tried again or are being done.
 *
 * @param which - further conditions on `waits w`
 */
export const prioritiesPostgres = (which: string) => `cross join lateral (
    with recursive known(priority) as (
      select max(w.priority) from waits w where w.kind = 'job' and w.suspended_at is null and ${which}
      union all
      select (select max(w.priority) from waits w
        where w.kind = 'job' and w.suspended_at is null and ${which} and w.priority < known.priority)
      from known where known.priority is not null)
    select priority from known where priority is not null) ranked`;
