import { indexed } from './indexed';

describe('indexed', () => {
  it.each(['paid', '', 'Zahlung über 5 €', '😀'.repeat(127)])(
    'should keep what an index can hold: %s',
    name => {
      expect(indexed(name)).toBe(name);
    },
  );

  it('should be the same for the same name only', () => {
    // given
    const long = 'x'.repeat(256);
    const names = [
      long,
      `${long}x`,
      'a\u0000',
      'a\uFFFD',
      'a\ud800',
      'a\udc00',
      indexed(long),
      indexed(indexed(long)),
    ];
    // then
    expect(new Set(names.map(indexed)).size).toBe(names.length);
    expect(names.map(name => indexed(name).length > 255)).not.toContain(true);
  });
});
