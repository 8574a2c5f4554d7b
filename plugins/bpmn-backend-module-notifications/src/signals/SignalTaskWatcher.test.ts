import { TASKS_CHANNEL } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { SignalTaskWatcher } from './SignalTaskWatcher';

const ADA = 'user:default/ada';
const BEN = 'user:default/ben';
const DATA = 'group:default/data';

describe('signals of tasks', () => {
  const publish = jest.fn();
  const watcher = new SignalTaskWatcher({ publish });

  beforeEach(() => publish.mockReset());

  const signal = (entityRef: string[], taskIds: string[]) => ({
    recipients: { type: 'user', entityRef },
    channel: TASKS_CHANNEL,
    message: { taskIds },
  });

  it('should reach those whom a task concerns, and nobody else', async () => {
    // when
    await watcher.tasksChanged([
      { taskId: 'a', concerns: [DATA, ADA] },
      { taskId: 'b', concerns: [BEN] },
      { taskId: 'c', concerns: [ADA, DATA] },
      { taskId: 'd', concerns: [] },
    ]);
    // then
    expect(publish.mock.calls).toEqual([
      [signal([DATA, ADA], ['a', 'c'])],
      [signal([BEN], ['b'])],
    ]);
  });

  it('should not name tasks that are too many', async () => {
    // when
    await watcher.tasksChanged(
      Array.from({ length: 51 }, (_, n) => ({
        taskId: `task-${n}`,
        concerns: [ADA],
      })),
    );
    // then
    expect(publish.mock.calls).toEqual([[signal([ADA], [])]]);
  });
});
