import { bytesInWords, counted, spanInWords } from './quantities';

describe('quantities', () => {
  it.each([
    [250, '250 ms'],
    [1500, '1.5 s'],
    [42_000, '42 s'],
    [65_000, '1 min 5 s'],
    [7_200_000, '2 h'],
    [90_000_000, '1 d 1 h'],
  ])('should say how long %d ms are', (ms, words) => {
    expect(spanInWords(ms)).toBe(words);
  });

  it.each([
    [12, '12 B'],
    [1536, '1.5 KiB'],
    [5 * 1024 * 1024, '5.0 MiB'],
    [3 * 1024 ** 3, '3.0 GiB'],
  ])('should say how much %d bytes are', (bytes, words) => {
    expect(bytesInWords(bytes)).toBe(words);
  });

  it('should count', () => {
    expect([counted(1, 'run'), counted(2, 'run')]).toEqual(['1 run', '2 runs']);
  });
});
