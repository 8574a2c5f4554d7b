import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { Backend } from '../backend/Backend';
import type { Dice } from '../Dice';
import type { Fleet } from '../Fleet';

/** What PostgreSQL calls the connections of back ends. */
export const BACKEND = 'chaos';
const ALMOST_A_DAY = 23 * 3_600_000;

/** What happens to back ends: each is killed now and then, or told to stop, and started again; their connections are cut. */
export class Trouble {
  cuts = 0;
  jumps = 0;
  private stopping = new AbortController();
  private makers: readonly Promise<void>[] = [];

  constructor(
    private readonly options: {
      readonly knex: Knex;
      readonly fleet: Fleet;
      readonly dice: Dice;
      /** Milliseconds, from and to. */
      readonly between: readonly [number, number];
    },
  ) {}

  start(): void {
    this.stopping = new AbortController();
    const { fleet, knex } = this.options;
    this.makers = [
      ...fleet.backends.map(one => this.now(() => this.strike(one))),
      ...(knex.client.config.client === 'pg'
        ? [this.now(() => this.cut())]
        : []),
    ];
  }

  /** Lets what has begun come to its end. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.makers);
    this.makers = [];
  }

  /** Again and again, at random moments. */
  private async now(act: () => Promise<void>): Promise<void> {
    const { dice, between } = this.options;
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await sleep(dice.between(...between), undefined, { signal }).catch(
        () => {},
      );
      if (!signal.aborted) {
        await act();
      }
    }
  }

  /** By how many milliseconds clocks have jumped. */
  get shift(): number {
    return this.jumps * ALMOST_A_DAY;
  }

  /** All clocks jump by almost a day, one after the other: kept messages do not live longer. */
  async jump(): Promise<void> {
    const { fleet, dice, between } = this.options;
    this.jumps++;
    for (const backend of fleet.backends) {
      await backend.shiftClock(this.shift);
      await sleep(dice.between(0, between[0]));
    }
  }

  private strike(backend: Backend): Promise<void> {
    const { fleet, dice } = this.options;
    return dice.chance(0.85) ? fleet.replace(backend) : fleet.restart(backend);
  }

  private async cut(): Promise<void> {
    const { knex, dice } = this.options;
    const { rows } = await knex.raw(
      `select pid from pg_stat_activity where datname = current_database() and application_name = ?`,
      [BACKEND],
    );
    for (const { pid } of rows) {
      if (dice.chance(0.5)) {
        await knex.raw('select pg_terminate_backend(?)', [pid]);
        this.cuts++;
      }
    }
  }
}
