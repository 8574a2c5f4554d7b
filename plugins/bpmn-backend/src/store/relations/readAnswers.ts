import type { Knex } from 'knex';
import {
  NO_ANSWERS,
  type RelationAnswer,
  type RelationAnswers,
} from './RelationAnswers';

/** What the catalog has said of some relations: one question for all of them, and none where there are none. */
export async function readAnswers(
  knex: Knex,
  names: readonly string[],
): Promise<RelationAnswers> {
  if (names.length === 0) {
    return NO_ANSWERS;
  }
  const rows = await knex('people_relations')
    .leftJoin('relation_people', 'relation', 'name')
    .whereIn('name', [...new Set(names)])
    .orderBy(['name', 'position'])
    .select('name', 'looked_up_at', 'ref');
  const answers = new Map<string, RelationAnswer>();
  for (const { name, looked_up_at: at, ref } of rows) {
    const before = answers.get(name)?.people ?? [];
    answers.set(name, {
      ...(at !== null && { lookedUpAt: Number(at) }),
      people: ref === null ? before : [...before, ref],
    });
  }
  return answers;
}
