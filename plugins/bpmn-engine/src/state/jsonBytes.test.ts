import { jsonBytes } from './jsonBytes';

describe('jsonBytes', () => {
  it.each([
    ['a lone surrogate', '\ud800'],
    ['a pair of surrogates', 'x\u{1f600}'],
    ['control characters', '\u0000\u0001\b\t\n\f\r\u001f\u007f'],
    ['quotes', '"\\/'],
    ['other languages', 'ä€中'],
    ['negative zero', -0],
    ['nothing', [null, [], {}, '', false, true]],
    ['names', { 'ä"': { a: 1.5, b: [1e300] } }],
  ])('should be what JSON takes: %s', (_, value) => {
    expect(jsonBytes(value)).toBe(Buffer.byteLength(JSON.stringify(value)));
  });

  it('should be what JSON takes, whatever character it is', () => {
    for (let code = 0; code < 0x10000; code++) {
      const text = String.fromCharCode(code);
      const bytes = Buffer.byteLength(JSON.stringify(text));
      expect([code, jsonBytes(text)]).toEqual([code, bytes]);
    }
  });
});
