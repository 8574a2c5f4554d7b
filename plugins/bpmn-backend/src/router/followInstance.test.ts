import type { AddressInfo } from 'node:net';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { job, sequence } from '../__testUtils__/models';
import { ADA, restApi } from '../__testUtils__/restApi';

describe.each(eachDatabase)('events of an instance on %s', databaseId => {
  let knex: Knex;
  let api: ReturnType<typeof restApi>;
  let instanceId: string;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
    api = restApi(knex);
    await api.deploy(sequence('known', [job('work')]));
  });

  beforeEach(async () => {
    instanceId = await api.start({ processId: 'known' });
  });

  afterAll(() => {
    api.server.closeAllConnections();
    api.server.close();
  });

  const order = (id: 'suspendInstance' | 'resumeInstance' | 'cancelInstance') =>
    api.ask(id, { params: { instanceId } });

  async function follow(headers: Record<string, string> = {}) {
    const { port } = api.server.address() as AddressInfo;
    const response = await fetch(
      `http://127.0.0.1:${port}/v1/process-instances/${instanceId}/events`,
      {
        headers: {
          authorization: mockCredentials.user.header(ADA),
          ...headers,
        },
      },
    );
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const reader = response
      .body!.pipeThrough(new TextDecoderStream())
      .getReader();
    let text = '';
    return {
      reader,
      /** Everything up to a text, as it comes. */
      async until(wanted: string) {
        while (!text.includes(wanted)) {
          const { value, done } = await reader.read();
          if (done) {
            break;
          }
          text += value;
        }
        return text;
      },
    };
  }

  it('should tell what has happened, what happens, and the end', async () => {
    // given
    const stream = await follow();
    await stream.until('id: 1\n');
    // when
    await order('suspendInstance');
    // then
    const told = await stream.until('id: 2\n');
    expect(told).toContain('event: changes\ndata: {"revision":1,');
    // when
    await order('resumeInstance');
    await order('cancelInstance');
    // then
    const all = await stream.until('event: end');
    expect(all.match(/^id: .*$/gm)).toEqual([
      'id: 1',
      'id: 2',
      'id: 3',
      'id: 4',
    ]);
    expect((await stream.reader.read()).value ?? '').not.toContain('id:');
  });

  it('should go on after the last that was heard', async () => {
    // given
    await order('suspendInstance');
    await order('resumeInstance');
    await order('cancelInstance');
    // when
    const stream = await follow({ 'last-event-id': '2' });
    // then
    const all = await stream.until('event: end');
    expect(all.match(/^id: .*$/gm)).toEqual(['id: 3', 'id: 4']);
  });

  it('should refuse a last event that is none', async () => {
    const { status } = await api.ask('followInstance', {
      params: { instanceId },
      headers: { 'last-event-id': 'x' },
    });
    expect(status).toBe(400);
  });

  it('should end when the back end shuts down', async () => {
    // given
    const stream = await follow();
    await stream.until('id: 1\n');
    // when
    api.stopping.abort();
    // then
    expect(await stream.until('event: end')).not.toContain('event: end');
  });
});
