import { TestCatalog } from '../__testUtils__/TestCatalog';
import { findPeople } from './findPeople';

const ADA = 'user:default/ada';
const BEN = 'user:default/ben';
const EVE = 'user:default/eve';
const DATA = 'group:default/data';
const BOARD = 'group:default/board';

describe('whom the catalog names', () => {
  let catalog: TestCatalog;

  beforeEach(() => {
    catalog = new TestCatalog();
    [ADA, BEN, EVE].forEach(ref => catalog.put(ref));
    catalog.put(DATA);
  });

  const find = async (name: string) =>
    (await findPeople([name], catalog)).get(name);

  it('should be the owner of an entity: a group or a user', async () => {
    // given
    catalog
      .put('component:default/website', { related: { ownedBy: [DATA] } })
      .put('api:default/pay', { related: { ownedBy: [ADA] } });
    // then
    expect(await find('owner of component:default/website')).toEqual([DATA]);
    expect(await find('owner of api:default/pay')).toEqual([ADA]);
  });

  it('should be nobody who is not in the catalog, and nobody of what is not', async () => {
    // given
    catalog.put('component:default/website', {
      related: { ownedBy: ['group:default/gone'] },
    });
    // then
    expect(await find('owner of component:default/website')).toEqual([]);
    expect(await find('owner of component:default/unknown')).toEqual([]);
    expect(await find('owner of ?')).toEqual([]);
    expect(await find('manager of ?')).toEqual([]);
  });

  it('should be the manager whom a relation names, before any annotation', async () => {
    // given
    const related = { hasManager: [BEN, DATA] };
    catalog.put(ADA, { manager: EVE, related });
    // then
    expect(await find(`manager of ${ADA}`)).toEqual([BEN]);
  });

  it('should be the manager whom the annotation of somebody names, in the same namespace unless it says so', async () => {
    // given
    catalog
      .put(ADA, { manager: 'Ben' })
      .put('user:lab/carl', { manager: 'dora' })
      .put('user:lab/dora')
      .put('user:lab/emil', { manager: 'user:default/ben' });
    // then
    expect(await find(`manager of ${ADA}`)).toEqual([BEN]);
    expect(await find('manager of user:lab/carl')).toEqual(['user:lab/dora']);
    expect(await find('manager of user:lab/emil')).toEqual([BEN]);
  });

  it('should be the manager of the nearest group that names somebody else', async () => {
    // given
    catalog
      .put(ADA, { related: { memberOf: [DATA] } })
      .put(BEN, { related: { memberOf: [DATA] } })
      .put(DATA, { manager: 'ada', related: { childOf: [BOARD] } })
      .put(BOARD, { manager: 'eve', related: { childOf: [DATA] } });
    // then
    expect(await find(`manager of ${BEN}`)).toEqual([ADA]);
    expect(await find(`manager of ${ADA}`)).toEqual([EVE]);
    expect(await find(`manager of ${DATA}`)).toEqual([ADA]);
  });

  it('should be all managers of groups that are equally near', async () => {
    // given
    const related = { memberOf: [DATA, BOARD] };
    catalog
      .put(BEN, { related })
      .put(DATA, { manager: 'ada' })
      .put(BOARD, { manager: 'eve' });
    // then
    expect(await find(`manager of ${BEN}`)).toEqual([EVE, ADA]);
  });

  it('should be looked for further on where a manager is unknown, or is nobody', async () => {
    // given
    catalog
      .put(BEN, { manager: 'gone', related: { memberOf: [DATA] } })
      .put(DATA, { manager: 'group:board', related: { childOf: [BOARD] } })
      .put(BOARD, {
        manager: 'a:b:c',
        related: { childOf: ['group:default/top'] },
      })
      .put('group:default/top', { manager: 'eve' });
    // then
    expect(await find(`manager of ${BEN}`)).toEqual([EVE]);
  });

  it('should be nobody where no group names anybody, round and round', async () => {
    // given
    catalog
      .put(BEN, { related: { memberOf: [DATA] } })
      .put(DATA, { related: { childOf: [BOARD] } })
      .put(BOARD, { related: { childOf: [DATA] } });
    // then
    expect(await find(`manager of ${BEN}`)).toEqual([]);
    expect(await find('manager of component:default/website')).toEqual([]);
  });

  it('should be few questions, however many are asked for', async () => {
    // given
    const names = Array.from({ length: 100 }, (_, n) => {
      const user = `user:default/person-${n}`;
      const group = `group:default/team-${n % 10}`;
      catalog
        .put(user, { related: { memberOf: [group] } })
        .put(group, { manager: 'ada' });
      return `manager of ${user}`;
    });
    // when
    const found = await findPeople(names, catalog);
    // then
    expect([...found.values()]).toEqual(names.map(() => [ADA]));
    expect(catalog.asked.map(({ length }) => length)).toEqual([100, 10, 1]);
  });
});
