import { processWorkPermission } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { job, sequence } from '../__testUtils__/models';
import { OTHERS, OWNER, restApi } from '../__testUtils__/restApi';
import {
  bpmnProcessConditions,
  createBpmnProcessConditionalDecision,
} from '../permissions/rules';

const HEADERS =
  '<zeebe:taskHeaders><zeebe:header key="to" value="ada" /></zeebe:taskHeaders>';

describe.each(eachDatabase)('jobs over REST on %s', databaseId => {
  let knex: Knex;
  let api: ReturnType<typeof restApi>;
  let count = 0;
  let type: string;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
  });

  beforeEach(async () => {
    api = restApi(knex);
    type = `work-${++count}`;
    await api.deploy(sequence(type, [job('task', type, HEADERS), job('next')]));
  });

  const start = () =>
    api.start({
      processId: type,
      businessKey: 'order 7',
      variables: { amount: 5 },
    });
  const activate = async (body: object = {}) =>
    (
      await api.ask('activateJobs', {
        body: { types: [type], worker: 'w', ...body },
      })
    ).body.items;
  const stateOf = async (instanceId: string) =>
    (await api.ask('listWaits', { params: { instanceId } })).body.items;

  it('should hand out a job with all that is needed to do it, once', async () => {
    // given
    const instanceId = await start();
    // when
    const [handed] = await activate();
    // then
    expect(handed).toMatchObject({
      type,
      instanceId,
      processId: type,
      ownerRef: OWNER,
      businessKey: 'order 7',
      elementId: 'task',
      headers: { to: 'ada' },
      variables: { amount: 5 },
      retries: 1,
      leasedUntil: '2026-01-01T00:00:30.000Z',
    });
    expect(await activate()).toEqual([]);
    expect(await stateOf(instanceId)).toMatchObject([{ worker: 'w' }]);
  });

  it('should hand it out again when its lease has ended, and refuse the late answer', async () => {
    // given
    await start();
    const [late] = await activate({ lease: 5000 });
    // when
    api.clock.time += 5000;
    const [again] = await activate();
    const refused = await api.ask('completeJob', {
      params: { jobId: late.id },
      body: { attemptId: late.attemptId },
    });
    // then
    expect(again).toMatchObject({
      id: late.id,
      idempotencyKey: late.idempotencyKey,
    });
    expect(again.attemptId).not.toBe(late.attemptId);
    expect(refused.status).toBe(409);
  });

  it('should go on when it is completed', async () => {
    // given
    const instanceId = await start();
    const [{ id, attemptId }] = await activate();
    const request = {
      params: { jobId: id },
      body: { attemptId, variables: { done: true } },
    };
    // when
    const { status } = await api.ask('completeJob', request);
    // then
    expect(status).toBe(204);
    expect(await stateOf(instanceId)).toMatchObject([{ elementId: 'next' }]);
    // The job is gone.
    expect((await api.ask('completeJob', request)).status).toBe(404);
  });

  it('should be tried again later when it fails', async () => {
    // given
    const instanceId = await start();
    const [{ id, attemptId }] = await activate();
    // when
    const { status } = await api.ask('failJob', {
      params: { jobId: id },
      body: { attemptId, message: 'busy', retries: 4, retryAfter: 60_000 },
    });
    // then
    expect(status).toBe(204);
    expect(await activate()).toEqual([]);
    expect(await stateOf(instanceId)).toMatchObject([
      { dueAt: '2026-01-01T00:01:00.000Z' },
    ]);
    api.clock.time += 60_000;
    expect(await activate()).toMatchObject([{ retries: 4 }]);
  });

  it.each([
    ['failJob', { message: 'no', retryAfter: 0.5 }],
    ['failJob', { message: 'no', retryAfter: 1e12 }],
    ['failJob', { message: 'no', retries: 1.5 }],
    ['failJob', { message: 'no', retries: 1e9 }],
    ['completeJob', { variables: { '\ud800': 1 } }],
    ['completeJob', { variables: { 'a\u0000': 1 } }],
    ['activateJobs', { types: ['\ud800'] }],
    ['activateJobs', { types: ['a\u0000'] }],
    ['activateJobs', { worker: 'w\udc00' }],
    ['activateJobs', { worker: 'w\u0000' }],
  ] as const)('should refuse what cannot be kept: %s %j', async (id, body) => {
    // given
    await start();
    const [{ id: jobId, attemptId }] = await activate();
    const whole =
      id === 'activateJobs'
        ? { types: [type], worker: 'w', ...body }
        : { attemptId, ...body };
    // when
    const { status } = await api.ask(id, { params: { jobId }, body: whole });
    // then
    expect(status).toBe(400);
  });

  it('should throw a BPMN error, here one that nobody catches', async () => {
    // given
    const instanceId = await start();
    const [{ id, attemptId }] = await activate();
    // when
    const { status } = await api.ask('throwError', {
      params: { jobId: id },
      body: { attemptId, code: 'noStock', message: 'none left' },
    });
    // then
    expect(status).toBe(204);
    const { body } = await api.ask('listIncidents', { query: { instanceId } });
    expect(body.items).toMatchObject([
      { kind: 'errorUncaught', errorCode: 'noStock' },
    ]);
  });

  it('should keep a job for longer, as long as it is held', async () => {
    // given
    await start();
    const [{ id, attemptId }] = await activate();
    const extend = (attempt: string) =>
      api.ask('extendLease', {
        params: { jobId: id },
        body: { attemptId: attempt, lease: 60_000 },
      });
    // when
    const { body } = await extend(attemptId);
    // then
    expect(body).toEqual({ leasedUntil: '2026-01-01T00:01:00.000Z' });
    expect((await extend('another')).status).toBe(409);
  });

  it('should hand out jobs only of processes that the policy lets', async () => {
    // given
    await start();
    const only = (claims: string[]) =>
      api.policy.set(
        processWorkPermission.name,
        createBpmnProcessConditionalDecision(
          processWorkPermission,
          bpmnProcessConditions.isProcessOwner({ claims }),
        ),
      );
    // when
    only([OTHERS]);
    const none = await activate();
    only([OWNER]);
    const [{ id, attemptId }] = await activate();
    // then
    expect(none).toEqual([]);
    only([OTHERS]);
    const { status } = await api.ask('completeJob', {
      params: { jobId: id },
      body: { attemptId },
    });
    expect(status).toBe(403);
  });

  it('should wait for a job, and have it at once when there is one', async () => {
    // given
    const waiting = activate({ wait: 30_000 });
    // when
    await start();
    // then
    expect(await waiting).toHaveLength(1);
  });

  it('should not wait longer than it is asked to', async () => {
    expect(await activate({ wait: 20 })).toEqual([]);
  });

  it('should let nobody wait when the back end shuts down', async () => {
    // given
    const waiting = activate({ wait: 60_000 });
    // when
    setTimeout(() => api.stopping.abort(), 50);
    // then
    expect(await waiting).toEqual([]);
  });

  it('should hand out nothing any more when the back end shuts down', async () => {
    // given
    await start();
    api.stopping.abort();
    // when
    const items = await activate({ wait: 60_000 });
    // then
    expect(items).toEqual([]);
    const leased = await knex('waits').where({ lease_owner: 'w', topic: type });
    expect(leased).toEqual([]);
  });

  it('should give back what nobody takes any more', async () => {
    // given
    await start();
    const gone = new AbortController();
    const { jobs: service } = api.host;
    const lease = service.activate.bind(service);
    jest.spyOn(service, 'activate').mockImplementationOnce(async asked => {
      const leased = await lease(asked);
      gone.abort();
      return leased;
    });
    const request = { types: [type], worker: 'w', limit: 1, lease: 60_000 };
    // when
    const jobs = await api.services.jobPolling.activate(request, {
      wait: 0,
      signal: gone.signal,
    });
    // then
    expect(jobs).toEqual([]);
    expect(await activate()).toHaveLength(1);
  });

  it.each(['*', 'a b', 'a*b', ''])(
    'should refuse the job type "%s"',
    async it => {
      const { status } = await api.ask('activateJobs', {
        body: { types: [it], worker: 'w' },
      });
      expect(status).toBe(400);
    },
  );
});
