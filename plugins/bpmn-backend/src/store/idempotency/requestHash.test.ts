import { requestHash } from './requestHash';

describe('the hash of a request', () => {
  it('should be the same in whatever order it was written', () => {
    expect(requestHash({ a: 1, b: { c: [1, 2], d: null } })).toBe(
      requestHash({ b: { d: null, c: [1, 2] }, a: 1 }),
    );
  });

  it('should leave out what is not there', () => {
    expect(requestHash({ a: 1, b: undefined })).toBe(requestHash({ a: 1 }));
  });

  it('should tell apart what differs', () => {
    // given
    const different = [
      {},
      [],
      null,
      '',
      { a: 1 },
      { a: '1' },
      { a: null },
      [{ a: 1 }],
      ['a', 1],
      { object: [['a', 1]] },
      { a: [1, 2] },
      { a: [2, 1] },
      JSON.parse('{"__proto__":1}'),
      JSON.parse('{"__proto__":2}'),
    ];
    // when
    const hashes = new Set(different.map(one => requestHash(one)));
    // then
    expect(hashes.size).toBe(different.length);
  });
});
