import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { restApi } from '../__testUtils__/restApi';
import { settle } from '../__testUtils__/settle';

const XML = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="https://example.org"><process id="hourly" isExecutable="true"><startEvent id="start"><timerEventDefinition><timeCycle>R/PT1H</timeCycle></timerEventDefinition></startEvent><sequenceFlow id="a" sourceRef="start" targetRef="work" /><userTask id="work" /></process></definitions>`;
const HOUR = 3_600_000;

describe.each(eachDatabase)('schedules over REST on %s', databaseId => {
  let knex: Knex;
  let api: ReturnType<typeof restApi>;
  let scheduleId: string;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
  });

  beforeEach(async () => {
    for (const table of [
      'process_instances',
      'start_subscriptions',
      'processes',
      'process_definitions',
    ]) {
      await knex(table).del();
    }
    api = restApi(knex);
    await api.deploy(XML);
    scheduleId = (await list())[0].id;
  });

  const params = { processId: 'hourly' };

  async function list() {
    const { body } = await api.ask('listSchedules', { params });
    return body.items;
  }

  const begun = async () => (await knex('process_instances')).length;

  const steer = (
    id: 'pauseSchedule' | 'resumeSchedule' | 'fireSchedule' | 'skipSchedule',
    body?: object,
  ) => api.ask(id, { params: { scheduleId }, body });

  it('should be listed with when they are due', async () => {
    expect(await list()).toEqual([
      {
        id: scheduleId,
        processId: 'hourly',
        elementId: 'start',
        processDefinitionId: expect.any(String),
        dueAt: new Date(api.clock.time + HOUR).toISOString(),
        skipsNext: false,
        isOver: false,
        catchUp: 'once',
      },
    ]);
  });

  it('should be paused and resumed, and the auditor told how they were before', async () => {
    // when
    const paused = await steer('pauseSchedule');
    // then
    expect(paused.body).toMatchObject({ pausedAt: expect.any(String) });
    expect(paused.body.dueAt).toBeUndefined();
    expect((await steer('pauseSchedule')).status).toBe(409);
    // when
    api.clock.time += 2.5 * HOUR;
    await settle(api.host);
    expect(await begun()).toBe(0);
    const resumed = await steer('resumeSchedule');
    // then
    expect(resumed.body).toMatchObject({
      dueAt: new Date(api.clock.time + HOUR / 2).toISOString(),
    });
    expect((await steer('resumeSchedule')).status).toBe(409);
    expect(api.events[1]).toMatchObject({
      eventId: 'pause-schedule',
      before: { isOver: false },
      after: { pausedAt: expect.any(String) },
    });
  });

  it('should leave the next time out', async () => {
    // when
    const skipping = await steer('skipSchedule', { skipsNext: true });
    // then
    expect(skipping.body).toMatchObject({ skipsNext: true });
    // when
    api.clock.time += HOUR;
    await settle(api.host);
    // then
    expect(await begun()).toBe(0);
    expect(await list()).toMatchObject([{ skipsNext: false }]);
  });

  it('should begin an instance at once', async () => {
    // when
    await steer('fireSchedule');
    await settle(api.host);
    // then
    expect(await begun()).toBe(1);
  });

  it.each([
    ['listSchedules', 'bpmn.process.read'],
    ['pauseSchedule', 'bpmn.process.deploy'],
    ['resumeSchedule', 'bpmn.process.deploy'],
    ['skipSchedule', 'bpmn.process.deploy'],
    ['fireSchedule', 'bpmn.process.start'],
  ] as const)(
    'should be refused without permission: %s',
    async (id, permission) => {
      // given
      api.policy.set(permission, { result: AuthorizeResult.DENY });
      // when
      const { status } = await api.ask(id, {
        params: { ...params, scheduleId },
        body: id === 'skipSchedule' ? { skipsNext: true } : undefined,
      });
      // then
      expect(status).toBe(403);
    },
  );

  it.each([
    'pauseSchedule',
    'resumeSchedule',
    'skipSchedule',
    'fireSchedule',
  ] as const)('should say that there is none: %s', async id => {
    // when
    const { status } = await api.ask(id, {
      params: { scheduleId: 'nobody' },
      body: id === 'skipSchedule' ? { skipsNext: true } : undefined,
    });
    // then
    expect(status).toBe(404);
  });
});
