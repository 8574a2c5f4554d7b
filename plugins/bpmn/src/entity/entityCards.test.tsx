import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { PROCESSES_ANNOTATION } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { screen } from '@testing-library/react';
import { bpmnApiRef } from '../api';
import { pipelinesRouteRef } from '../routes';
import { aDefinition, aRun, fakeApi, page, TEAM } from '../testing/runs';
import { TeamProcessesCard } from './TeamProcessesCard';
import { usedProcesses } from './usedProcesses';
import { UsedProcessesCard } from './UsedProcessesCard';

const group = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'analytics' },
};

const component = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'gateway',
    annotations: { [PROCESSES_ANNOTATION]: 'click-propensity, ,other,other' },
  },
};

function show(entity: typeof group, card: JSX.Element, answers = {}) {
  renderInTestApp(<EntityProvider entity={entity}>{card}</EntityProvider>, {
    mountedRoutes: { '/pipelines': pipelinesRouteRef },
    apis: [
      [
        bpmnApiRef,
        fakeApi({
          listInstances: async () => page(aRun({ incidentCount: 1 })),
          listSchedules: async () => page(),
          ...answers,
        }),
      ],
    ],
  } as never);
}

describe('cards of entities', () => {
  it('should list the processes of a team', async () => {
    const listProcesses = jest.fn(async () => page(aDefinition()));
    show(group, <TeamProcessesCard />, { listProcesses });
    expect(
      await screen.findByRole('link', { name: 'Click propensity' }),
    ).toHaveAttribute('href', '/pipelines/click-propensity');
    expect(await screen.findByText('Needs attention')).toBeVisible();
    expect(listProcesses).toHaveBeenCalledWith(
      expect.objectContaining({ ownerRef: TEAM }),
      expect.anything(),
    );
  });

  it('should say that a team owns none', async () => {
    show(group, <TeamProcessesCard />, { listProcesses: async () => page() });
    expect(await screen.findByText(/owns no processes/)).toBeVisible();
  });

  it('should list the processes that an entity says it uses', async () => {
    show(component, <UsedProcessesCard />, {
      getProcess: async ({ processId }: { processId: string }) => {
        if (processId === 'other') {
          throw new Error('There is none');
        }
        return aDefinition();
      },
    });
    expect(
      await screen.findByRole('link', { name: 'Click propensity' }),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: 'other' })).toBeVisible();
  });

  it('should take each process once', () => {
    expect(usedProcesses(component)).toEqual(['click-propensity', 'other']);
    expect(usedProcesses(group)).toEqual([]);
  });
});
