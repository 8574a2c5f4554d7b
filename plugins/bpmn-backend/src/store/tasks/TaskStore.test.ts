import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../../__testUtils__/database';
import { rowsRead as rowsReadBy } from '../../__testUtils__/rowsRead';
import { cursorOf } from '../cursor';
import { isPostgres } from '../driver';
import type { TaskFilters, TaskQuery, TaskSort } from './TaskRecord';
import { TaskStore } from './TaskStore';

const TASKS = 10_000;
const START = Date.UTC(2026, 0, 1);
const OPEN = { state: 'open' } as const;
const GROUPS = ['group:default/a', 'group:default/b'];

/** The n-th task: of 40 that come at the same time, every third without a date, every tenth assigned. */
function taskRow(n: number, state: string) {
  return {
    id: `${state}-${String((n * 7919) % TASKS).padStart(6, '0')}`,
    instance_id: `${state}-instance-${n}`,
    key: 4,
    state,
    definition_id: 'definition',
    process_key: n % 1000 === 0 ? 'rare' : 'common',
    process_id: n % 1000 === 0 ? 'rare' : 'common',
    owner_ref: n % 2 ? 'group:default/one' : 'group:default/two',
    business_key: `order ${n}`,
    element_instance_key: 3,
    element_id: 'approve',
    name: `Approve ${n}`,
    search_text: `approve ${n} order ${n}`,
    assignee: n % 10 ? null : `user:default/person-${n % 100}`,
    candidates: JSON.stringify([GROUPS[n % 2]]),
    due_at: n % 3 ? START + (n % 500) * 60_000 : null,
    priority: n % 5,
    created_at: START + Math.floor(n / 40),
    ended_at: state === 'open' ? null : START,
    completed_by:
      state === 'completed' ? `user:default/person-${n % 200}` : null,
  };
}

