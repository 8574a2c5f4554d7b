import type { ServerResponse } from 'node:http';
import { testJobContext } from '@bpmn-pipelines/backstage-plugin-bpmn-node/testing';
import { allowing, connector } from '../testing/connector';
import { useTestServers, type Received } from '../testing/testServer';

const TOKEN = 'tok"en/Ä-1234567';
const OWNER = 'group:default/test-team';

describe('a secret', () => {
  const [server, other] = useTestServers(2);

  const config = (secret: object = {}) => ({
    ...allowing(server, other),
    secrets: {
      token: { value: TOKEN, owners: [OWNER], hosts: ['127.0.0.1'], ...secret },
    },
  });

  const withToken = () => ({
    url: server.url,
    authorization: 'Bearer {{secrets.token}}',
  });

  it('should be sent where a header has its placeholder', async () => {
    // given
    const { send } = connector(config());
    // when
    await send({
      url: server.url,
      authorization: 'Bearer {{ secrets.token }}',
      headers: { 'X-Two': '{{secrets.token}}+{{secrets.token}}' },
    });
    // then
    expect(server.received[0].headers).toMatchObject({
      authorization: `Bearer ${TOKEN}`,
      'x-two': `${TOKEN}+${TOKEN}`,
    });
  });

  it('should be nowhere else but in values of headers', async () => {
    // given
    const { send } = connector(config());
    // when
    await send({
      method: 'POST',
      url: `${server.url}/{{secrets.token}}?a={{secrets.token}}`,
      query: { b: '{{secrets.token}}' },
      body: { text: '{{secrets.token}}' },
    });
    // then
    const [{ path, body }] = server.received;
    expect(decodeURIComponent(path)).toBe(
      '/{{secrets.token}}?a={{secrets.token}}&b={{secrets.token}}',
    );
    expect(body).toBe('{"text":"{{secrets.token}}"}');
  });

  it.each([
    ['it belongs to another group', { owners: ['group:default/others'] }, {}],
    ['it belongs to nobody', { owners: [] }, {}],
    ['it is for another host', { hosts: ['api.example.com'] }, {}],
    ['it is for no host', { hosts: [] }, {}],
    ['there is none', {}, { authorization: '{{secrets.other}}' }],
    ['its name is inherited', {}, { authorization: '{{secrets.constructor}}' }],
  ])('should stay where it is if %s', async (_, secret, request) => {
    // given
    const { send } = connector(config(secret));
    // when
    const answer = await send({ ...withToken(), ...request });
    // then
    expect(answer).toEqual({
      kind: 'failForGood',
      message: expect.stringMatching(
        /^Expected secret "\w+" to be granted to group:default\/test-team for 127\.0\.0\.1, but it is not\./,
      ),
    });
    expect(server.received).toEqual([]);
  });

  it('should know its group however it is spelled', async () => {
    // given
    const { send } = connector(config({ owners: ['Test-Team'] }));
    // then
    expect(await send(withToken())).toMatchObject({ kind: 'complete' });
  });

  it('should not travel where everybody can read it', async () => {
    // given
    const { send } = connector(config({ hosts: ['api.example.com'] }));
    // when
    const answer = await send({
      url: 'http://api.example.com',
      authorization: '{{secrets.token}}',
    });
    // then
    expect(answer).toMatchObject({
      kind: 'failForGood',
      message: expect.stringContaining('Expected https://'),
    });
  });

  it('should not follow a redirect to another host', async () => {
    // given
    server.answer = response => {
      response.writeHead(307, { location: other.url });
      response.end();
    };
    const { send } = connector(config());
    // when
    await send(withToken());
    // then
    expect(other.received).toHaveLength(1);
    expect(JSON.stringify(other.received)).not.toContain('1234567');
  });

  const json = (value: unknown) => (response: ServerResponse) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(value));
  };
  const plain =
    (type: string, text: string, status = 200) =>
    (response: ServerResponse) => {
      response.writeHead(status, { 'content-type': type });
      response.end(Buffer.from(text, 'latin1'));
    };

  it.each<[string, (response: ServerResponse, request: Received) => void]>([
    ['JSON', json({ deep: [{ [TOKEN]: `<${TOKEN}>` }] })],
    ['JSON within JSON', json({ log: JSON.stringify({ a: TOKEN }) })],
    ['Base64', json({ auth: Buffer.from(TOKEN, 'latin1').toString('base64') })],
    ['an address', json({ link: `/?t=${encodeURIComponent(TOKEN)}` })],
    ['text', plain('text/plain; charset=latin1', `<${TOKEN}>`)],
    ['bytes', plain('application/octet-stream', `x${TOKEN}y`)],
    ['an error', plain('text/plain', `bad token ${TOKEN}`, 401)],
    ['an error in JSON', plain('text/plain', JSON.stringify([TOKEN]), 400)],
    ['a failure', plain('text/plain', TOKEN, 500)],
    [
      'a header',
      response => {
        response.setHeader('x-echo', TOKEN);
        response.end();
      },
    ],
  ])('should not come back, in %s', async (_, answer) => {
    // given
    server.answer = answer;
    const context = testJobContext();
    const { send } = connector(config());
    // when
    const result = await send(withToken(), {}, context);
    // then
    const said = JSON.stringify([result, context.lines, context.logged]);
    const bytes = Array.from(said.matchAll(/[\w+/]{12,}={0,2}/g), ([text]) =>
      Buffer.from(text, 'base64').toString('latin1'),
    );
    expect(server.received[0].headers.authorization).toBe(`Bearer ${TOKEN}`);
    for (const text of [said, ...bytes]) {
      expect(text).not.toMatch(/1234567/);
    }
  });

  it('should not be filled into another one', async () => {
    // given
    const { send } = connector({
      ...allowing(server),
      secrets: {
        outer: {
          value: '{{secrets.inner}}$&$1',
          owners: [OWNER],
          hosts: ['127.0.0.1'],
        },
      },
    });
    // when
    await send({ url: server.url, authorization: '{{secrets.outer}}' });
    // then
    expect(server.received[0].headers.authorization).toBe(
      '{{secrets.inner}}$&$1',
    );
  });

  it('should leave answers alone where none is used', async () => {
    // given
    server.answer = json({ text: TOKEN });
    const { send } = connector(config());
    // then
    expect(await send({ url: server.url })).toMatchObject({
      variables: { response: { body: { text: TOKEN } } },
    });
  });
});
