import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { bpmnApiRef } from '../../api';
import { pipelinesRouteRef } from '../../routes';
import { aRun, fakeApi } from '../../testing/runs';
import { RunsCard } from './RunsCard';

function show() {
  const listInstances = jest.fn(
    async ({ cursor, state }: { cursor?: string; state?: string[] }) => {
      if (state) {
        return { items: [] };
      }
      return cursor
        ? { items: [aRun({ id: 'older', businessKey: 'October' })] }
        : { items: [aRun()], nextCursor: 'next' };
    },
  );
  renderInTestApp(<RunsCard processId="click-propensity" />, {
    mountedRoutes: {
      '/pipelines': pipelinesRouteRef,
      '/catalog/:namespace/:kind/:name': entityRouteRef,
    },
    apis: [[bpmnApiRef, fakeApi({ listInstances })]],
  } as never);
  return listInstances;
}

describe('RunsCard', () => {
  it('should turn pages', async () => {
    // given
    show();
    expect(await screen.findByText('November')).toBeVisible();
    // when
    await userEvent.click(screen.getByRole('button', { name: 'Older' }));
    // then
    expect(await screen.findByText('October')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Older' })).toBeDisabled();
    // when
    await userEvent.click(screen.getByRole('button', { name: 'Newer' }));
    // then
    expect(await screen.findByText('November')).toBeVisible();
  });

  it('should stay as it is until the next page is there', async () => {
    // given
    const listInstances = show();
    await screen.findByText('November');
    listInstances.mockReturnValueOnce(new Promise(() => {}));
    // when
    const older = screen.getByRole('button', { name: 'Older' });
    await userEvent.click(older);
    // then
    expect(older).toBeInTheDocument();
    expect(older).toHaveFocus();
    expect(screen.getByText('November')).toBeVisible();
  });

  it.each([
    ['Needs attention', { hasIncident: true }],
    ['Waiting for people', { hasIncident: false, hasOpenTasks: true }],
    ['Running', { hasIncident: false, hasOpenTasks: false }],
  ])('should show those of a state only: %s', async (name, asked) => {
    // given
    const listInstances = show();
    await screen.findByText('November');
    // when
    await userEvent.click(screen.getByLabelText('Runs to show: All runs'));
    await userEvent.click(screen.getByRole('option', { name }));
    // then
    expect(await screen.findByText('There are none.')).toBeVisible();
    expect(listInstances).toHaveBeenLastCalledWith(
      expect.objectContaining({ state: ['active'], ...asked }),
      expect.anything(),
    );
  });
});
