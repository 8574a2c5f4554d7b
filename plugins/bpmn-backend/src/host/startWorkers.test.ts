import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { assigned, taskHost } from '../__testUtils__/taskHost';
import { TaskNotifiers } from '../notices/TaskNotifiers';
import { startWorkers } from './startWorkers';

/** Something longer than anybody may hold a deed without keeping it. */
const A_MINUTE = 60_000;

describe.each(eachDatabase)('workers on %s', databaseId => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
  });

  it('should keep what they still do while they stop', async () => {
    // given
    let end = () => {};
    const taskNotifiers = new TaskNotifiers();
    const isTold = new Promise<void>(begun => {
      taskNotifiers.addTaskNotifier({
        name: 'slow',
        findRecipients: async () => ['user:default/ada'],
        notify: () =>
          new Promise<void>(resolve => {
            end = resolve;
            begun();
          }),
      });
    });
    const { host, clock, given } = taskHost(knex, { taskNotifiers });
    const dueAt = async () =>
      Number((await knex('outbox').first('due_at'))?.due_at);
    const settled = given(assigned('assignee="ada"'));
    await isTold;
    const workers = startWorkers(host);
    const stopped = workers.stop();
    // when
    clock.time += A_MINUTE;
    while ((await dueAt()) <= clock.time) {
      await new Promise(setImmediate);
    }
    // then
    expect(await dueAt()).toBeGreaterThan(clock.time);
    end();
    await stopped;
    await settled;
    expect(await knex('outbox')).toEqual([]);
  });
});
