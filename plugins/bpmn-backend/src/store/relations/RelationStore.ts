import type { Knex } from 'knex';
import { isPostgres } from '../driver';
import { insertOutbox, outboxRow } from '../outbox';
import { rowsOf } from '../rowsOf';
import { openTasksAsking } from './openTasksAsking';
import { readAnswers } from './readAnswers';
import type { RelationAnswer, RelationAnswers } from './RelationAnswers';

/** Most names in one statement. */
const TOGETHER = 200;

/** Whom the catalog names now, where it has named others before. */
export interface RelationChange {
  readonly name: string;
  readonly before: RelationAnswer;
  readonly people: readonly string[];
}

/** What the catalog has said, and when. Epoch milliseconds. */
export interface LookUp {
  /** Whom it names, by the names of relations. */
  readonly found: ReadonlyMap<string, readonly string[]>;
  /** As it was known when the catalog was asked. */
  readonly before: RelationAnswers;
  readonly at: number;
  /** When it is to be asked again. */
  readonly dueAt: number;
  /** Whether those who are new are to be told of their tasks. */
  readonly tellsOfTasks: boolean;
}

/** Relations that tasks name people by, and what the catalog has said of them. */
export class RelationStore {
  constructor(private readonly knex: Knex) {}

  /** Notes that tasks ask for relations. What was not looked up since a moment is due now. */
  async ask(
    names: readonly string[],
    { now, freshSince }: { readonly now: number; readonly freshSince: number },
  ): Promise<void> {
    for (const some of inParts(names)) {
      await this.knex('people_relations')
        .insert(
          some.map(name => ({ name, asked_at: now, due_at: now, people: 0 })),
        )
        .onConflict('name')
        .merge({
          asked_at: now,
          due_at: this.knex.raw(
            'case when coalesce(people_relations.looked_up_at, -1) < ? then excluded.due_at else people_relations.due_at end',
            [freshSince],
          ),
        });
    }
  }

  /** Notes what open tasks ask for that was not noted, since whoever opened them was interrupted. */
  async adopt(now: number): Promise<void> {
    await this.knex.raw(
      `insert into people_relations (name, asked_at, due_at, people)
       select name, cast(? as bigint), cast(? as bigint), 0 from (
         select distinct ref as name from user_task_candidates where ref like 'owner of %' or ref like 'manager of %'
         union select distinct assignee_relation from user_tasks where assignee_relation is not null and state = 'open') asked
       where true on conflict (name) do nothing`,
      [now, now],
    );
  }

  /** Takes on relations that are due, until a time at which somebody else may. Nobody has named a later time than `latest`: the clock was set back. */
  async claim({
    now,
    until,
    latest,
    limit,
  }: {
    readonly now: number;
    readonly until: number;
    readonly latest: number;
    readonly limit: number;
  }): Promise<readonly string[]> {
    const rows = await rowsOf(
      this.knex,
      `update people_relations set due_at = ? where name in (
         select name from people_relations where due_at <= ? or due_at > ? order by due_at limit ?
         ${isPostgres(this.knex) ? 'for update skip locked' : ''})
       returning name`,
      [until, now, latest, limit],
    );
    return rows.map(({ name }) => name);
  }

  /** Those of some relations that open tasks ask for still. */
  async findAsked(names: readonly string[]): Promise<readonly string[]> {
    const { knex } = this;
    return knex('people_relations')
      .whereIn('name', [...names])
      .where(either =>
        either
          .whereExists(
            knex('user_task_candidates').whereRaw(
              'ref = people_relations.name',
            ),
          )
          .orWhereExists(
            knex('user_tasks')
              .whereRaw('assignee_relation = people_relations.name')
              .where({ state: 'open' }),
          ),
      )
      .pluck('name');
  }

