import { append, entry, InstanceRows, remove } from './rows';
import type { Wait } from './state';

const job = (key: number, elementInstanceKey = 5): Wait => ({
  kind: 'job',
  key,
  elementInstanceKey,
  elementId: 'work',
  type: 'work',
  retries: 3,
});
const signal = (key: number, name = 'alarm'): Wait => ({
  kind: 'signal',
  key,
  elementInstanceKey: 5,
  elementId: 'on',
  name,
});

describe('rows', () => {
  it('should find a wait by its key, its element instance and its kind', () => {
    // given
    const rows = new InstanceRows();
    // when
    rows.putWait(job(7));
    rows.putWait(signal(8));
    rows.putWait(job(9, 6));
    // then
    expect(rows.wait(7)).toEqual(job(7));
    expect(rows.waitsOf(5)).toEqual([job(7), signal(8)]);
    expect(rows.waitsOf(6)).toEqual([job(9, 6)]);
    expect(rows.waitsOfKind('signal')).toEqual([signal(8)]);
    expect(rows.waitsOfKind('condition')).toEqual([]);
  });

  it.each(['timer', 'condition', 'signal'] as const)(
    'should look for waits of kind %s in the whole instance',
    kind => {
      // given
      const rows = new InstanceRows();
      const wait = { ...signal(8), kind } as Wait;
      // when
      rows.putWait(wait);
      // then
      expect(rows.waitsOfKind(kind)).toEqual([wait]);
    },
  );

  it.each(['job', 'userTask', 'message', 'childInstance'] as const)(
    'should not look for waits of kind %s in the whole instance',
    kind => {
      // given
      const rows = new InstanceRows();
      // when
      rows.putWait({ ...job(8), kind } as Wait);
      // then
      expect(rows.waitsByKind.has(kind)).toBe(false);
    },
  );

  it('should replace a wait that has changed, where it is', () => {
    // given
    const rows = new InstanceRows();
    rows.putWait(signal(7));
    rows.putWait(signal(8));
    // when
    rows.putWait(signal(7, 'other'));
    // then
    expect(rows.waitsOf(5)).toEqual([signal(7, 'other'), signal(8)]);
    expect(rows.waitsOfKind('signal')).toEqual([signal(7, 'other'), signal(8)]);
  });

  it('should forget a wait everywhere', () => {
    // given
    const rows = new InstanceRows();
    rows.putWait(signal(7));
    rows.putWait(signal(8));
    // when
    rows.dropWait(signal(7));
    // then
    expect(rows.wait(7)).toBeUndefined();
    expect(rows.waitsOf(5)).toEqual([signal(8)]);
    expect(rows.waitsOfKind('signal')).toEqual([signal(8)]);
  });

  it('should read the variables of exactly one scope', () => {
    // given
    const rows = new InstanceRows();
    rows.variables.set(1, new Map([['a', 1]]));
    rows.variables.set(
      2,
      new Map<string, any>([
        ['a', null],
        ['b', [2]],
      ]),
    );
    // then
    expect(rows.variablesOf(2)).toEqual({ a: null, b: [2] });
    expect(rows.variable(2, 'a')).toBeNull();
    expect(rows.variable(1, 'b')).toBeUndefined();
  });
});

describe('lists in rows', () => {
  it('should be made when something is added, and gone when all is taken', () => {
    // given
    const lists = new Map<string, number[]>();
    // when
    append(lists, 'a', 1);
    append(lists, 'a', 2);
    append(lists, 'b', 3);
    // then
    expect(lists).toEqual(
      new Map([
        ['a', [1, 2]],
        ['b', [3]],
      ]),
    );
    // when
    remove(lists, 'a', 1);
    remove(lists, 'b', 3);
    remove(lists, 'c', 3);
    remove(lists, 'a', 9);
    // then
    expect(lists).toEqual(new Map([['a', [2]]]));
  });

  it('should make a value once', () => {
    // given
    const values = new Map<string, number[]>();
    // when
    const first = entry(values, 'a', () => [1]);
    const second = entry(values, 'a', () => [2]);
    // then
    expect(second).toBe(first);
    expect(values).toEqual(new Map([['a', [1]]]));
  });
});
