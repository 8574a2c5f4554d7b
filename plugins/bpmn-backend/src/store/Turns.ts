import type { Knex } from 'knex';

/** Someone who takes turns with others. */
export interface InTurn {
  readonly isBusy: boolean;
  /** Looks whether it is its turn, as somebody has become free. */
  schedule(): void;
}

/**
 * Those who use a database for commands, in the order in which it is their turn: while one is served, the others wait. So those who are served
 * come together: whoever has written asks for the next job at the same time as those who were asking meanwhile.
 */
export class Turns {
  private readonly all: InTurn[] = [];

  /** Takes somebody in: after those who are in already. */
  add(one: InTurn): void {
    this.all.push(one);
  }

  /** Whether none of the others is being served. */
  isFree(one: InTurn): boolean {
    return this.all.every(other => other === one || !other.isBusy);
  }

  /** Somebody has been served. */
  goOn(): void {
    this.all.forEach(one => one.schedule());
  }
}

const known = new WeakMap<Knex, Turns>();

/** The turns of those who use a database. */
export function turnsOf(knex: Knex): Turns {
  let turns = known.get(knex);
  if (!turns) {
    turns = new Turns();
    known.set(knex, turns);
  }
  return turns;
}
