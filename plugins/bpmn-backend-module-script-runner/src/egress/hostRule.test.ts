import { matchesTarget, parseHostRule, targetOf, textOf } from './hostRule';

describe('parseHostRule', () => {
  it.each([
    ['api.example.com', { host: 'api.example.com', isBelow: false }],
    ['API.Example.COM.', { host: 'api.example.com', isBelow: false }],
    ['*.example.com', { host: 'example.com', isBelow: true }],
    ['example.com:80', { host: 'example.com', isBelow: false, port: 80 }],
    ['*.example.com:8443', { host: 'example.com', isBelow: true, port: 8443 }],
    ['10.1.2.3', { host: '10.1.2.3', isBelow: false }],
    ['::1', { host: '[::1]', isBelow: false }],
    ['[::1]:8080', { host: '[::1]', isBelow: false, port: 8080 }],
    ['bücher.example', { host: 'xn--bcher-kva.example', isBelow: false }],
  ])('should read %s', (text, expected) => {
    expect(parseHostRule(text, true)).toEqual({
      ...expected,
      isInternal: true,
    });
  });

  it.each([
    ...['', '*', '*.', 'https://example.com', 'example.com/path', 'a b'],
    ...['user@example.com', 'example.com:', 'example.com:0', 'a.com:70000'],
    ...['exam*ple.com', '*.10.1.2.3', '[::1', 'a%2eb', ':80', 'a:b:80'],
  ])('should not take "%s" for a host', text => {
    expect(parseHostRule(text, false)).toBeUndefined();
  });

  it('should be written as it is read', () => {
    for (const text of ['*.example.com:8443', 'example.com', '[::1]:80']) {
      expect(textOf(parseHostRule(text, false)!)).toBe(text);
    }
  });
});

describe('matchesTarget', () => {
  const isGranted = (rule: string, url: string) =>
    matchesTarget(parseHostRule(rule, false)!, targetOf(`http://${url}`)!);

  it.each([
    ['example.com', 'example.com'],
    ['example.com', 'EXAMPLE.com.:443'],
    ['*.example.com', 'a.b.example.com:443'],
    ['example.com:8443', 'example.com:8443'],
    ['127.0.0.1', '0x7f.1'],
    ['[::1]:99', '[0:0::1]:99'],
  ])('should let %s reach %s', (rule, url) => {
    expect(isGranted(rule, url)).toBe(true);
  });

  it.each([
    ['example.com', 'example.com:8443'],
    ['example.com', 'api.example.com'],
    ['example.com', 'example.com.evil.com'],
    ['example.com', 'example.com@evil.com'],
    ['*.example.com', 'example.com'],
    ['*.example.com', 'notexample.com'],
    ['example.com:8443', 'example.com:443'],
  ])('should not let %s reach %s', (rule, url) => {
    expect(isGranted(rule, url)).toBe(false);
  });

  it.each(['https://example.com/', 'ftp://example.com/', '/path', 'example'])(
    'should lead nowhere: %s',
    url => {
      expect(targetOf(url)).toBeUndefined();
    },
  );
});
