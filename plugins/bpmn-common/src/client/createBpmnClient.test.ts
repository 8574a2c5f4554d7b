import { BpmnApiError } from './BpmnApiError';
import { createBpmnClient } from './createBpmnClient';

describe('the client', () => {
  const fetched = jest.fn();
  const client = createBpmnClient({
    discoveryApi: { getBaseUrl: async id => `https://portal/api/${id}` },
    fetchApi: { fetch: fetched },
  });

  const answer = (status: number, body?: unknown, type = 'application/json') =>
    fetched.mockResolvedValueOnce(
      new Response(
        typeof body === 'string' || !body
          ? (body as string)
          : JSON.stringify(body),
        { status, headers: { 'content-type': type } },
      ),
    );

  beforeEach(() => fetched.mockReset());

  it('should put what an operation takes where it belongs', async () => {
    // given
    answer(200, { id: 'i' });
    // when
    const found = await client.setVariables(
      { instanceId: 'a/b', body: { variables: { x: 1 } } },
      { token: 't' },
    );
    // then
    expect(found).toEqual({ id: 'i' });
    expect(fetched).toHaveBeenCalledWith(
      'https://portal/api/bpmn/v1/process-instances/a%2Fb/variables',
      expect.objectContaining({
        method: 'PATCH',
        body: '{"variables":{"x":1}}',
        headers: {
          'content-type': 'application/json',
          authorization: 'Bearer t',
        },
      }),
    );
  });

  it('should ask for lists by what is given', async () => {
    // given
    answer(200, { items: [] });
    // when
    await client.listInstances({
      state: ['active', 'suspended'],
      hasIncident: true,
      cursor: undefined,
    });
    // then
    expect(fetched.mock.calls[0][0]).toBe(
      'https://portal/api/bpmn/v1/process-instances?state=active&state=suspended&hasIncident=true',
    );
  });

  it('should name a request that is to be done once', async () => {
    answer(201, { id: 'i' });
    await client.startInstance(
      { body: { processId: 'p' } },
      { idempotencyKey: 'k' },
    );
    expect(fetched.mock.calls[0][1].headers).toMatchObject({
      'idempotency-key': 'k',
    });
  });

  it('should give nothing where there is nothing, and texts as they are', async () => {
    fetched.mockResolvedValueOnce(new Response(null, { status: 204 }));
    expect(
      await client.completeJob({ jobId: 'j', body: { attemptId: 'a' } }),
    ).toBeUndefined();
    answer(200, '<definitions />', 'application/xml');
    expect(
      await client.getProcessDefinitionXml({ processDefinitionId: 'd' }),
    ).toBe('<definitions />');
  });

  it('should send the bytes of a file as they are', async () => {
    // given
    answer(201, { $file: 'f' });
    const content = new Blob(['a,b'], { type: 'text/csv' });
    // when
    const file = await client.addFile({
      instanceId: 'i',
      name: 'ä b.csv',
      content,
    });
    // then
    expect(file).toEqual({ $file: 'f' });
    const [url, { method, body, headers }] = fetched.mock.calls[0];
    expect(url).toBe(
      'https://portal/api/bpmn/v1/process-instances/i/files?name=%C3%A4+b.csv',
    );
    expect({ method, body, headers }).toEqual({
      method: 'POST',
      body: content,
      headers: {},
    });
  });

  it('should give a file as it comes, also one of JSON', async () => {
    // given
    answer(200, '{"a":1}');
    // when
    const file = await client.getFile({ instanceId: 'i', fileKey: 'f' });
    // then
    expect(await file.text()).toBe('{"a":1}');
    expect(fetched.mock.calls[0][0]).toBe(
      'https://portal/api/bpmn/v1/process-instances/i/files/f',
    );
  });

  it('should say why it was refused', async () => {
    // given
    const problem = {
      type: 'https://bpmn-pipelines.dev/problems/processTaken',
      title: 'Conflict',
      status: 409,
      code: 'processTaken',
      detail: 'Expected process p to be free or yours',
    };
    answer(409, problem, 'application/problem+json');
    // when
    const refused = client.getProcess({ processId: 'p' });
    // then
    await expect(refused).rejects.toEqual(new BpmnApiError(problem));
    await expect(refused).rejects.toMatchObject({ problem });
  });

  it.each([
    [
      401,
      { error: { message: 'Missing credentials' } },
      'notAuthenticated',
      'Missing credentials',
    ],
    [
      502,
      '<html>Bad gateway</html>',
      'unexpectedAnswer',
      'Expected an answer, but found 502 ',
    ],
    [500, 'null', 'unexpectedAnswer', 'Expected an answer, but found 500 '],
  ])(
    'should make sense of an answer that is not ours: %s',
    async (status, body, ...[code, detail]) => {
      answer(status, body);
      await expect(client.listTasks({})).rejects.toMatchObject({
        problem: { status, code, detail },
      });
    },
  );

  it('should follow an instance, and go on where it was cut off', async () => {
    // given
    const event = (revision: number) =>
      `id: ${revision}\nevent: changes\ndata: {"revision":${revision}}\n\n`;
    jest.useFakeTimers({ advanceTimers: true });
    answer(200, `:\n\n${event(3)}${event(4).slice(0, 9)}`, 'text/event-stream');
    answer(200, `${event(4)}event: end\ndata: {}\n\n`, 'text/event-stream');
    // when
    const revisions = [];
    for await (const { revision } of client.followInstance({
      instanceId: 'i',
      after: 2,
    })) {
      revisions.push(revision);
      jest.advanceTimersByTime(1000);
    }
    // then
    expect(revisions).toEqual([3, 4]);
    expect(
      fetched.mock.calls.map(([, { headers }]) => headers['last-event-id']),
    ).toEqual(['2', '3']);
    jest.useRealTimers();
  });

  it('should follow on when the back end is there again, but tell that it never was', async () => {
    // given
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'queueMicrotask'] });
    answer(
      200,
      'event: changes\ndata: {"revision":1}\n\n',
      'text/event-stream',
    );
    fetched.mockRejectedValueOnce(new TypeError('fetch failed'));
    answer(503, { status: 503, code: 'unavailable', detail: 'away' });
    answer(200, 'event: end\ndata: {}\n\n', 'text/event-stream');
    // when
    const revisions: number[] = [];
    const followed = (async () => {
      for await (const { revision } of client.followInstance({
        instanceId: 'i',
      })) {
        revisions.push(revision);
      }
    })();
    let isOver = false;
    followed.finally(() => {
      isOver = true;
    });
    while (!isOver) {
      await jest.advanceTimersByTimeAsync(1000);
    }
    // then
    expect(revisions).toEqual([1]);
    expect(fetched).toHaveBeenCalledTimes(4);
    // given
    fetched.mockRejectedValueOnce(new TypeError('fetch failed'));
    // when
    const never = client.followInstance({ instanceId: 'i' }).next();
    // then
    await expect(never).rejects.toThrow('fetch failed');
    jest.useRealTimers();
  });

  it('should follow the log of a script, after a line, and look at nothing else', async () => {
    // given
    const event = (type: string, data: object) =>
      `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
    answer(
      200,
      [
        event('attempt', { state: 'running' }),
        event('log', { seq: 6, text: 'a' }),
        event('end', { state: 'completed' }),
      ].join(''),
      'text/event-stream',
    );
    // when
    const lines = [];
    for await (const line of client.followScriptLog({
      attemptId: 'a/b',
      after: 5,
    })) {
      lines.push(line);
    }
    // then
    expect(lines).toEqual([{ seq: 6, text: 'a' }]);
    const [[url, { headers }]] = fetched.mock.calls;
    expect(url).toBe('https://portal/api/bpmn/v1/script-attempts/a%2Fb/events');
    expect(headers['last-event-id']).toBe('5');
  });
});
