import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { BpmnApi } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { bpmnApiRef, NotReachedError } from '../api';
import { modelerRouteRef, pipelinesRouteRef } from '../routes';
import { aDefinition, aRun, fakeApi, ME, page, TEAM } from '../testing/runs';
import { PipelinesPage } from './PipelinesPage';

const MINE = aDefinition();
const THEIRS = aDefinition({
  processId: 'a-stress-test',
  name: 'Stress test',
  ownerRef: 'group:default/an-other-team',
});

/** Shows the pipelines to somebody, over a back end that answers as it is told to. */
function show(
  answers: Partial<Record<keyof BpmnApi, unknown>> = {},
  mayNotStart?: string,
) {
  renderInTestApp(<PipelinesPage />, {
    initialRouteEntries: ['/pipelines'],
    mountPath: '/pipelines',
    mountedRoutes: {
      '/pipelines': pipelinesRouteRef,
      '/modeler': modelerRouteRef,
      '/catalog/:namespace/:kind/:name': entityRouteRef,
    },
    apis: [
      [
        bpmnApiRef,
        fakeApi({
          getHealth: async () => ({ isKeepingUp: true, scripts: [] }),
          listProcesses: async () => page(THEIRS, MINE),
          listInstances: async () => page(aRun({ state: 'completed' })),
          listSchedules: async () => page(),
          getStartForm: async () => ({
            processId: MINE.processId,
            version: 1,
            startEvent: 'start',
          }),
          ...answers,
        }),
      ],
      mockApis.identity({ userEntityRef: ME, ownershipEntityRefs: [ME, TEAM] }),
      mockApis.permission({
        authorize: request =>
          'resourceRef' in request && request.resourceRef === mayNotStart
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
      }),
    ],
  } as never);
}

describe('PipelinesPage', () => {
  it('should list the pipelines of my teams first, with their last runs', async () => {
    // when
    show();
    // then
    const [first, second] = await screen.findAllByRole('table');
    expect(within(first).getByText('Click propensity')).toBeVisible();
    expect(within(second).getByText('Stress test')).toBeVisible();
    expect(await within(first).findByText('Completed')).toBeVisible();
    expect(
      within(first).getByRole('img', { name: 'Last 1 run: 1 completed' }),
    ).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'New pipeline' }),
    ).toHaveAttribute('href', '/modeler');
  });

  it('should ask how pipelines do only where they are in view', async () => {
    // given
    const rows = new Map<Element, (isIntersecting: boolean) => void>();
    Object.assign(globalThis, {
      IntersectionObserver: class {
        constructor(private readonly tell: (seen: object[]) => void) {}
        observe(row: Element) {
          rows.set(row, isIntersecting => this.tell([{ isIntersecting }]));
        }
        disconnect() {}
      },
    });
    const listInstances = jest.fn(async () => page(aRun()));
    show({ listInstances });
    // when
    const row = await screen.findByRole('row', { name: /^Stress test/ });
    expect(listInstances).not.toHaveBeenCalled();
    act(() => rows.get(row)?.(true));
    // then
    expect(await within(row).findByText('Running')).toBeVisible();
    expect(listInstances).toHaveBeenCalledTimes(1);
    Reflect.deleteProperty(globalThis, 'IntersectionObserver');
  });

  it('should find pipelines by name', async () => {
    // given
    show();
    await screen.findByText('Click propensity');
    // when
    const search = screen.getByLabelText('Search pipelines by name');
    await userEvent.type(search, 'STRESS');
    // then
    expect(screen.queryByText('Click propensity')).not.toBeInTheDocument();
    expect(screen.getByText('Stress test')).toBeVisible();
    // when
    await userEvent.type(search, ' x');
    await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
    // then
    expect(screen.getByText('Click propensity')).toBeVisible();
  });

  it('should say what to do while there are none', async () => {
    show({ listProcesses: async () => page() });
    expect(await screen.findByText('No pipelines yet')).toBeVisible();
  });

  it('should say what is wrong, and let one try again', async () => {
    // given
    const listProcesses = jest
      .fn()
      .mockRejectedValueOnce(
        new NotReachedError(new TypeError('Failed to fetch')),
      )
      .mockResolvedValue(page(MINE));
    show({ listProcesses });
    // when
    expect(await screen.findByText(/cannot be reached/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    // then
    expect(await screen.findByText('Click propensity')).toBeVisible();
  });

  it('should begin a run with variables, and keep the dialog if it is refused', async () => {
    // given
    const startInstance = jest.fn(async () => {
      throw new Error('Expected the permission, but you do not have it');
    });
    show({ startInstance });
    // when
    await userEvent.click(
      await screen.findByRole('button', { name: 'Run Click propensity' }),
    );
    const variables = await screen.findByLabelText('Variables to begin with');
    await userEvent.clear(variables);
    await userEvent.type(variables, '{{"amount": 3}');
    await userEvent.click(screen.getByRole('button', { name: 'Run' }));
    // then
    await waitFor(() =>
      expect(startInstance).toHaveBeenCalledWith(
        { body: { processId: 'click-propensity', variables: { amount: 3 } } },
        { idempotencyKey: expect.any(String) },
      ),
    );
    expect(await screen.findByText(/Expected the permission/)).toBeVisible();
  });

  it('should say who may not start a pipeline before they fill anything in', async () => {
    // given
    show({}, THEIRS.processId);
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: 'Run Stress test' }),
      ).toHaveAccessibleDescription(/^You may not start/),
    );
    // when
    await userEvent.click(
      screen.getByRole('button', { name: 'Run Stress test' }),
    );
    // then
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Run Click propensity' }),
    ).not.toHaveAttribute('aria-disabled');
  });

  it('should not begin a run with what is no JSON', async () => {
    show();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Run Click propensity' }),
    );
    await userEvent.type(
      await screen.findByLabelText('Variables to begin with'),
      'x',
    );
    expect(screen.getByRole('button', { name: 'Run' })).toBeDisabled();
    expect(screen.getByText(/^Expected JSON/)).toBeVisible();
  });
});
