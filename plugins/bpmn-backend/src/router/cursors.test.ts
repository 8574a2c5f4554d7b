import { cases } from '../__testUtils__/cases';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import type { OperationId } from '../__testUtils__/restApi';
import { newWorld, type World } from '../__testUtils__/world';
import { operations } from '../openapi/document';
import type { Operation } from '../openapi/operation';
import { cursorOf, positionOf, TIME, type Position } from '../store/cursor';

const PATIENCE = 120_000;

const paged = (Object.keys(operations) as OperationId[]).filter(id => {
  const { query = {} }: Operation = operations[id];
  return 'cursor' in query;
});

/** Positions as somebody makes them up, of as many columns as any list has. */
const FORGED: readonly Position[] = [
  2 ** 31,
  2 ** 53 - 1,
  -(2 ** 31),
  0.5,
  1e300,
  '\u0000',
  'a\u0000b',
  '',
  'x',
  null as any,
  true as any,
  [] as any,
  {} as any,
].flatMap(value => [
  [value],
  [value, value],
  [0, value],
  [value, ''],
  [value, '', 0],
  [0, '', value],
  [value, value, value, value],
]);

const TEXTS = ['x', '!', '%00', 'bnVsbA', 'e30', 'W10', '🙂', 'W1tdXQ'];

describe.each(eachDatabase)('forged cursors on %s', databaseId => {
  let world: World;

  beforeAll(async () => {
    world = await newWorld(await migratedDatabase(databaseId));
  }, PATIENCE);

  it.each(paged)(
    'should be refused, or give a page: %s',
    async id => {
      // given
      const request = await cases[id].done(world);
      for (const cursor of [...FORGED.map(cursorOf), ...TEXTS]) {
        // when
        const { status } = await world.api.ask(id, {
          ...request,
          query: { cursor },
        });
        // then
        expect([cursor, [200, 400].includes(status)]).toEqual([cursor, true]);
      }
    },
    PATIENCE,
  );

  it.each(['listVersions', 'listElementInstances', 'listWaits'] as const)(
    'should be refused where no key can be as large: %s',
    async id => {
      // given
      const request = await cases[id].done(world);
      const query = { cursor: cursorOf([2 ** 31]) };
      // when
      const { status, body } = await world.api.ask(id, { ...request, query });
      // then
      expect([status, body.code]).toEqual([400, 'invalidArgument']);
    },
  );

  it('should not be the last event of anybody', async () => {
    // given
    const request = await cases.followInstance.done(world);
    const follow = (last: string) =>
      world.api.send('followInstance', {
        ...request,
        headers: { 'last-event-id': last },
      });
    // then
    for (const last of ['9999999999', '2147483648', '-1', '1.5', 'x']) {
      expect([last, (await follow(last)).status]).toEqual([last, 400]);
    }
    // Of what has not happened yet nobody can have heard.
    const { status, text } = await follow('2147483647');
    expect([status, text]).toEqual([200, 'event: end\ndata: {}\n\n']);
  });
});

describe('a cursor', () => {
  it('should be as large as what it stands for', () => {
    expect(positionOf(cursorOf([2 ** 31 - 1]), [0])).toEqual([2 ** 31 - 1]);
    expect(positionOf(cursorOf([2 ** 31]), [TIME])).toEqual([2 ** 31]);
    expect(() => positionOf(cursorOf([2 ** 31]), [0])).toThrow('nextCursor');
  });
});
