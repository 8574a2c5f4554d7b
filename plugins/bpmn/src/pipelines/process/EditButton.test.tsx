import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import { bpmnApiRef } from '../../api';
import { modelerRouteRef } from '../../routes';
import { aDefinition, fakeApi } from '../../testing/runs';
import { EditButton } from './EditButton';

const VIEW_URL = 'https://git.example.com/click-propensity';

const entity = (spec: object, annotations = {}) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'click-propensity', annotations },
  spec: { type: 'bpmn-process', owner: 'analytics', ...spec },
});

function show(entities: ReturnType<typeof entity>[]) {
  renderInTestApp(<EditButton definition={aDefinition()} />, {
    mountedRoutes: { '/modeler': modelerRouteRef },
    apis: [
      [bpmnApiRef, fakeApi({})],
      [catalogApiRef, catalogApiMock({ entities })],
    ],
  } as never);
}

describe('EditButton', () => {
  it('should lead to the modeler where a process is kept in the portal', async () => {
    show([entity({})]);
    expect(await screen.findByRole('button', { name: 'Edit' })).toBeEnabled();
  });

  it('should do so where the catalog does not know the process yet', async () => {
    show([]);
    expect(await screen.findByRole('button', { name: 'Edit' })).toBeEnabled();
  });

  it('should lead to git where a process is kept there', async () => {
    const annotations = { 'backstage.io/view-url': VIEW_URL };
    show([entity({ definition: '<model />' }, annotations)]);
    expect(
      await screen.findByRole('button', { name: /^Edit in git/ }),
    ).toHaveAttribute('href', VIEW_URL);
  });

  it('should say so where git cannot be looked at in a browser', async () => {
    show([entity({ definition: '<model />' })]);
    expect(
      await screen.findByText('Kept in git: change it there'),
    ).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull();
  });
});
