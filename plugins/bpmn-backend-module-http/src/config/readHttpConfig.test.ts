import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { matchesHost, parseHostRule } from './hostRule';
import { readHttpConfig } from './readHttpConfig';

const read = (http: JsonObject) =>
  readHttpConfig(new ConfigReader({ bpmn: { http } }));

const secret = { value: 'long-enough', owners: ['a'], hosts: ['b.example'] };

describe('the configuration', () => {
  it('should need nothing', () => {
    expect(readHttpConfig(new ConfigReader({}))).toEqual({
      allow: [],
      secrets: new Map(),
      maxTimeout: 300_000,
      maxResponseBytes: 1024 * 1024,
    });
  });

  it('should be read', () => {
    expect(
      read({
        allow: [{ host: 'API.corp', ports: [80, 8080] }, { host: '::1' }],
        secrets: {
          'my-token_1': {
            value: 'from-a-file\n',
            owners: ['platform', 'group:other/Team'],
            hosts: ['*.example.com'],
          },
        },
        maxTimeout: { minutes: 1 },
        maxResponseBytes: 10,
      }),
    ).toEqual({
      allow: [
        { host: 'api.corp', isBelow: false, ports: [80, 8080] },
        { host: '[::1]', isBelow: false },
      ],
      secrets: new Map([
        [
          'my-token_1',
          {
            value: 'from-a-file',
            owners: ['group:default/platform', 'group:other/team'],
            hosts: [{ host: 'example.com', isBelow: true }],
          },
        ],
      ]),
      maxTimeout: 60_000,
      maxResponseBytes: 10,
    });
  });

  it.each<[string, JsonObject]>([
    ['bpmn.http.allow[0].host', { allow: [{ host: 'http://a' }] }],
    ['bpmn.http.allow[0].host', { allow: [{ host: 'a:80' }] }],
    ['bpmn.http.allow[0].host', { allow: [{ host: '*' }] }],
    ['bpmn.http.allow[0].host', { allow: [{ host: 'a.*.b' }] }],
    ['bpmn.http.allow[0].host', { allow: [{ host: 'a/b' }] }],
    ['bpmn.http.allow[0].ports', { allow: [{ host: 'a', ports: [0] }] }],
    ['bpmn.http.allow[0].ports', { allow: [{ host: 'a', ports: ['80'] }] }],
    ['bpmn.http.allow[0].ports', { allow: [{ host: 'a', ports: 80 }] }],
    ['bpmn.http.secrets.a b', { secrets: { 'a b': secret } }],
    [
      'bpmn.http.secrets.a.value',
      { secrets: { a: { ...secret, value: 'short' } } },
    ],
    [
      'bpmn.http.secrets.a.value',
      { secrets: { a: { ...secret, value: 'two\nlines-of-text' } } },
    ],
    [
      'bpmn.http.secrets.a.owners',
      { secrets: { a: { ...secret, owners: ['user:default/ada'] } } },
    ],
    [
      'bpmn.http.secrets.a.owners',
      { secrets: { a: { ...secret, owners: ['/'] } } },
    ],
    [
      'bpmn.http.secrets.a.hosts[0]',
      { secrets: { a: { ...secret, hosts: ['https://b.example'] } } },
    ],
    ['bpmn.http.maxTimeout', { maxTimeout: { days: 2 } }],
    ['bpmn.http.maxTimeout', { maxTimeout: { seconds: 0 } }],
    ['bpmn.http.maxResponseBytes', { maxResponseBytes: 0 }],
    ['bpmn.http.maxResponseBytes', { maxResponseBytes: 2 * 1024 * 1024 }],
  ])('should be refused by its key: %s %j', (key, http) => {
    expect(() => read(http)).toThrow(key);
  });

  it('should not quote a secret that is none', () => {
    expect(() =>
      read({ secrets: { a: { ...secret, value: 'bad\nsecret' } } }),
    ).toThrow(/^((?!bad)[^])*$/);
  });
});

describe('matchesHost', () => {
  it.each([
    ['api.corp', 'https://api.corp/', true],
    ['api.corp', 'https://API.CORP.:8443/', true],
    ['api.corp', 'https://x.api.corp/', false],
    ['*.corp', 'https://api.corp/', true],
    ['*.corp', 'https://corp/', false],
    ['*.corp', 'https://evilcorp/', false],
    ['münchen.example', 'https://xn--mnchen-3ya.example/', true],
    ['127.0.0.1', 'http://2130706433/', true],
    ['::1', 'http://[0:0::1]/', true],
    ['[::1]', 'http://[::1]/', true],
  ])('should say of %s and %s: %s', (host, url, expected) => {
    expect(matchesHost(parseHostRule(host)!, new URL(url))).toBe(expected);
  });

  it.each([
    ['https://a/', [443], true],
    ['http://a/', [443], false],
    ['http://a:443/', [443], true],
    ['http://a/', [80], true],
    ['http://a/', [], false],
  ])('should look at the port of %s: %j', (url, ports, expected) => {
    expect(
      matchesHost({ host: 'a', isBelow: false, ports }, new URL(url)),
    ).toBe(expected);
  });
});
