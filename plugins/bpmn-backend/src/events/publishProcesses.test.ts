import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { approval, OWNER, taskHost } from '../__testUtils__/taskHost';
import { publishProcesses } from './publishProcesses';

describe.each(eachDatabase)('events about processes on %s', databaseId => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
  });

  it('should tell what was deployed and handed over, and survive that nobody hears it', async () => {
    // given
    const { host, deploy } = taskHost(knex);
    const publish = jest.fn(async () => {});
    publishProcesses(host, { publish });
    // when
    await deploy(approval('told', ''));
    const moved = { processId: 'told', ownerRef: OWNER };
    await host.owners.move(moved, 'group:default/others', 'user:default/ada');
    // then
    const topic = 'bpmn.processes-changed';
    expect(publish.mock.calls).toEqual([
      [{ topic, eventPayload: { processIds: ['told'] } }],
      [{ topic, eventPayload: { processIds: ['told'] } }],
    ]);
    // when
    publish.mockRejectedValue(new Error('away'));
    await deploy(approval('untold', ''));
    // then
    await new Promise(setImmediate);
    expect(host.logger.warn).toHaveBeenCalledTimes(1);
  });
});
