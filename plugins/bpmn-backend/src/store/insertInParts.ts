import type { Knex } from 'knex';
import { giveWay } from './giveWay';

/** Rows in one statement. */
const TOGETHER = 50;

/** Adds rows in somebody's transaction, however many they are: others have their turn in between. */
export async function insertInParts(
  tx: Knex,
  table: string,
  rows: readonly object[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += TOGETHER) {
    await tx(table).insert(rows.slice(from, from + TOGETHER));
    await giveWay();
  }
}
