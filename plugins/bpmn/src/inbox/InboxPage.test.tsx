import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import type { BpmnApi } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { bpmnApiRef } from '../api';
import { inboxRouteRef } from '../routes';
import { InboxRoutes } from './InboxRoutes';
import { ME } from '../testing/runs';
import { aTask } from '../testing/tasks';

/** Shows the inbox to somebody, over a back end that answers as it is told to. */
function show(answers: Partial<Record<keyof BpmnApi, unknown>> = {}) {
  const api = {
    listTasks: jest.fn(async () => ({ items: [] })),
    listProcesses: jest.fn(async () => ({
      items: [{ processId: 'click-propensity', name: 'Click propensity' }],
    })),
    claimTask: jest.fn(async () => aTask()),
    unclaimTask: jest.fn(async () => aTask()),
    ...answers,
  };
  renderInTestApp(<InboxRoutes />, {
    mountPath: '/tasks/*',
    initialRouteEntries: ['/tasks'],
    mountedRoutes: { '/tasks': inboxRouteRef },
    apis: [
      [bpmnApiRef, api as unknown as BpmnApi],
      mockApis.identity({ userEntityRef: ME }),
    ],
  } as never);
  return api;
}

describe('InboxPage', () => {
  it('should say what will be here while there is nothing', async () => {
    // when
    show();
    // then
    expect(await screen.findByText('Nothing to do')).toBeVisible();
    expect(
      screen.getByText(/that you have claimed, will be here/),
    ).toBeVisible();
  });

  it('should list my tasks, and mark those that are late or urgent', async () => {
    // given
    const listTasks = jest.fn(async () => ({
      items: [
        aTask({
          name: 'Approve model',
          processName: 'Click propensity',
          dueAt: '2020-01-01T00:00:00Z',
        }),
        aTask({ id: 'other', name: 'Check data', priority: 90 }),
        aTask({ id: 'lost', problem: 'The catalog names nobody.' }),
      ],
    }));
    // when
    show({ listTasks });
    // then
    const [late, urgent, lost] = await screen.findAllByRole('listitem');
    expect(within(late).getByRole('link')).toHaveTextContent('Approve model');
    expect(late).toHaveTextContent('Click propensity');
    expect(within(late).getByText(/^Overdue/)).toBeVisible();
    expect(within(urgent).getByText('Urgent')).toBeVisible();
    expect(within(lost).getByText('For nobody yet')).toBeVisible();
    expect(listTasks).toHaveBeenCalledWith(
      expect.objectContaining({ scope: 'mine', sort: 'due' }),
      expect.anything(),
    );
  });

  it('should let me claim a task of my teams', async () => {
    // given
    const listTasks = jest.fn(async ({ scope }: { scope?: string }) => ({
      items: scope === 'available' ? [aTask({ name: 'Approve model' })] : [],
    }));
    const { claimTask } = show({ listTasks });
    // when
    await userEvent.click(
      await screen.findByRole('tab', { name: "My teams' tasks" }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Claim Approve model' }),
    );
    // then
    expect(claimTask).toHaveBeenCalledWith({ taskId: 'task-1' });
  });

  it('should give back what is mine, and say why if that cannot be', async () => {
    // given
    const unclaimTask = jest.fn(async () => {
      throw new Error('Expected task 1 to be open, but it is not');
    });
    const items = [aTask({ assignee: ME })];
    show({ unclaimTask, listTasks: jest.fn(async () => ({ items })) });
    // when
    await userEvent.click(
      await screen.findByRole('button', { name: /Give back/ }),
    );
    // then
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Expected task 1 to be open',
    );
  });

  it('should look for what is typed', async () => {
    // given
    const { listTasks } = show();
    // when
    await userEvent.type(await screen.findByLabelText('Search'), 'click');
    // then
    await waitFor(() =>
      expect(listTasks).toHaveBeenCalledWith(
        expect.objectContaining({ search: 'click' }),
        expect.anything(),
      ),
    );
    expect(await screen.findByText('No task is like that')).toBeVisible();
  });

  it('should go through long lists page by page', async () => {
    // given
    const listTasks = jest.fn(async ({ cursor }: { cursor?: string }) =>
      cursor
        ? { items: [aTask({ name: 'The last' })] }
        : { items: [aTask({ name: 'The first' })], nextCursor: 'more' },
    );
    show({ listTasks });
    // when
    await userEvent.click(await screen.findByRole('button', { name: 'Next' }));
    // then
    expect(await screen.findByText('The last')).toBeVisible();
    expect(screen.getByText('Page 2')).toBeVisible();
    // when
    await userEvent.click(screen.getByRole('button', { name: 'Previous' }));
    // then
    expect(await screen.findByText('The first')).toBeVisible();
  });

  it('should go from task to task by the arrow keys', async () => {
    // given
    const items = [aTask(), aTask({ id: 'task-2', name: 'Second' })];
    show({ listTasks: jest.fn(async () => ({ items })) });
    const [first, second] = await screen.findAllByRole('link');
    // when
    first.focus();
    await userEvent.keyboard('{ArrowDown}');
    // then
    expect(second).toHaveFocus();
    // when
    await userEvent.keyboard('{ArrowUp}');
    // then
    expect(first).toHaveFocus();
  });

  it('should let one try again when the back end did not answer', async () => {
    // given
    const listTasks = jest
      .fn<Promise<unknown>, []>()
      .mockRejectedValueOnce(new Error('No answer'))
      .mockResolvedValue({ items: [aTask({ name: 'Here again' })] });
    show({ listTasks });
    // when
    await userEvent.click(
      await screen.findByRole('button', { name: 'Try again' }),
    );
    // then
    expect(await screen.findByText('Here again')).toBeVisible();
    expect(screen.queryByText('No answer')).not.toBeInTheDocument();
  });
});
