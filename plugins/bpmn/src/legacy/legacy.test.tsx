import { FlatRoutes } from '@backstage/core-app-api';
import { identityApiRef } from '@backstage/core-plugin-api';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { PROCESSES_ANNOTATION } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { Route } from 'react-router-dom';
import { bpmnApiRef } from '../api';
import { aTask } from '../testing/tasks';
import { aDefinition, aRun, fakeApi, ME, page, TEAM } from '../testing/runs';
import {
  EntityProcessContent,
  EntityTeamProcessesCard,
  EntityUsedProcessesCard,
  hasUsedProcesses,
  InboxPage,
  ModelerPage,
  OutboxPage,
  PipelinesPage,
  TasksSidebarItem,
} from '.';

jest.mock('../diagram/createDiagram', () => ({
  createDiagram: () => ({ draw: async () => {}, destroy: () => {} }),
}));

const ANSWERS = {
  getHealth: async () => ({ isKeepingUp: true }),
  listProcesses: async () => page(aDefinition()),
  listInstances: async () => page(aRun()),
  listSchedules: async () => page(),
  listTasks: async () => page(aTask()),
  countTasks: async () => ({ count: 3, isMore: false }),
  listMails: async () => page(),
  listDrafts: async () => page(),
};

const entity = (kind: string, annotations = {}) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name: 'click-propensity', annotations },
});

/** An app as one would write it, opened at a page of ours, or at something else that it shows. */
const open = (path: string, element: ReactElement = <></>) =>
  renderInTestApp(
    <TestApiProvider
      apis={[
        [bpmnApiRef, fakeApi(ANSWERS)],
        [catalogApiRef, catalogApiMock()],
        [
          identityApiRef,
          mockApis.identity({
            userEntityRef: ME,
            ownershipEntityRefs: [ME, TEAM],
          }),
        ],
      ]}
    >
      <FlatRoutes>
        <Route path="/pipelines" element={<PipelinesPage />} />
        <Route path="/modeler" element={<ModelerPage />} />
        <Route path="/tasks" element={<InboxPage />} />
        <Route path="/outbox" element={<OutboxPage />} />
        <Route path="/elsewhere" element={element} />
      </FlatRoutes>
    </TestApiProvider>,
    {
      routeEntries: [path],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );

const show = (element: ReactElement) => open('/elsewhere', element);

describe('in an app of the old frontend system', () => {
  it('should show all pipelines, with links to their pages', async () => {
    await open('/pipelines');
    expect(
      await screen.findByRole('link', { name: 'Click propensity' }),
    ).toHaveAttribute('href', '/pipelines/click-propensity');
  });

  it('should show the modeler', async () => {
    await open('/modeler');
    expect(
      await screen.findByRole('button', { name: 'Start drawing' }),
    ).toBeVisible();
  });

  it('should show a page below another', async () => {
    await open('/tasks/task-1');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'getTask was asked',
    );
  });

  it('should show the inbox, with links to its tasks', async () => {
    await open('/tasks');
    expect(
      await screen.findByRole('link', { name: 'Approve model' }),
    ).toHaveAttribute('href', '/tasks/task-1');
  });

  it('should show the outbox', async () => {
    await open('/outbox');
    expect(await screen.findByText('No mails yet')).toBeVisible();
  });

  it('should show the process of an entity', async () => {
    await show(
      <EntityProvider entity={entity('Component')}>
        <EntityProcessContent />
      </EntityProvider>,
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'getProcess was asked',
    );
  });

  it('should show the processes of a team', async () => {
    await show(
      <EntityProvider entity={entity('Group')}>
        <EntityTeamProcessesCard />
      </EntityProvider>,
    );
    expect(
      await screen.findByRole('link', { name: 'Click propensity' }),
    ).toBeVisible();
  });

  it('should show the processes that an entity uses', async () => {
    const using = entity('Component', { [PROCESSES_ANNOTATION]: 'scoring' });
    expect(hasUsedProcesses(using)).toBe(true);
    expect(hasUsedProcesses(entity('Component'))).toBe(false);
    await show(
      <EntityProvider entity={using}>
        <EntityUsedProcessesCard />
      </EntityProvider>,
    );
    expect(await screen.findByRole('link', { name: 'scoring' })).toBeVisible();
  });

  it('should show in the sidebar how many tasks are mine', async () => {
    await show(<TasksSidebarItem />);
    expect(
      await screen.findByRole('link', { name: 'Tasks, 3 to do' }),
    ).toHaveAttribute('href', '/tasks');
  });
});
