import type { TaskChange } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import {
  assigned,
  done,
  OWNER,
  person,
  taskHost,
} from '../__testUtils__/taskHost';
import { TaskWatchers } from './TaskWatchers';

const ADA = 'user:default/ada';
const BEN = 'user:default/ben';
const APPROVERS = 'group:default/approvers';

const ada = person('ada', 'approvers');

describe.each(eachDatabase)('changes of tasks on %s', databaseId => {
  let knex: Knex;
  let world: ReturnType<typeof taskHost>;
  let heard: TaskChange[][];

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
  });

  beforeEach(() => {
    heard = [];
    const taskWatchers = new TaskWatchers();
    taskWatchers.addTaskWatcher({
      async tasksChanged(changes) {
        heard.push([...changes]);
      },
    });
    world = taskHost(knex, { taskWatchers });
  });

  /** What was heard since the last time. */
  async function news() {
    await world.host.taskChanges.settle();
    return heard.splice(0).flat();
  }

  const concerning = (taskId: string, ...concerns: string[]) => [
    { taskId, concerns },
  ];

  it('should be told to all who are asked, when a task comes and when somebody takes it or gives it back', async () => {
    // when
    const { id } = await world.given(
      assigned('candidateGroups="approvers" candidateUsers="ben"'),
    );
    // then
    expect(await news()).toEqual(concerning(id, BEN, APPROVERS));
    // when
    await world.host.tasks.claim(id, ada);
    // then
    expect(await news()).toEqual(concerning(id, ADA, BEN, APPROVERS));
    // when
    await world.host.tasks.unclaim(id, ada);
    // then
    expect(await news()).toEqual(concerning(id, BEN, APPROVERS, ADA));
  });

  it('should be told to whoever had a task, and whoever has it now', async () => {
    // given
    const { id } = await world.given(assigned('assignee="ada"'));
    await news();
    // when
    await world.host.tasks.assign(id, BEN, ada);
    // then
    expect(await news()).toEqual(concerning(id, BEN, OWNER, ADA));
  });

  it('should be told when a task is completed, and when nobody has to do it any more', async () => {
    // given
    const first = await world.given(assigned('assignee="ada"'));
    const second = await world.given(assigned('assignee="ben"'));
    await news();
    // when
    await world.host.tasks.complete(first.id, done(), ada);
    // then
    expect(await news()).toEqual(concerning(first.id, ADA, OWNER));
    // when
    await world.host.instances.handle(
      second.instanceId,
      { type: 'cancelInstance' },
      { actor: ADA },
    );
    // then
    expect(await news()).toEqual(concerning(second.id, BEN, OWNER));
  });

  it('should be told when a task is completed whose instance is suspended', async () => {
    // given
    const { id, instanceId } = await world.given(assigned('assignee="ada"'));
    await world.host.instances.handle(
      instanceId,
      { type: 'suspendInstance' },
      { actor: ADA },
    );
    await news();
    // when
    await world.host.tasks.complete(id, done(), ada);
    // then
    expect(await news()).toEqual(concerning(id, ADA, OWNER));
  });

  it('should come together where many change at once', async () => {
    // given
    const tasks = [];
    for (const name of ['a', 'b', 'c']) {
      tasks.push(await world.given(assigned(`assignee="${name}"`)));
    }
    await news();
    // when
    world.host.taskChanges.add(
      [...tasks, ...tasks].map(({ instanceId, task: { waitKey } }) => ({
        instanceId,
        waitKey,
        former: [],
      })),
    );
    await world.host.taskChanges.settle();
    // then
    expect(heard.map(batch => batch.map(({ taskId }) => taskId))).toEqual([
      tasks.map(({ id }) => id),
    ]);
  });

  it('should not hold up anybody who cannot be told, nor the command', async () => {
    // given
    const taskWatchers = new TaskWatchers();
    taskWatchers.addTaskWatcher({
      tasksChanged: () => Promise.reject(new Error('away')),
    });
    taskWatchers.addTaskWatcher({
      async tasksChanged(changes) {
        heard.push([...changes]);
      },
    });
    world = taskHost(knex, { taskWatchers });
    // when
    const { id } = await world.given(assigned('assignee="ada"'));
    // then
    expect(await news()).toEqual(concerning(id, ADA, OWNER));
    expect(world.host.logger.warn).toHaveBeenCalledTimes(1);
  });

  it('should not be read where nobody listens', async () => {
    // given
    const silent = taskHost(knex);
    const read = jest.spyOn(silent.host.stores.tasks, 'findByWaits');
    // when
    await silent.given(assigned('assignee="ada"'));
    await silent.host.taskChanges.settle();
    // then
    expect(read).not.toHaveBeenCalled();
  });
});
