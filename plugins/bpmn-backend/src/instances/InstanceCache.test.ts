import { viewOf, type LoadedInstance } from '../store/instances';
import { InstanceCache } from './InstanceCache';
import { keptBytes } from './keptBytes';

const MIB = 1024 * 1024;

/** An instance with so many bytes of variables, and of what it holds besides. */
const instance = (
  id: string,
  variableBytes: number,
  kept = 0,
): LoadedInstance => {
  const record = { id, rootKey: 1, variableBytes, state: 'active' } as any;
  return viewOf({ record, stored: {}, keptBytes: kept });
};

describe('instances in memory', () => {
  it('should be as many as there is room for, those that were used last', () => {
    // given
    const cache = new InstanceCache(40);
    // when
    for (let n = 1; n <= 30; n++) {
      cache.put(instance(`i${n}`, MIB));
    }
    // then: each takes two
    expect(cache.peek('i30')).toBeDefined();
    expect(cache.peek('i12')).toBeDefined();
    expect(cache.peek('i10')).toBeUndefined();
  });

  it('should be many where they are small', () => {
    // given
    const cache = new InstanceCache(1);
    // when
    for (let n = 1; n <= 1000; n++) {
      cache.put(instance(`i${n}`, 100));
    }
    // then
    expect(cache.peek('i1')).toBeDefined();
  });

  it.each([
    ['variables', instance('large', 12 * MIB)],
    ['copies of variables', instance('large', 0, 12 * MIB)],
  ])('should not be one that takes all by its %s', (_, large) => {
    // given
    const cache = new InstanceCache(40);
    cache.put(instance('small', 1));
    // when
    cache.put(large);
    // then
    expect(cache.peek('large')).toBeUndefined();
    expect(cache.peek('small')).toBeDefined();
  });

  it('should be gone when they are taken', () => {
    // given
    const cache = new InstanceCache();
    cache.put(instance('i', 1));
    // then
    expect(cache.take('i')).toBeDefined();
    expect(cache.take('i')).toBeUndefined();
  });

  it('should count copies of variables, and nothing else', () => {
    // given
    const variables = { a: 'x'.repeat(100) };
    const { length } = JSON.stringify(variables);
    const about = { key: 2, elementId: 'e', scopeKey: 1 };
    // then
    expect(
      keptBytes([
        { type: 'variablesSet', scopeKey: 1, variables },
        {
          type: 'compensationRecorded',
          record: { ...about, elementInstanceKey: 2, variables },
        },
        {
          type: 'elementEntered',
          ...about,
          cause: { kind: 'event', variables },
        },
        { type: 'elementEntered', ...about },
      ]),
    ).toBe(2 * length);
  });
});
