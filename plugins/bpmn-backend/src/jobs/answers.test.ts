import { mockServices } from '@backstage/backend-test-utils';
import { complete } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
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

  /** A job whose handler is stopped by nothing but its own end. */
  async function givenJob(handle: () => Promise<void>) {
    let count = 0;
    const host = createHost({
      knex,
      clock: { now: () => Date.UTC(2026, 0, 1) },
      logger: mockServices.logger.mock(),
      handlers: [
        {
          type: 'work',
          async handle() {
            count++;
            await handle();
            return complete();
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
    return { host, worker: createJobWorker(host), stateOf, count: () => count };
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

  it('should keep nobody from stopping who has been told to stop before it began', async () => {
    // given
    const { worker } = await givenJob(() => new Promise(() => {}));
    // when
    await worker.runOnce();
    await worker.stop();
    // then
    expect(
      await knex('waits').whereNotNull('lease_owner').select(),
    ).toHaveLength(0);
  });
});
