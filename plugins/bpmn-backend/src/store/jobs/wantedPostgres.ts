const EXACT = 'select unnest((select $4::text[]))';

/** Of all job types that somebody waits for, those that begin so: an index lookup for each type, however many jobs there are. */
const WITH_PREFIXES = `${EXACT} union
  (with recursive known(topic) as (
    select min(topic) from waits where kind = 'job' and suspended_at is null
    union all
    select (select min(w.topic) from waits w where w.kind = 'job' and w.suspended_at is null and w.topic > known.topic) from known where known.topic is not null
  )
  select topic from known where exists (select 1 from unnest($5::text[]) prefix where starts_with(topic, prefix)))`;

/** Selects job types that are wanted: $4 as they are, $5 by what they begin with. */
export const wantedPostgres = (hasPrefixes: boolean) =>
  hasPrefixes ? WITH_PREFIXES : EXACT;
