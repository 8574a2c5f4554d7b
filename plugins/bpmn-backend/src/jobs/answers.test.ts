import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import {
  complete,
  type JobAnswer,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { createHost, createJobWorker } from '../host/Host';

const OWNER = 'group:default/data';
const actor = 'user:default/ada';

const model = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="https://example.org">
  <process id="works" isExecutable="true"><startEvent id="start" /><sequenceFlow id="flow" sourceRef="start" targetRef="work" />
    <serviceTask id="work"><extensionElements><zeebe:taskDefinition type="work" /></extensionElements></serviceTask></process>
</definitions>`;

describe.each(eachDatabase)('the answer of a handler on %s', databaseId => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
  });

  // Nobody does what another test has left.
  beforeEach(() => knex('waits').del());

  /** A job whose handler is stopped by nothing but its own end. */
  async function givenJob(
    handle: (signal: AbortSignal) => Promise<JobAnswer | void>,
    shutdownGrace = 60_000,
  ) {
    let count = 0;
    const clock = { time: Date.UTC(2026, 0, 1), now: () => clock.time };
    const host = createHost({
      knex,
      clock,
      logger: mockServices.logger.mock(),
      shutdownGrace,
      handlers: [
        {
          type: 'work',
          async handle(_, { signal }) {
            count++;
            return (await handle(signal)) ?? complete();
          },
        },
      ],
    });
    const { definitions } = await host.deployments.deploy(
      { ownerRef: OWNER, resources: [{ name: 'm.bpmn', content: model }] },
      actor,
    );
    const [{ id: definitionId, processKey, ownerRef }] = definitions;
    const { record } = await host.instances.start(
      { definitionId, processKey, ownerRef },
      { actor },
    );
    const stateOf = async () =>
      (await host.stores.instances.find(record.id))!.state;
    const incidents = () =>
      knex('incidents').where({ instance_id: record.id }).select();
    const worker = createJobWorker(host);
    return { host, worker, clock, stateOf, incidents, count: () => count };
  }

  it('should be given again where the database could not take it, without doing the job again', async () => {
    // given
    const { host, worker, stateOf, count } = await givenJob(async () => {});
    const save = jest
      .spyOn(host.stores.instances, 'save')
      .mockRejectedValueOnce(new Error('Connection terminated unexpectedly'));
    // when
    await worker.runOnce();
    await worker.settle();
    // then
    expect(save).toHaveBeenCalledTimes(2);
    expect(await stateOf()).toBe('completed');
    expect(count()).toBe(1);
  });

  it('should count once where the database has taken it, but could not say so', async () => {
    // given
    const { host, worker, stateOf, count } = await givenJob(async () => {});
    const save = host.stores.instances.save.bind(host.stores.instances);
    jest
      .spyOn(host.stores.instances, 'save')
      .mockImplementationOnce(async write => {
        await save(write);
        throw new Error('Connection terminated unexpectedly');
      });
    // when
    await worker.runOnce();
    await worker.settle();
    // then
    expect(await stateOf()).toBe('completed');
    expect(count()).toBe(1);
    expect(host.logger.error).not.toHaveBeenCalled();
  });

  it.each<[string, Record<string, unknown>]>([
    ['are too large', { text: 'x'.repeat(1024 * 1024) }],
    ['are no JSON', { count: NaN }],
    ['have names that a database has no characters for', { 'a\u0000': 1 }],
  ])(
    'should be an incident at once where its values %s',
    async (_, variables) => {
      // given
      const { worker, incidents, count } = await givenJob(async () =>
        complete(variables as JsonObject),
      );
      // when
      await worker.runOnce();
      await worker.settle();
      // then
      expect(await incidents()).toMatchObject([{ kind: 'jobFailed' }]);
      expect(count()).toBe(1);
    },
  );

  it('should be an incident at once where the database refuses its values', async () => {
    // given
    const { host, worker, incidents, count } = await givenJob(async () => {});
    const refused = { code: '22021', severity: 'ERROR' };
    const save = jest
      .spyOn(host.stores.instances, 'save')
      .mockRejectedValueOnce(Object.assign(new Error('invalid'), refused));
    // when
    await worker.runOnce();
    await worker.settle();
    // then
    expect(await incidents()).toMatchObject([
      {
        kind: 'jobFailed',
        message: expect.stringContaining('the database has refused its values'),
      },
    ]);
    expect(save).toHaveBeenCalledTimes(2);
    expect(count()).toBe(1);
  });

  it('should come from one, though the clock is set to the next day while the job is being done', async () => {
    // given
    let finish = () => {};
    const finished = new Promise<void>(resolve => {
      finish = resolve;
    });
    const { worker, clock, stateOf, count } = await givenJob(() => finished);
    await worker.runOnce();
    // when
    clock.time += 24 * 3_600_000;
    await worker.runOnce();
    finish();
    await worker.settle();
    // then
    expect(count()).toBe(1);
    expect(await stateOf()).toBe('completed');
  });

  it('should be waited for at a shutdown', async () => {
    // given
    let finish = () => {};
    const finished = new Promise<void>(resolve => {
      finish = resolve;
    });
    let isTold = false;
    const { worker, stateOf } = await givenJob(async signal => {
      await finished;
      isTold = signal.aborted;
    });
    await worker.runOnce();
    // when
    const stopped = worker.stop();
    finish();
    await stopped;
    // then
    expect(isTold).toBe(false);
    expect(await stateOf()).toBe('completed');
  });

  it('should be waited for no longer than is granted: then the handler is told, and the job given back', async () => {
    // given
    let reason: unknown;
    let begin = () => {};
    const begun = new Promise<void>(resolve => {
      begin = resolve;
    });
    const { worker, stateOf } = await givenJob(signal => {
      begin();
      return new Promise(resolve => {
        signal.addEventListener('abort', () => {
          ({ reason } = signal);
          resolve();
        });
      });
    }, 1);
    await worker.runOnce();
    await begun;
    // when
    await worker.stop();
    // then
    expect(reason).toEqual(new Error('The back end shuts down'));
    expect(await stateOf()).toBe('active');
    expect(await knex('waits').whereNotNull('lease_owner')).toHaveLength(0);
  });

  it('should keep nobody from stopping who has been told to stop before it began', async () => {
    // given
    const { worker } = await givenJob(() => new Promise(() => {}), 0);
    // when
    await worker.runOnce();
    await worker.stop();
    // then
    expect(
      await knex('waits').whereNotNull('lease_owner').select(),
    ).toHaveLength(0);
  });
});