describe.each(eachDatabase)('user tasks as they are read on %s', databaseId => {
  let knex: Knex;
  let store: TaskStore;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
    store = new TaskStore(knex);
    for (const state of ['open', 'completed', 'canceled']) {
      const rows = Array.from({ length: TASKS }, (_, n) => taskRow(n, state));
      await knex.batchInsert('user_tasks', rows, 40);
    }
    await knex.batchInsert(
      'user_task_candidates',
      Array.from({ length: TASKS }, (_, n) => ({
        instance_id: `open-instance-${n}`,
        key: 4,
        revision: 1,
        ref: GROUPS[n % 2],
      })),
      40,
    );
    // PostgreSQL does it by itself, SQLite never.
    await knex.raw(isPostgres(knex) ? 'analyze' : 'select 1');
  }, 120_000);

  const page = (query: Partial<TaskQuery>) =>
    store.list({ ...OPEN, sort: 'created', limit: 200, ...query });

  async function everything(query: Partial<TaskQuery>) {
    const found = [];
    let cursor: string | undefined;
    do {
      const { rows, nextCursor } = await page({ ...query, cursor });
      found.push(...rows);
      cursor = nextCursor;
    } while (cursor !== undefined);
    return found;
  }

  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);

  it.each<[TaskSort, (n: any, m: any) => number]>([
    ['created', (a, b) => b.createdAt - a.createdAt || byId(b, a)],
    ['priority', (a, b) => b.priority - a.priority || byId(a, b)],
    [
      'due',
      (a, b) => (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity) || byId(a, b),
    ],
  ])('should come page by page, each once, by %s', async (sort, compare) => {
    // when
    const found = await everything({ sort });
    // then
    expect(found).toHaveLength(TASKS);
    expect(new Set(found.map(({ id }) => id)).size).toBe(TASKS);
    // Infinity minus itself is no number.
    expect(found).toEqual(
      [...found].sort((a, b) => compare(a, b) || byId(a, b)),
    );
  });

  it.each<[string, Partial<TaskFilters>, (n: number) => boolean]>([
    ['process', { processKey: 'rare' }, n => n % 1000 === 0],
    [
      'owner and candidates',
      { ownerRef: 'group:default/one', candidates: ['group:default/b'] },
      n => n % 2 === 1,
    ],
    ['other candidates', { candidates: ['group:default/c'] }, () => false],
    [
      'assignee',
      { assignees: ['user:default/person-10', 'user:default/person-20'] },
      n => n % 100 === 10 || n % 100 === 20,
    ],
    ['nobody', { isUnassigned: true }, n => n % 10 !== 0],
    ['instance', { instanceId: 'open-instance-7' }, n => n === 7],
    [
      'due date',
      { dueBefore: START + 5 * 60_000 },
      n => n % 3 !== 0 && n % 500 < 5,
    ],
    ['part of the name', { search: 'APPROVE 77' }, n => /^77/.test(String(n))],
    ['what is no pattern', { search: 'approve _' }, () => false],
    [
      'what a policy says',
      {
        criteria: {
          anyOf: [
            { property: 'assignee', values: ['user:default/person-10'] },
            {
              allOf: [
                { property: 'candidates', values: ['group:default/b'] },
                { property: 'processKey', values: ['rare'] },
              ],
            },
          ],
        },
      },
      n => n % 100 === 10,
    ],
    [
      'what a policy denies',
      {
        criteria: {
          allOf: [
            {
              not: { property: 'assignee', values: ['user:default/person-10'] },
            },
            { not: { property: 'candidates', values: ['group:default/b'] } },
          ],
        },
      },
      n => n % 100 !== 10 && n % 2 === 0,
    ],
  ])('should be narrowed by %s', async (_, filters, isWanted) => {
    // when
    const found = await everything(filters);
    // then
    const expected = Array.from({ length: TASKS }, (__, n) => n).filter(
      isWanted,
    );
    expect(
      found.map(({ name }) => Number(name.slice(8))).sort((a, b) => a - b),
    ).toEqual(expected);
    expect(await store.count({ ...OPEN, ...filters }, 1001)).toBe(
      Math.min(expected.length, 1001),
    );
  });

  it('should be found by who was asked, when they are not open any more', async () => {
    // when
    const found = await everything({
      state: 'completed',
      processKey: 'common',
      candidates: ['group:default/b', 'group:default/c'],
    });
    // then
    expect(found).toHaveLength(TASKS / 2);
    expect(found.every(({ state }) => state === 'completed')).toBe(true);
  });

  it('should take the cursor of another order for a place in this one', async () => {
    // given
    const { rows } = await page({ sort: 'due' });
    const cursor = cursorOf([Number.MAX_SAFE_INTEGER, rows[0].id]);
    // when
    const { rows: found } = await page({ sort: 'priority', cursor });
    // then
    expect(found).toEqual([]);
  });

  it('should be found by who has completed them', async () => {
    // when
    const found = await everything({
      state: 'completed',
      completedBy: 'user:default/person-7',
    });
    // then
    expect(found).toHaveLength(TASKS / 200);
    expect(new Set(found.map(task => task.completedBy))).toEqual(
      new Set(['user:default/person-7']),
    );
  });

  it.each<[string, Partial<TaskQuery>]>([
    ...(['created', 'priority', 'due'] as const).flatMap(
      (sort): [string, Partial<TaskQuery>][] => [
        [`all by ${sort}`, { sort }],
        [
          `available by ${sort}`,
          { sort, isUnassigned: true, candidates: GROUPS },
        ],
      ],
    ),
    ['of somebody', { assignees: ['user:default/person-10'] }],
    [
      'once of somebody',
      { state: 'completed', assignees: ['user:default/person-10'] },
    ],
    [
      'done by somebody',
      { state: 'completed', completedBy: 'user:default/person-7' },
    ],
    ['of a process', { processKey: 'rare' }],
  ])('should be read by an index: %s', async (_, filters) => {
    // given
    const { nextCursor: cursor } = await page({ ...filters, limit: 5 });
    const query = { ...OPEN, sort: 'created', limit: 5, cursor } as const;
    const listing = store.listing({ ...query, ...filters });
    const { sql, bindings } = listing.toSQL().toNative();
    // when
    const told = await explained(knex, sql, bindings);
    // then
    expect([told, isByIndex(told)]).toEqual([told, true]);
  });

  it.each(['open', 'completed'] as const)(
    'should be read without those of other instances: %s',
    async state => {
      // given
      const instanceId = `${state}-instance-5`;
      let found: readonly string[] = [];
      // when
      const read = await rowsReadBy(knex, 'user_tasks', async () => {
        const { rows } = await page({ state, instanceId });
        found = rows.map(row => row.instanceId);
      });
      // then
      expect(found).toEqual([instanceId]);
      expect(read).toBeLessThan(10);
    },
  );

  it('should be read by an index where somebody is the manager of others', async () => {
    // given
    const name = 'manager of user:default/person-1';
    const people = ['user:default/boss'];
    const related = knex('user_tasks').whereIn(
      'instance_id',
      [1, 2, 3].map(n => `open-instance-${n}`),
    );
    await knex('people_relations').insert({
      ...{ name, asked_at: START, looked_up_at: START, due_at: START },
      people: 1,
    });
    await knex('relation_people').insert({
      relation: name,
      position: 0,
      ref: people[0],
    });
    await related.clone().update({ assignee_relation: name });
    // when
    let found: readonly string[] = [];
    const read = await rowsReadBy(knex, 'user_tasks', async () => {
      const { rows } = await page({ assignees: people });
      found = rows.map(({ instanceId }) => instanceId);
    });
    // then
    expect([...found].sort()).toEqual(
      await related.clone().pluck('instance_id'),
    );
    expect(read).toBeLessThan(500);
    // when
    await knex('relation_people').del();
    // then
    expect((await page({ assignees: people })).rows).toEqual([]);
    await related.clone().update({ assignee_relation: null });
    await knex('people_relations').del();
  });
});

/** What a database says of how it answers a query: in words, or as a plan that was carried out. */
async function explained(
  knex: Knex,
  sql: string,
  bindings: readonly unknown[],
): Promise<any> {
  if (!isPostgres(knex)) {
    const plan = await knex.raw(`explain query plan ${sql}`, bindings as any);
    return plan.map(({ detail }: any) => detail).join('\n');
  }
  const client = await knex.client.acquireConnection();
  const { rows } = await client.query(
    `explain (analyze, format json) ${sql}`,
    bindings,
  );
  await knex.client.releaseConnection(client);
  return rows[0]['QUERY PLAN'][0].Plan;
}

function isByIndex(told: any): boolean {
  return typeof told === 'string'
    ? told.includes('SEARCH user_tasks USING INDEX') &&
        !/TEMP B-TREE|SCAN/.test(told)
    : rowsRead(told) < 500;
}

/** Rows of `user_tasks` that PostgreSQL has looked at. */
function rowsRead(plan: any): number {
  const own =
    plan['Relation Name'] === 'user_tasks'
      ? (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) *
        plan['Actual Loops']
      : 0;
  return (plan.Plans ?? []).reduce(
    (sum: number, part: any) => sum + rowsRead(part),
    own,
  );
}