  /** Lets relations be that nobody asks for: those that nobody has asked for since a moment go. */
  async rest(
    names: readonly string[],
    {
      askedBefore,
      dueAt,
    }: { readonly askedBefore: number; readonly dueAt: number },
  ): Promise<void> {
    await this.knex.transaction(async tx => {
      const gone = await tx('people_relations')
        .whereIn('name', [...names])
        .where('asked_at', '<', askedBefore)
        .pluck('name');
      await tx('relation_people').whereIn('relation', gone).del();
      await tx('people_relations').whereIn('name', gone).del();
      await tx('people_relations')
        .whereIn('name', [...names])
        .update({ due_at: dueAt });
    });
  }

  /** What the catalog has said of some relations. */
  answers(names: readonly string[]): Promise<RelationAnswers> {
    return readAnswers(this.knex, names);
  }

  /** Keeps what the catalog says, and tells what is different, unless somebody else has kept something newer meanwhile. */
  async keep(lookUp: LookUp): Promise<readonly RelationChange[]> {
    const { found, before, at, dueAt } = lookUp;
    const kept = { asked_at: at, looked_up_at: at, due_at: dueAt };
    const changes = changesOf(lookUp);
    const changed = new Set(changes.map(({ name }) => name));
    const same = [...found.keys()].filter(
      name => !changed.has(name) && before.has(name),
    );
    return this.knex.transaction(async tx => {
      await tx('people_relations').whereIn('name', same).update(kept);
      const written: RelationChange[] = [];
      for (const change of changes) {
        const { name, people } = change;
        const count = await tx('people_relations')
          .where({ name })
          .whereRaw('coalesce(looked_up_at, -1) = ?', [
            change.before.lookedUpAt ?? -1,
          ])
          .update({ ...kept, people: people.length });
        if (count === 1) {
          await replacePeople(tx, change);
          await announce(tx, change, lookUp);
          written.push(change);
        }
      }
      return written;
    });
  }

  /** Open tasks that nobody has and that ask for a relation, in order. */
  tasksAsking(name: string) {
    return openTasksAsking(this.knex, name);
  }
}

/** Whom the catalog names now where it has named others, or was never asked before. In order: whoever locks rows does it in the same one. */
function changesOf({ found, before }: LookUp): readonly RelationChange[] {
  return [...found].sort(byName).flatMap(([name, people]) => {
    const known = before.get(name);
    const isNews =
      known &&
      (known.lookedUpAt === undefined ||
        String(known.people) !== String(people));
    return isNews ? [{ name, people, before: known }] : [];
  });
}

function byName(
  [a]: readonly [string, unknown],
  [b]: readonly [string, unknown],
) {
  return a < b ? -1 : 1;
}

async function replacePeople(
  tx: Knex,
  { name, people }: RelationChange,
): Promise<void> {
  await tx('relation_people').where({ relation: name }).del();
  await tx.batchInsert(
    'relation_people',
    people.map((ref, position) => ({ relation: name, position, ref })),
    100,
  );
}

/** Those who are new are told of the tasks that there are. Of those whom the first answer names, whoever announces the task tells. */
async function announce(
  tx: Knex,
  { name, people, before }: RelationChange,
  { at, tellsOfTasks }: LookUp,
): Promise<void> {
  const added = people.filter(ref => !before.people.includes(ref));
  if (!tellsOfTasks || added.length === 0 || before.lookedUpAt === undefined) {
    return;
  }
  const tasks = await openTasksAsking(tx, name);
  await insertOutbox(
    tx,
    tasks.map(({ id, ownerRef }) =>
      outboxRow(
        { deed: { kind: 'announceTo', taskId: id, people: added }, ownerRef },
        at,
      ),
    ),
  );
}

function inParts(names: readonly string[]): readonly (readonly string[])[] {
  const distinct = [...new Set(names)].sort();
  return Array.from({ length: Math.ceil(distinct.length / TOGETHER) }, (_, n) =>
    distinct.slice(n * TOGETHER, (n + 1) * TOGETHER),
  );
}
