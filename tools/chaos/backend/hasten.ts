import type { Knex } from 'knex';
import { timeOf, type TimeSettings } from './protocol';

/** Lets the clocks of this process go as fast as told: what counts milliseconds, and what says the time. */
export function hasten(time: () => TimeSettings): void {
  const realNow = Date.now.bind(Date);
  const realElapsed = performance.now.bind(performance);
  Date.now = () => timeOf(time(), realNow());
  Object.defineProperty(performance, 'now', {
    value: () => realElapsed() * time().speed,
  });
}

/** For connections to a PostgreSQL whose clock was set by {@link setDatabaseTime}: they look for functions of ours first. */
export function hastened(config: Knex.Config): Knex.Config {
  return config.client === 'pg'
    ? {
        ...config,
        connection: {
          ...(config.connection as object),
          options: '-c search_path=public,pg_catalog',
        },
      }
    : config;
}

/** Lets the clock of a PostgreSQL go as fast as told, for those who look for it; SQLite has none. */
export async function setDatabaseTime(
  knex: Knex,
  { since, speed, shift }: TimeSettings,
): Promise<void> {
  if (knex.client.config.client !== 'pg') {
    return;
  }
  await knex.raw(
    `create or replace function public.clock_timestamp() returns timestamptz language sql volatile as $$
       select pg_catalog.to_timestamp((${since} + (extract(epoch from pg_catalog.clock_timestamp()) * 1000 - ${since}) * ${speed} + ${shift}) / 1000)
     $$`,
  );
}
