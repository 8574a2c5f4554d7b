import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { settle } from '../__testUtils__/settle';
import { createHost, type Host } from '../host/Host';

const OWNER = 'group:default/data';
const ADA = 'user:default/ada';
const MIDNIGHT = Date.UTC(2026, 2, 28);
const HOUR = 3_600_000;

const model = (id: string, event: string, rest = '') =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:pipeline="https://bpmn-pipelines.dev/schema/1.0" targetNamespace="https://example.org"><process id="${id}" isExecutable="true"><startEvent id="start">${event}</startEvent><sequenceFlow id="flow" sourceRef="start" targetRef="report" /><task id="report" />${rest}</process></definitions>`;

const cycle = (text: string, extension = '') =>
  `<timerEventDefinition>${extension}<timeCycle>${text}</timeCycle></timerEventDefinition>`;
const catchUp = (policy: string) =>
  `<extensionElements><pipeline:timer catchUp="${policy}" /></extensionElements>`;
const inBerlin =
  '<extensionElements><pipeline:timer timeZone="Europe/Berlin" /></extensionElements>';

describe.each(eachDatabase)('schedules on %s', databaseId => {
  let knex: Knex;
  let now: number;
  let host: Host;
  let count = 0;

  const newHost = () =>
    createHost({
      knex,
      clock: { now: () => now },
      logger: mockServices.logger.mock(),
    });

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
  });

  beforeEach(() => {
    // Just after: what is due at midnight is not due any more.
    now = MIDNIGHT + 1;
    host = newHost();
  });

  async function deploy(
    event: string,
    processId = `scheduled-${++count}`,
    rest = '',
  ) {
    const { problems } = await host.deployments.deploy(
      {
        ownerRef: OWNER,
        resources: [
          { name: 'model.bpmn', content: model(processId, event, rest) },
        ],
      },
      ADA,
    );
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    return processId;
  }

  async function advance(milliseconds: number, step = milliseconds) {
    for (let left = milliseconds; left > 0; left -= step) {
      now += Math.min(step, left);
      await settle(host);
    }
  }

  /** When instances of a process have begun, in hours after midnight, to the half hour. */
  async function begun(processId: string): Promise<readonly number[]> {
    const rows = await knex('process_instances')
      .where({ process_id: processId })
      .orderBy('started_at');
    return rows.map(
      row => Math.round(((Number(row.started_at) - MIDNIGHT) / HOUR) * 2) / 2,
    );
  }

  const only = async (processId: string) =>
    (await host.schedules.list(processId))[0];

  it('should begin an instance whenever they are due', async () => {
    // given
    const id = await deploy(cycle('0 * * * *'));
    // when
    await advance(3 * HOUR, HOUR / 2);
    // then
    expect(await begun(id)).toEqual([1, 2, 3]);
  });

  it('should follow the clocks on the wall of their zone', async () => {
    // given: on 29 March the clocks there go from 2 to 3
    const id = await deploy(cycle('30 2 * * *', inBerlin));
    // when
    await advance(50 * HOUR, HOUR / 2);
    // then: 2:30, 3:00 for want of 2:30, and 2:30 in summer
    expect(await begun(id)).toEqual([1.5, 25, 48.5]);
  });

  it.each([
    ['once', [5.5, 6]],
    ['skip', [6]],
    ['all', [5.5, 5.5, 5.5, 5.5, 5.5, 6]],
  ])(
    'should catch up as told after nothing was running: %s',
    async (policy, expected) => {
      // given
      const id = await deploy(cycle('0 * * * *', catchUp(policy)));
      // when
      await advance(5.5 * HOUR);
      await advance(HOUR / 2);
      // then
      expect(await begun(id)).toEqual(expected);
    },
  );

  it('should begin one instance, however many look', async () => {
    // given
    const id = await deploy(cycle('0 * * * *'));
    const hosts = [host, newHost(), newHost()];
    // when
    now += HOUR;
    await Promise.all(hosts.map(one => one.scheduleWorker.runOnce()));
    await Promise.all(hosts.map(one => one.outboxWorker.runOnce()));
    await Promise.all(hosts.map(one => one.outboxWorker.settle()));
    await settle(host);
    // then
    expect(await begun(id)).toEqual([1]);
  });

  it('should begin it later where nobody came to do so', async () => {
    // given somebody takes it on and is gone
    const id = await deploy(cycle('0 * * * *'));
    now += HOUR;
    const lease = { now, until: now + 30_000, limit: 10 };
    expect(await host.stores.schedules.claim(lease)).toHaveLength(1);
    await settle(host);
    expect(await begun(id)).toEqual([]);
    // when
    now += 30_000;
    await settle(host);
    // then
    expect(await begun(id)).toHaveLength(1);
  });

  it('should move to the new version, which goes on in step', async () => {
    // given
    const id = await deploy(cycle('R/PT2H'));
    await advance(3 * HOUR, HOUR);
    const before = await only(id);
    // when
    await deploy(cycle('R/PT2H'), id, '<task id="more" />');
    await advance(3 * HOUR, HOUR);
    // then
    expect(await begun(id)).toEqual([2, 4, 6]);
    const after = await only(id);
    expect(after.id).toBe(before.id);
    expect(after.definitionId).not.toBe(before.definitionId);
  });

  it('should be others where the new version says so', async () => {
    // given
    const id = await deploy(cycle('R/PT2H'));
    // when
    await deploy(cycle('R/PT3H'), id);
    await advance(6 * HOUR, HOUR);
    // then
    expect(await begun(id)).toEqual([3, 6]);
  });

  it('should not begin again with a moment that has passed, in a new version', async () => {
    // given
    const moment =
      '<timerEventDefinition><timeDate>2026-03-28T01:00:00Z</timeDate></timerEventDefinition>';
    const id = await deploy(moment);
    await advance(2 * HOUR, HOUR);
    expect(await begun(id)).toEqual([1]);
    // when
    await deploy(moment, id, '<task id="more" />');
    await advance(2 * HOUR, HOUR);
    // then
    expect(await begun(id)).toEqual([1]);
    expect((await only(id)).isOver).toBe(true);
  });

  it('should rest while they are paused, and make up for nothing', async () => {
    // given
    const id = await deploy(cycle('0 * * * *'));
    const schedule = await only(id);
    // when
    await host.schedules.pause(schedule.id);
    await advance(3.5 * HOUR);
    // then
    expect(await begun(id)).toEqual([]);
    await expect(host.schedules.pause(schedule.id)).rejects.toThrow(
      'to be going, but it is paused already',
    );
    // when
    await host.schedules.resume(schedule.id);
    await advance(HOUR, HOUR / 2);
    // then
    expect(await begun(id)).toEqual([4]);
    await expect(host.schedules.resume(schedule.id)).rejects.toThrow(
      'to be paused, but it is going',
    );
  });

  it('should stay paused in a new version', async () => {
    // given
    const id = await deploy(cycle('0 * * * *'));
    await host.schedules.pause((await only(id)).id);
    // when
    await deploy(cycle('30 * * * *'), id);
    await advance(2 * HOUR, HOUR / 2);
    // then
    expect(await begun(id)).toEqual([]);
    expect((await only(id)).pausedAt).toBe(MIDNIGHT + 1);
  });

  it('should leave out the next one only', async () => {
    // given
    const id = await deploy(cycle('0 * * * *'));
    // when
    await host.schedules.skipNext((await only(id)).id, true);
    await advance(3 * HOUR, HOUR);
    // then
    expect(await begun(id)).toEqual([2, 3]);
  });

  /** Something happens after a worker has taken a schedule on, and before it fires it. */
  function between(happens: () => Promise<unknown>): void {
    const { schedules } = host.stores;
    const claim = schedules.claim.bind(schedules);
    jest.spyOn(schedules, 'claim').mockImplementationOnce(async request => {
      const taken = await claim(request);
      await happens();
      return taken;
    });
  }

  it('should not begin one where it is paused in that moment', async () => {
    // given
    const id = await deploy(cycle('0 * * * *'));
    const schedule = await only(id);
    between(() => host.schedules.pause(schedule.id));
    // when
    await advance(HOUR);
    // then
    expect(await begun(id)).toEqual([]);
    // when
    await host.schedules.resume(schedule.id);
    await advance(HOUR);
    // then
    expect(await begun(id)).toEqual([2]);
  });

  it('should leave out the one after that which begins in the moment that somebody says so', async () => {
    // given
    const id = await deploy(cycle('0 * * * *'));
    const schedule = await only(id);
    between(() => host.schedules.skipNext(schedule.id, true));
    // when
    await advance(3 * HOUR, HOUR);
    // then
    expect(await begun(id)).toEqual([1, 3]);
  });

  it('should begin one at once when somebody says so, and go on as before', async () => {
    // given
    const id = await deploy(cycle('0 * * * *'));
    // when
    await host.schedules.fireNow((await only(id)).id);
    await settle(host);
    await advance(HOUR);
    // then
    expect(await begun(id)).toEqual([0, 1]);
  });

  it('should say that there is none of this id', async () => {
    await expect(host.schedules.pause('nobody')).rejects.toMatchObject({
      code: 'notFound',
    });
  });
});
