import type { Knex } from 'knex';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import { eachDatabase, emptyDatabase } from '../__testUtils__/database';
import { whereMatching, type RowFilter } from '../store/matching';
import { instanceRules } from './rules';

const rows = [
  { id: 1, processId: 'Order', ownerRef: 'group:a', startedBy: 'user:x' },
  { id: 2, processId: 'order', ownerRef: 'group:b', startedBy: 'user:x' },
  { id: 3, processId: 'other', ownerRef: 'group:a', startedBy: 'user:y' },
  { id: 4, processId: 'none', ownerRef: 'group:c', startedBy: 'user:z' },
];

const COLUMNS = {
  ownerRef: 'owner_ref',
  processKey: 'process_key',
  startedBy: 'started_by',
};

const { isProcessOwner, hasProcessId, isInstanceStarter } = instanceRules;

/** Each rule with parameters: as it is applied to a row, and as it is asked of a database. */
const CASES = [
  [isProcessOwner, { claims: ['group:a', 'user:x'] }, [1, 3]],
  [isProcessOwner, { claims: [] }, []],
  [hasProcessId, { processIds: ['ORDER'] }, [1, 2]],
  [hasProcessId, { processIds: [] }, []],
  [isInstanceStarter, { claims: ['user:x', 'group:a'] }, [1, 2]],
  [isInstanceStarter, { claims: ["user:'; drop"] }, []],
] as const;

describe.each(eachDatabase)('permission rules on %s', databaseId => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await emptyDatabase(databaseId);
    await knex.schema.createTable('things', table => {
      table.integer('id').primary();
      Object.values(COLUMNS).forEach(name => table.string(name));
    });
    await knex('things').insert(
      rows.map(({ id, processId, ownerRef, startedBy }) => ({
        id,
        process_key: processId.toLowerCase(),
        owner_ref: ownerRef,
        started_by: startedBy,
      })),
    );
  });

  async function asked(criteria: PermissionCriteria<RowFilter> | undefined) {
    const query = knex('things').orderBy('id').select('id');
    whereMatching(query, criteria, COLUMNS);
    return (await query).map(({ id }) => id);
  }

  it.each(CASES)(
    'should mean the same for a row and for a list: $name %j',
    async (rule, params, found) => {
      const applied = rows.filter(row => rule.apply(row, params as any));
      expect(applied.map(({ id }) => id)).toEqual(found);
      expect(await asked(rule.toQuery(params as any))).toEqual(found);
    },
  );

  const owner = (...claims: string[]) =>
    isProcessOwner.toQuery({ claims }) as RowFilter;
  const starter = (...claims: string[]) =>
    isInstanceStarter.toQuery({ claims }) as RowFilter;

  it.each<[string, PermissionCriteria<RowFilter> | undefined, number[]]>([
    ['nothing', undefined, [1, 2, 3, 4]],
    ['all of', { allOf: [owner('group:a'), starter('user:x')] }, [1]],
    ['any of', { anyOf: [owner('group:b'), starter('user:y')] }, [2, 3]],
    ['not', { not: owner('group:a', 'group:b') }, [4]],
    [
      'each within the other',
      {
        allOf: [
          { anyOf: [owner('group:a'), owner('group:b')] },
          { not: { allOf: [starter('user:x'), owner('group:a')] } },
        ],
      },
      [2, 3],
    ],
  ])('should combine with %s', async (_, criteria, found) => {
    expect(await asked(criteria)).toEqual(found);
  });

  it('should not ask for what is nowhere', async () => {
    await expect(asked({ property: 'salary', values: ['1'] })).rejects.toThrow(
      'Expected a property of ownerRef',
    );
  });
});
