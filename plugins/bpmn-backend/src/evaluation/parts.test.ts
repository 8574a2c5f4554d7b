import fc from 'fast-check';
import { fromParts, toParts } from './parts';

const long = (length: number) =>
  Array.from({ length }, (_, index) => ({ index, text: `item ${index}` }));

describe('parts', () => {
  it.each([
    ['nothing', undefined],
    ['a short list', long(3)],
    ['a long list', long(1001)],
    ['lists in lists', [long(500), { of: long(300), no: null }]],
    ['a name that means something', JSON.parse('{"__proto__":{"a":1}}')],
  ])('should put %s together as it was', async (_, value) => {
    expect(await fromParts(toParts(value))).toEqual(value);
  });

  it('should put anything together as it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async value => {
        expect(await fromParts(toParts({ value, more: long(300) }))).toEqual({
          value,
          more: long(300),
        });
      }),
      { numRuns: 50, seed: 1 },
    );
  });

  it('should leave no long list in one piece', () => {
    // when
    const { rest, lists } = toParts({ list: long(1001) });
    // then
    expect(rest.length).toBeLessThan(100);
    expect(lists).toMatchObject([{ path: ['list'] }]);
    expect(lists[0].items).toHaveLength(6);
  });
});
