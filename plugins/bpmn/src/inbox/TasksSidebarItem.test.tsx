import { renderInTestApp } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  TASKS_CHANNEL,
  type BpmnApi,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { act, screen, waitFor } from '@testing-library/react';
import { bpmnApiRef } from '../api';
import { inboxRouteRef } from '../routes';
import { TasksSidebarItem } from './TasksSidebarItem';

describe('TasksSidebarItem', () => {
  it('should show how many tasks are mine, and hear of changes', async () => {
    // given
    const countTasks = jest
      .fn()
      .mockResolvedValueOnce({ count: 2, isMore: false })
      .mockResolvedValue({ count: 1, isMore: false });
    const listeners = new Map<string, (message: object) => void>();
    const signalApi = {
      subscribe: (channel: string, listener: (message: object) => void) => {
        listeners.set(channel, listener);
        return { unsubscribe: () => {} };
      },
    };
    renderInTestApp(<TasksSidebarItem />, {
      mountedRoutes: { '/tasks': inboxRouteRef },
      apis: [
        [bpmnApiRef, { countTasks } as unknown as BpmnApi],
        [signalApiRef, signalApi],
      ],
    } as never);
    expect(
      await screen.findByRole('link', { name: 'Tasks, 2 to do' }),
    ).toHaveAttribute('href', '/tasks');
    // when
    act(() => listeners.get(TASKS_CHANNEL)!({ taskIds: ['task-1'] }));
    // then
    await waitFor(() =>
      expect(
        screen.getByRole('link', { name: 'Tasks, 1 to do' }),
      ).toBeInTheDocument(),
    );
    expect(countTasks).toHaveBeenCalledWith(
      { scope: 'mine' },
      expect.anything(),
    );
  });
});
