import type { TaskNotice } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import { NotificationTaskNotifier } from './NotificationTaskNotifier';

const ADA = 'user:default/ada';
const DATA = 'group:default/data';

const notice = (more: Partial<TaskNotice> = {}): TaskNotice => ({
  taskId: 'task-1',
  taskName: 'Approve\r\nthe model',
  elementId: 'approve',
  instanceId: 'instance-1',
  processId: 'click-propensity',
  processName: 'Click propensity',
  businessKey: 'campaign 7',
  owner: DATA,
  startedBy: 'user:default/chloe',
  candidates: [ADA, DATA],
  dueAt: Date.UTC(2026, 0, 2, 9, 30),
  documents: [],
  ...more,
});

describe('the notification of a task', () => {
  const send = jest.fn();
  const notifier = new NotificationTaskNotifier({ send });

  beforeEach(() => send.mockReset());

  /** Tells all whom it finds. */
  async function tell(given: TaskNotice) {
    for (const recipient of await notifier.findRecipients(given)) {
      const telling = { notice: given, recipient, key: 'key-1' };
      await notifier.notify({ ...telling, isLastTry: false });
    }
  }

  it('should say what it is about and lead to the task, in place of an earlier one', async () => {
    // when
    await tell(notice());
    // then
    expect(send).toHaveBeenCalledWith({
      recipients: { type: 'entity', entityRef: [ADA, DATA] },
      payload: {
        title: 'Approve the model',
        description:
          'Click propensity, campaign 7 · started by user:default/chloe · due 2026-01-02 09:30 UTC',
        link: '/tasks/task-1',
        topic: 'Tasks',
        scope: 'bpmn:task:task-1',
      },
    });
  });

  it('should be for the assignee alone, where there is one', async () => {
    // when
    await tell(notice({ assignee: 'user:default/ben' }));
    // then
    const { recipients } = send.mock.calls[0][0];
    expect(recipients.entityRef).toEqual(['user:default/ben']);
  });

  it('should be for nobody who cannot be in the catalog', async () => {
    // when
    await tell(notice({ candidates: ['a b c', ADA] }));
    await tell(notice({ assignee: 'somebody else' }));
    // then
    expect(send).toHaveBeenCalledTimes(1);
    const { recipients } = send.mock.calls[0][0];
    expect(recipients.entityRef).toEqual([ADA]);
  });

  it('should do without what is not known', async () => {
    // when
    await tell(
      notice({ businessKey: undefined, dueAt: undefined, startedBy: '' }),
    );
    // then
    expect(send.mock.calls[0][0].payload.description).toBe('Click propensity');
  });

  it('should be tried again where it cannot be sent', async () => {
    // given
    send.mockRejectedValue(new Error('away'));
    // then
    await expect(tell(notice())).rejects.toThrow('away');
  });
});
