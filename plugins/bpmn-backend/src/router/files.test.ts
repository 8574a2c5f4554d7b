import { mockCredentials } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { job, sequence } from '../__testUtils__/models';
import { ADA, EVE, OTHERS, OWNER, restApi } from '../__testUtils__/restApi';

const KIB = 1024;
const TABLES = ['files', 'file_grants', 'file_chunks', 'file_leftovers'];

describe.each(eachDatabase)('files over REST on %s', databaseId => {
  let knex: Knex;
  let api: ReturnType<typeof restApi>;
  let instanceId: string;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
    api = restApi(knex, {
      fileLimits: { maxSize: 600 * KIB, quota: 700 * KIB },
    });
    await api.deploy(sequence('known', [job('work')]));
  });

  beforeEach(async () => {
    for (const table of TABLES) {
      await knex(table).del();
    }
    api.policy.clear();
    api.events.length = 0;
    instanceId = await api.start({ processId: 'known' });
  });

  afterAll(() => {
    api.server.closeAllConnections();
    api.server.close();
  });

  const add = (
    content: string | Buffer,
    { name = 'a.bin', type = 'application/octet-stream', id = instanceId } = {},
  ) =>
    api.ask('addFile', {
      params: { instanceId: id },
      query: { name },
      headers: { 'content-type': type },
      body: content,
    });

  const get = (fileKey: string, headers = {}, id = instanceId) =>
    api
      .send('getFile', { params: { instanceId: id, fileKey }, headers })
      .buffer(true)
      .parse((response, done) => {
        const parts: Buffer[] = [];
        response.on('data', part => parts.push(part));
        response.on('end', () => done(null, Buffer.concat(parts)));
      });

  /** What is left of all files. */
  const left = async () =>
    (await Promise.all(TABLES.map(table => knex(table)))).flat().length;

  it('should be kept as they come, and given back', async () => {
    // given
    const content = Buffer.alloc(600 * KIB, 'some bytes');
    // when
    const { status, body: file } = await add(content);
    // then
    expect(status).toBe(201);
    expect(file).toEqual({
      $file: expect.any(String),
      name: 'a.bin',
      size: content.length,
      contentType: 'text/plain',
      sha256: createHash('sha256').update(content).digest('hex'),
    });
    // when
    const response = await get(file.$file);
    // then
    expect(response.status).toBe(200);
    expect(content.equals(response.body)).toBe(true);
    const { body } = await api.ask('listFiles', { params: { instanceId } });
    expect(body).toEqual({
      items: [{ file, createdBy: ADA, createdAt: '2026-01-01T00:00:00.000Z' }],
    });
  });

  it('should be JSON as any other bytes', async () => {
    // given
    const content = '{"a": [1,  2]}';
    // when
    const { body: file } = await add(content, {
      name: 'a.json',
      type: 'application/json',
    });
    // then
    expect(file.contentType).toBe('application/json');
    expect((await get(file.$file)).body.toString()).toBe(content);
  });

  it('should be saved, and do nothing in a browser', async () => {
    // given
    const { body: file } = await add('<html><script>alert(1)</script>', {
      name: 'Ärger "1" (über\'s).html',
      type: 'image/png',
    });
    // when
    const { headers } = await get(file.$file);
    // then
    expect(headers).toMatchObject({
      'content-type': 'text/html',
      'content-disposition': `attachment; filename="_rger _1_ (_ber's).html"; filename*=UTF-8''%C3%84rger%20%221%22%20%28%C3%BCber%27s%29.html`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'private, no-transform',
      'content-length': '31',
      etag: `"${file.sha256}"`,
    });
  });

  it('should not be sent to those who have them', async () => {
    // given
    const { body: file } = await add('abc');
    // when
    const { status, body, headers } = await get(file.$file, {
      'if-none-match': `"x", "${file.sha256}"`,
    });
    // then
    expect([status, body.length]).toEqual([304, 0]);
    expect(headers.etag).toBe(`"${file.sha256}"`);
    expect((await get(file.$file, { 'if-none-match': '"x"' })).status).toBe(
      200,
    );
  });

  it('should tell what they are without being sent', async () => {
    // given
    const { body: file } = await add('abc');
    const { port } = api.server.address() as AddressInfo;
    // when
    const response = await fetch(
      `http://127.0.0.1:${port}/v1/process-instances/${instanceId}/files/${file.$file}`,
      {
        method: 'HEAD',
        headers: { authorization: mockCredentials.user.header(ADA) },
      },
    );
    // then
    expect(response.status).toBe(200);
    expect(response.headers.get('content-length')).toBe('3');
    expect(await response.text()).toBe('');
  });

  it.each([
    ['bytes=2-4', 'cde', 'bytes 2-4/6'],
    ['bytes=2-', 'cdef', 'bytes 2-5/6'],
    ['bytes=-2', 'ef', 'bytes 4-5/6'],
    ['bytes=4-99', 'ef', 'bytes 4-5/6'],
    ['bytes=0-0', 'a', 'bytes 0-0/6'],
  ])('should be given in part: %s', async (range, content, contentRange) => {
    // given
    const { body: file } = await add('abcdef');
    // when
    const { status, body, headers } = await get(file.$file, { range });
    // then
    expect([status, body.toString()]).toEqual([206, content]);
    expect(headers['content-range']).toBe(contentRange);
    expect(headers['content-length']).toBe(String(content.length));
  });

  it.each(['bytes=0-1,3-4', 'lines=1-2', 'nonsense'])(
    'should be given whole where it is not one part that is asked for: %s',
    async range => {
      // given
      const { body: file } = await add('abcdef');
      // when
      const { status, body, headers } = await get(file.$file, { range });
      // then
      expect([status, body.toString()]).toEqual([200, 'abcdef']);
      expect(headers['content-range']).toBeUndefined();
    },
  );

  it('should be given in part only of what is meant', async () => {
    // given
    const { body: file } = await add('abcdef');
    const range = 'bytes=0-0';
    const ask = (etag: string) =>
      get(file.$file, { range, 'if-range': `"${etag}"` });
    // then
    expect((await ask(file.sha256)).status).toBe(206);
    expect((await ask('other')).status).toBe(200);
  });

  it('should say how large they are where they have no such part', async () => {
    // given
    const { body: file } = await add('abcdef');
    // when
    const params = { instanceId, fileKey: file.$file };
    const headers = { range: 'bytes=6-' };
    const {
      status,
      body,
      headers: told,
    } = await api.ask('getFile', {
      params,
      headers,
    });
    // then
    expect([status, body.code]).toEqual([416, 'noSuchRange']);
    expect(told['content-range']).toBe('bytes */6');
  });

  it('should be found through an instance that may have them only', async () => {
    // given
    const { body: file } = await add('abc');
    const other = await api.start({ processId: 'known' });
    // then
    const { status, body } = await api.ask('getFile', {
      params: { instanceId: other, fileKey: file.$file },
    });
    expect([status, body.code]).toEqual([404, 'notFound']);
    expect(
      (await api.ask('listFiles', { params: { instanceId: other } })).body,
    ).toEqual({ items: [] });
    // when
    await api.host.stores.files.grant(other, [file.$file]);
    // then
    expect((await get(file.$file, {}, other)).status).toBe(200);
  });

  it('should be seen by those who may see the instance, and added by those who may operate it', async () => {
    // given
    const { body: file } = await add('abc');
    const decision = (ref: string): PolicyDecision => ({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'bpmn',
      resourceType: 'bpmn-instance',
      conditions: {
        rule: 'IS_PROCESS_OWNER',
        resourceType: 'bpmn-instance',
        params: { claims: [ref] },
      },
    });
    api.policy.set('bpmn.instance.read', decision(OWNER));
    api.policy.set('bpmn.instance.operate', decision(OTHERS));
    // then
    expect((await get(file.$file)).status).toBe(200);
    const { status } = await add('abc');
    expect(status).toBe(403);
    // when
    api.policy.set('bpmn.instance.read', decision(OTHERS));
    // then
    const params = { instanceId, fileKey: file.$file };
    for (const id of ['getFile', 'listFiles'] as const) {
      const refused = await api.ask(id, { params, as: EVE });
      expect(refused.status).toBe(403);
    }
    expect(await knex('files')).toHaveLength(1);
  });

  it('should be told to the auditor, without what is in them', async () => {
    // given
    const { body: file } = await add('abc', { name: 'a.txt' });
    // then
    expect(api.events).toContainEqual(
      expect.objectContaining({
        eventId: 'add-file',
        instanceId,
        actor: ADA,
        after: file,
      }),
    );
  });

  it('should be refused if they are announced as too large, and leave nothing', async () => {
    // when
    const { status, body } = await add(Buffer.alloc(600 * KIB + 1));
    // then
    expect([status, body.code]).toEqual([413, 'fileTooLarge']);
    expect(body.parameters).toEqual({ limit: 600 * KIB });
    expect(await left()).toBe(0);
  });

  it('should be refused if the instance has no room for them', async () => {
    // given
    await add(Buffer.alloc(400 * KIB));
    const there = await left();
    // when
    const { status, body } = await add(Buffer.alloc(400 * KIB));
    // then
    expect([status, body.code]).toEqual([413, 'fileQuotaExceeded']);
    expect(await left()).toBe(there);
  });

  it.each([
    ['gzip', { 'content-encoding': 'gzip' }],
    ['a form', { 'content-type': 'multipart/form-data; boundary=x' }],
  ])('should be bytes as they are, not in %s', async (_, headers) => {
    // when
    const { status, body } = await api.ask('addFile', {
      params: { instanceId },
      query: { name: 'a' },
      headers,
      body: 'abc',
    });
    // then
    expect([status, body.code]).toEqual([415, 'notBytes']);
    expect(await left()).toBe(0);
  });

  describe('that come in pieces', () => {
    const upload = () => {
      const { port } = api.server.address() as AddressInfo;
      return httpRequest({
        port,
        method: 'POST',
        path: `/v1/process-instances/${instanceId}/files?name=a`,
        headers: { authorization: mockCredentials.user.header(ADA) },
      });
    };

    it('should be refused as soon as they are too large, and leave nothing', async () => {
      // given
      const sending = upload();
      const status = new Promise(resolve => {
        sending.on('response', response => {
          response.resume();
          resolve(response.statusCode);
        });
      });
      // when
      for (let n = 0; n < 12; n++) {
        sending.write(Buffer.alloc(100 * KIB));
      }
      sending.end();
      // then
      expect(await status).toBe(413);
      expect(await left()).toBe(0);
      // and then: another request comes by the same connection
      const next = upload();
      const answered = new Promise(resolve => {
        next.on('response', response => {
          response.resume();
          resolve([next.reusedSocket, response.statusCode]);
        });
      });
      next.end('abc');
      expect(await answered).toEqual([true, 201]);
    });

    it('should leave nothing if they break off', async () => {
      // given
      const sending = upload();
      sending.on('error', () => {});
      const ended = new Promise<Error>(resolve => {
        const { push } = api.events;
        api.events.push = function noted(...events) {
          api.events.push = push;
          resolve(events[0].error as Error);
          return push.apply(this, events);
        };
      });
      // when
      sending.write(Buffer.alloc(300 * KIB));
      let chunks = 0;
      while (chunks === 0) {
        chunks = (await knex('file_chunks')).length;
        await new Promise(resolve => setImmediate(resolve));
      }
      sending.destroy();
      // then
      expect(await ended).toMatchObject({ code: 'brokenOff' });
      expect(await left()).toBe(0);
    });
  });
});
