import { retryAfter } from './retryAfter';

const now = Date.parse('2026-03-01T12:00:00Z');

describe('retryAfter', () => {
  it.each([
    ['0', 0],
    [' 120 ', 120_000],
    ['Sun, 01 Mar 2026 12:01:00 GMT', 60_000],
    ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
    ['99999999999999999999', 3_600_000],
    ['Wed, 01 Jan 2076 00:00:00 GMT', 3_600_000],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('should read %j as %s', (header, expected) => {
    expect(retryAfter(header, now)).toBe(expected);
  });
});
