import {
  jobHandlerContract,
  testJobContext,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node/testing';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import { allowing, connector } from './testing/connector';
import { useTestServers } from './testing/testServer';

const type = 'http:request';

describe('the handler of http:request', () => {
  const [server] = useTestServers(1);
  const ask = (path = '/') => ({ request: { url: `${server.url}${path}` } });

  const respond = (
    status: number,
    body: string | Buffer = '',
    headers: Record<string, string | string[]> = {},
  ) => {
    server.answer = response => {
      response.writeHead(status, headers);
      response.end(body);
    };
  };

  describe('as every job handler', () => {
    const withToken = (path: string) => {
      server.answer = (response, received) => {
        response.writeHead(received.path === '/good' ? 200 : 400);
        response.end(JSON.stringify(received.headers));
      };
      const authorization = 'Bearer {{secrets.token}}';
      const request = {
        url: `${server.url}${path}`,
        method: 'POST',
        authorization,
      };
      return { type, variables: { request } };
    };

    jobHandlerContract({
      createHandler: () =>
        connector({
          ...allowing(server),
          secrets: {
            token: {
              value: 's3cret-token',
              owners: ['test-team'],
              hosts: ['127.0.0.1'],
            },
          },
        }).handler,
      goodJob: () => withToken('/good'),
      failingJob: () => withToken('/bad'),
      endlessJob: () => {
        server.answer = () => {};
        return { job: { type, variables: ask() }, begun: server.next() };
      },
      secrets: ['s3cret-token'],
      receivedIdempotencyKeys: () =>
        server.received.map(({ headers }) =>
          String(headers['idempotency-key']),
        ),
    });
  });

  it('should answer with status, headers and body', async () => {
    // given
    respond(201, '{"id":7}', {
      'content-type': 'application/json',
      'x-two': ['a', 'b'],
      'set-cookie': 'session=secret',
    });
    // when
    const answer = await connector(allowing(server)).send(ask().request);
    // then
    expect(answer).toMatchObject({
      kind: 'complete',
      variables: {
        response: {
          status: 201,
          headers: { 'content-type': 'application/json', 'x-two': 'a, b' },
          body: { id: 7 },
        },
      },
    });
    expect(JSON.stringify(answer)).not.toContain('session');
  });

  it.each([500, 502, 503, 408, 425, 429])(
    'should try again after %i',
    async status => {
      // given
      respond(status);
      // then
      expect(await connector(allowing(server)).send(ask().request)).toEqual({
        kind: 'fail',
        message: expect.stringMatching(
          `^Expected GET ${server.url} to succeed, but the answer was ${status} \\w`,
        ),
      });
    },
  );

  it('should wait as long as the server asks for', async () => {
    // given
    respond(429, '', { 'retry-after': '7' });
    // then
    expect(await connector(allowing(server)).send(ask().request)).toMatchObject(
      { kind: 'fail', retryAfter: 7_000 },
    );
  });

  it.each([400, 401, 404, 422, 304])('should stop after %i', async status => {
    // given
    respond(status);
    // then
    expect(await connector(allowing(server)).send(ask().request)).toMatchObject(
      { kind: 'failForGood', message: expect.stringContaining(`${status} `) },
    );
  });

  it('should throw a BPMN error after 4xx if the task says so', async () => {
    // given
    respond(404, '{"title":"gone"}', {
      'content-type': 'application/problem+json',
    });
    // when
    const answer = await connector(allowing(server)).send(ask().request, {
      headers: { clientErrors: 'error' },
    });
    // then
    expect(answer).toMatchObject({
      kind: 'throwError',
      code: 'HTTP_404',
      message: expect.stringContaining('404 Not Found'),
      variables: { response: { status: 404, body: { title: 'gone' } } },
    });
  });

  it('should go on after 4xx, but not after 429, if the task says so', async () => {
    // given
    const { send } = connector(allowing(server));
    const headers = { clientErrors: 'result' };
    // then
    respond(404);
    expect(await send(ask().request, { headers })).toMatchObject({
      kind: 'complete',
      variables: { response: { status: 404, body: null } },
    });
    respond(429);
    expect(await send(ask().request, { headers })).toMatchObject({
      kind: 'fail',
    });
  });

  it('should show in the log of the job what the server complains of, on one line', async () => {
    // given
    respond(400, 'amount missing\n2026-01-01 forged\r\nline', {
      'content-type': 'text/plain',
    });
    const context = testJobContext();
    // when
    await connector(allowing(server)).send(
      ask('/orders?customer=ada').request,
      {},
      context,
    );
    // then
    expect(context.lines).toEqual([
      expect.stringMatching(
        new RegExp(
          `^GET ${server.url}: 400 Bad Request after \\d+ ms, 38 bytes$`,
        ),
      ),
      'It begins: amount missing 2026-01-01 forged line',
    ]);
    expect(JSON.stringify([context.lines, context.logged])).not.toContain(
      'ada',
    );
  });

  it('should fail without the address of whom it could not reach', async () => {
    // given
    const { port } = server;
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const free = (closed.address() as { port: number }).port;
    closed.close();
    const { send } = connector({ allow: [{ host: 'api.corp' }] }, async () => [
      { address: '127.0.0.1', family: 4 },
    ]);
    // when
    const answer = await send({ url: `http://api.corp:${free}/` });
    // then
    expect(free).not.toBe(port);
    expect(answer).toEqual({
      kind: 'fail',
      message: `Expected GET http://api.corp:${free} to be answered, but it was not: ECONNREFUSED`,
    });
  });

  it('should fail for a name that does not exist', async () => {
    expect(await connector().send({ url: 'https://nowhere.example' })).toEqual({
      kind: 'fail',
      message: expect.stringContaining('ENOTFOUND'),
    });
  });

  it('should fail when the connection is cut within the answer', async () => {
    // given
    server.answer = response => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half');
      setImmediate(() => response.destroy());
    };
    // then
    expect(await connector(allowing(server)).send(ask().request)).toMatchObject(
      { kind: 'fail', message: expect.stringContaining('but it was not: ') },
    );
  });

  it('should refuse an answer that does not fit, without waiting for its end', async () => {
    // given
    let isClosed: Promise<unknown> | undefined;
    server.answer = response => {
      isClosed = once(response, 'close');
      const more = () => {
        while (response.write('x'.repeat(64 * 1024)));
      };
      response.on('drain', more);
      more();
    };
    // when
    const answer = await connector(allowing(server)).send(ask().request);
    // then
    expect(answer).toMatchObject({
      kind: 'failForGood',
      message: expect.stringContaining('to fit into a variable'),
    });
    await isClosed;
  });

  it('should keep to the size of the configuration', async () => {
    // given
    const { send } = connector({ ...allowing(server), maxResponseBytes: 10 });
    // then
    respond(200, 'x'.repeat(10), { 'content-type': 'text/plain' });
    expect(await send(ask().request)).toMatchObject({ kind: 'complete' });
    respond(200, 'x'.repeat(11), { 'content-type': 'text/plain' });
    expect(await send(ask().request)).toMatchObject({ kind: 'failForGood' });
  });

  it('should refuse what grows beyond a variable only as JSON', async () => {
    // given
    respond(200, '"'.repeat(1024 * 1024), { 'content-type': 'text/plain' });
    // then
    expect(await connector(allowing(server)).send(ask().request)).toMatchObject(
      {
        kind: 'failForGood',
        message: expect.stringContaining('to fit into a variable'),
      },
    );
  });

  it('should refuse what is compressed in spite of what was asked for', async () => {
    // given
    respond(200, gzipSync('x'.repeat(1_000_000)), {
      'content-type': 'text/plain',
      'content-encoding': 'gzip',
    });
    // then
    expect(await connector(allowing(server)).send(ask().request)).toMatchObject(
      {
        kind: 'failForGood',
        message: expect.stringContaining('not compressed'),
      },
    );
  });

  it('should not wait longer than the task says, for the beginning or for the end', async () => {
    // given
    const { send } = connector(allowing(server));
    const timesOut = {
      kind: 'fail',
      message: expect.stringContaining('to be answered within 0.05 s'),
    };
    const headers = { timeoutSeconds: '0.05' };
    // then
    server.answer = () => {};
    expect(await send(ask().request, { headers })).toMatchObject(timesOut);
    server.answer = response => {
      response.writeHead(200, { 'content-type': 'text/plain' });
      response.write('drop by drop');
    };
    expect(await send(ask().request, { headers })).toMatchObject(timesOut);
  });

  it('should close the connection when it is aborted within the answer', async () => {
    // given
    let isClosed: Promise<unknown> | undefined;
    server.answer = response => {
      isClosed = once(response, 'close');
      response.writeHead(200);
      response.write('half');
    };
    const context = testJobContext();
    const begun = server.next();
    // when
    const answer = connector(allowing(server)).send(ask().request, {}, context);
    await begun;
    context.abort();
    // then
    expect(await answer).toMatchObject({
      message: expect.stringContaining('no longer wanted'),
    });
    await isClosed;
  });

  it('should say what is wrong with the settings of the task', async () => {
    expect(
      await connector(allowing(server)).send(ask().request, {
        headers: { timeoutSeconds: 'soon' },
      }),
    ).toMatchObject({
      kind: 'failForGood',
      message: expect.stringContaining('timeoutSeconds'),
    });
  });

  it('should be given more time by the host than a request may take', () => {
    const { handler } = connector({ maxTimeout: { seconds: 10 } });
    expect(handler.timeout).toBeGreaterThan(10_000);
  });
});
