import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { bpmnApiRef } from '../../api';
import { pipelinesRouteRef } from '../../routes';
import { aDefinition, fakeApi, MODEL, page } from '../../testing/runs';
import { ProcessDetails } from './ProcessDetails';

jest.mock('../../diagram/createDiagram', () => ({
  createDiagram: () => ({
    draw: async () => {},
    mark: () => {},
    zoom: () => {},
    destroy: () => {},
  }),
}));

const FIRST = aDefinition();
const LATEST = aDefinition({ id: 'version-2', version: 2 });

function show() {
  const getProcessDefinitionXml = jest.fn(
    async ({ processDefinitionId }: { processDefinitionId: string }) =>
      processDefinitionId === FIRST.id
        ? MODEL.replace('30 6 * * 1-5', '0 1 * * *')
        : MODEL,
  );
  renderInTestApp(<ProcessDetails latest={LATEST} />, {
    mountedRoutes: {
      '/pipelines': pipelinesRouteRef,
      '/catalog/:namespace/:kind/:name': entityRouteRef,
    },
    apis: [
      [
        bpmnApiRef,
        fakeApi({
          getProcessDefinitionXml,
          getDeployment: async () => ({ deployedBy: 'user:default/ada' }),
          listInstances: async () => page(),
          listVersions: async () => page(LATEST, FIRST),
          listSchedules: async () =>
            page({
              id: 'schedule-1',
              processId: LATEST.processId,
              elementId: 'nightly',
              processDefinitionId: LATEST.id,
              dueAt: '2026-11-27T05:30:00.000Z',
              skipsNext: false,
              isOver: false,
              catchUp: 'once',
            }),
        }),
      ],
    ],
  } as never);
  return getProcessDefinitionXml;
}

describe('ProcessDetails', () => {
  it('should say when the latest version runs while another one is looked at', async () => {
    // given
    const getProcessDefinitionXml = show();
    expect(await screen.findByText(/^At 06:30/)).toBeVisible();
    expect(getProcessDefinitionXml).toHaveBeenCalledTimes(1);
    // when
    await userEvent.click(
      await screen.findByRole('radio', { name: 'Show version 1' }),
    );
    // then
    expect(await screen.findByText(/^This is version 1/)).toBeVisible();
    expect(getProcessDefinitionXml).toHaveBeenLastCalledWith(
      { processDefinitionId: FIRST.id },
      expect.anything(),
    );
    expect(screen.getByText(/^At 06:30/)).toBeVisible();
  });
});
