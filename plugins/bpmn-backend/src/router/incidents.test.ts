import {
  instanceOperatePermission,
  instanceReadPermission,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { job, sequence } from '../__testUtils__/models';
import { EVE, OTHERS, OWNER, restApi } from '../__testUtils__/restApi';
import {
  bpmnInstanceConditions,
  createBpmnInstanceConditionalDecision,
} from '../permissions/rules';

describe.each(eachDatabase)('incidents over REST on %s', databaseId => {
  let knex: Knex;
  let api: ReturnType<typeof restApi>;
  let count = 0;
  let processId: string;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
  });

  beforeEach(async () => {
    api = restApi(knex);
    processId = `process-${++count}`;
    await api.deploy(sequence(processId, [job('work', processId)]));
  });

  const list = async (query: object) =>
    (await api.ask('listIncidents', { query })).body.items as {
      id: string;
      instanceId: string;
      raisedAt: string;
    }[];

  /** Incidents of as many instances. */
  async function given(amount: number) {
    for (let i = 0; i < amount; i++) {
      await api.start({ processId, businessKey: 'abc'[i] });
    }
    const { body } = await api.ask('activateJobs', {
      body: { types: [processId], worker: 'w', limit: 100 },
    });
    for (const { id, attemptId } of body.items) {
      await api.ask('failJob', {
        params: { jobId: id },
        body: { attemptId, message: 'Expected luck, but had none' },
      });
      api.clock.time += 1000;
    }
    return list({ processId });
  }

  it('should show what cannot go on', async () => {
    // when
    const [incident] = await given(1);
    // then
    expect(incident).toMatchObject({
      processId,
      ownerRef: OWNER,
      elementId: 'work',
      kind: 'jobFailed',
      jobType: processId,
      message: 'Expected luck, but had none',
    });
    const one = await api.ask('getIncident', {
      params: { incidentId: incident.id },
    });
    expect(one.body).toEqual(incident);
  });

  it('should find and page', async () => {
    // given
    const all = await given(3);
    // then
    expect(await list({ processId, kind: 'jobFailed' })).toEqual(all);
    expect(await list({ processId, kind: 'deadlock' })).toEqual([]);
    expect(await list({ processId, ownerRef: OTHERS })).toEqual([]);
    expect(await list({ processId, elementId: 'other' })).toEqual([]);
    expect(await list({ instanceId: all[1].instanceId })).toEqual([all[1]]);
    const at = all[1].raisedAt;
    expect(await list({ processId, raisedAfter: at })).toEqual(all.slice(0, 2));
    expect(await list({ processId, raisedBefore: at })).toEqual([all[2]]);
    expect(await list({ processId, businessKey: 'b' })).toEqual([all[1]]);
    // when
    const first = await api.ask('listIncidents', {
      query: { processId, limit: 2 },
    });
    const last = await api.ask('listIncidents', {
      query: { processId, limit: 2, cursor: first.body.nextCursor },
    });
    // then
    expect([...first.body.items, ...last.body.items]).toEqual(all);
  });

  it('should set variables and try again, in one step', async () => {
    // given
    const [{ id, instanceId }] = await given(1);
    // when
    const { body } = await api.ask('resolveIncident', {
      params: { incidentId: id },
      body: { variables: { luck: true }, retries: 2 },
    });
    // then
    expect(body).toMatchObject({
      id: instanceId,
      incidentCount: 0,
      revision: 3,
    });
    const activated = await api.ask('activateJobs', {
      body: { types: [processId], worker: 'w' },
    });
    expect(activated.body.items).toMatchObject([
      { retries: 2, variables: { luck: true } },
    ]);
    expect(api.events).toContainEqual(
      expect.objectContaining({
        eventId: 'resolve-incident',
        variablesBefore: {},
        variablesAfter: { luck: true },
        before: expect.objectContaining({ kind: 'jobFailed' }),
        after: expect.objectContaining({ incidentCount: 0 }),
      }),
    );
    // and
    const again = await api.ask('resolveIncident', {
      params: { incidentId: id },
      body: {},
    });
    expect(again.status).toBe(404);
  });

  it('should set nothing where it cannot try again', async () => {
    // given
    const [{ id, instanceId }] = await given(1);
    // when
    const { status } = await api.ask('resolveIncident', {
      params: { incidentId: id },
      body: { variables: { luck: true }, scopeKey: 99 },
    });
    // then
    expect(status).toBe(404);
    const { body } = await api.ask('getInstance', { params: { instanceId } });
    expect(body).toMatchObject({ incidentCount: 1, revision: 2 });
  });

  it('should retry many, and say whether there are more', async () => {
    // given
    const all = await given(3);
    const ids = all.map(({ id }) => id);
    // when
    const first = await api.ask('retryIncidents', {
      body: { processId, limit: 2 },
    });
    const last = await api.ask('retryIncidents', { body: { processId } });
    // then
    expect(first.body).toEqual({
      retried: ids.slice(0, 2),
      refused: [],
      hasMore: true,
    });
    expect(last.body).toEqual({
      retried: ids.slice(2),
      refused: [],
      hasMore: false,
    });
  });

  it('should show and retry those only that the policy lets', async () => {
    // given
    const [{ id }] = await given(1);
    for (const permission of [
      instanceReadPermission,
      instanceOperatePermission,
    ]) {
      api.policy.set(
        permission.name,
        createBpmnInstanceConditionalDecision(
          permission,
          bpmnInstanceConditions.isInstanceStarter({ claims: [EVE] }),
        ),
      );
    }
    const params = { incidentId: id };
    // then
    expect(await list({ processId })).toEqual([]);
    expect((await api.ask('getIncident', { params })).status).toBe(403);
    expect(
      (await api.ask('resolveIncident', { params, body: {} })).status,
    ).toBe(403);
    const { body } = await api.ask('retryIncidents', { body: { processId } });
    expect(body).toEqual({ retried: [], refused: [], hasMore: false });
  });
});
