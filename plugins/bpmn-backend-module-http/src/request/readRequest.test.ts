import type {
  JsonObject,
  JsonValue,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { allowing, connector } from '../testing/connector';
import { useTestServers } from '../testing/testServer';
import { readRequest } from './readRequest';

const read = (request: JsonObject) => {
  const { url, headers, ...rest } = readRequest({
    request: { url: 'https://api.example.com/a', ...request },
  });
  return { ...rest, url: url.href, headers: Object.fromEntries(headers) };
};

describe('what a task says about its request', () => {
  it('should be enough with a URL', () => {
    expect(
      readRequest({ request: { url: 'https://api.example.com' } }),
    ).toEqual({
      method: 'GET',
      url: new URL('https://api.example.com/'),
      headers: new Map(),
    });
  });

  it('should add parameters to those of the URL', () => {
    expect(
      read({
        url: 'https://api.example.com/a?x=0#part',
        query: { page: 2, tag: ['ä', 'b&c'], none: null, yes: true },
      }).url,
    ).toBe(
      'https://api.example.com/a?x=0&page=2&tag=%C3%A4&tag=b%26c&yes=true',
    );
  });

  it('should take headers by any spelling', () => {
    expect(
      read({
        authorization: 'Bearer x',
        headers: { 'X-Number': 7, 'x-none': null, ACCEPT: 'text/csv' },
      }).headers,
    ).toEqual({
      authorization: 'Bearer x',
      'x-number': '7',
      accept: 'text/csv',
    });
  });

  it.each<[JsonValue, string, string]>([
    [{ a: [1, null] }, '{"a":[1,null]}', 'application/json'],
    [[1], '[1]', 'application/json'],
    [7, '7', 'application/json'],
    [false, 'false', 'application/json'],
    ['Grüße', 'Grüße', 'text/plain; charset=utf-8'],
  ])('should send the body %j as %s', (body, text, type) => {
    expect(read({ method: 'post', body })).toMatchObject({
      method: 'POST',
      headers: { 'content-type': type },
      body: text,
    });
  });

  it.each<[string, JsonValue, string]>([
    ['text/xml', '<a/>', '<a/>'],
    ['application/json', '{"a":1}', '{"a":1}'],
    ['application/vnd.x+json', { a: 1 }, '{"a":1}'],
    [
      'application/x-www-form-urlencoded',
      { a: 1, b: 'x y&', c: null },
      'a=1&b=x+y%26',
    ],
  ])('should send as %s what the headers say is: %j', (type, body, text) => {
    expect(
      read({ method: 'PUT', body, headers: { 'Content-Type': type } }),
    ).toMatchObject({ headers: { 'content-type': type }, body: text });
  });

  it.each<[string, JsonObject]>([
    ['no url', { url: null }],
    ['half a url', { url: '/orders' }],
    ['a method that is none', { method: 'BREW' }],
    ['a method that opens tunnels', { method: 'CONNECT' }],
    ['a method that is more', { method: 'GET / HTTP/1.1\r\nX: y' }],
    ['no query', { query: 'a=1' }],
    ['a query in depth', { query: { a: { b: 1 } } }],
    ['no headers', { headers: ['a'] }],
    ['a header in depth', { headers: { a: { b: 1 } } }],
    ['a body with GET', { body: {} }],
    [
      'a form in depth',
      {
        method: 'POST',
        body: { a: { b: 1 } },
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
    ],
    ['a second header', { headers: { a: 'x\r\nHost: evil' } }],
    ['a second header in the name', { headers: { 'a\r\nHost: evil': 'x' } }],
    ['a zero byte', { headers: { a: '\0' } }],
    ['no Latin-1', { headers: { a: '✓' } }],
    ['no name', { headers: { '': 'x' } }],
    ['a second request', { authorization: 'x\r\n\r\nGET /admin HTTP/1.1' }],
    ['another host', { headers: { Host: 'inside.example' } }],
    ['another length', { headers: { 'content-LENGTH': '0' } }],
    ['another framing', { headers: { 'Transfer-Encoding': 'chunked' } }],
    ['another protocol', { headers: { Upgrade: 'websocket' } }],
    ['a proxy', { headers: { 'Proxy-Authorization': 'x' } }],
  ])('should be refused in one sentence: %s', (_, request) => {
    expect(() => read(request)).toThrow(/^Expected .*, but found/);
  });

  it.each([[{}], [{ request: null }], [{ request: 'GET /' }]])(
    'should be refused without a request: %j',
    variables => {
      expect(() => readRequest(variables as JsonObject)).toThrow(
        'variable "request"',
      );
    },
  );

  it('should not quote values in refusals', () => {
    for (const request of [
      { url: 's3cret' } as JsonObject,
      { method: 's3cret' },
      { query: 's3cret' },
      { headers: { a: 's3cret\n' } },
      { body: 's3cret' },
    ]) {
      expect(() => read(request)).toThrow(/^((?!s3cret)[^])*$/);
    }
  });
});

describe('a request on its way', () => {
  const [server] = useTestServers(1);

  it('should arrive as it was meant, with the key of its job', async () => {
    // given
    const { send } = connector(allowing(server));
    // when
    await send(
      {
        method: 'POST',
        url: `${server.url}/orders?a=1`,
        body: { text: 'Grüße' },
        headers: { __proto__: 'x', constructor: 'y' },
      },
      { idempotencyKey: 'key-9' },
    );
    // then
    expect(server.received).toEqual([
      {
        method: 'POST',
        path: '/orders?a=1',
        body: '{"text":"Grüße"}',
        headers: expect.objectContaining({
          'idempotency-key': 'key-9',
          'user-agent': 'bpmn-pipelines',
          'accept-encoding': 'identity',
          'content-type': 'application/json',
          constructor: 'y',
        }),
      },
    ]);
  });

  it.each(['GET', 'HEAD', 'OPTIONS'])(
    'should not bother with a key where nothing is changed: %s',
    async method => {
      // given
      const { send } = connector(allowing(server));
      // when
      await send({ method, url: server.url });
      // then
      expect(server.received[0].headers).not.toHaveProperty('idempotency-key');
    },
  );

  it('should carry the key that the model chooses', async () => {
    // given
    const { send } = connector(allowing(server));
    // when
    await send({
      method: 'PUT',
      url: server.url,
      headers: { 'Idempotency-Key': 'order-7' },
    });
    // then
    expect(server.received[0].headers).toMatchObject({
      'idempotency-key': 'order-7',
    });
  });
});
