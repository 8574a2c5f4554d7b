import { TestApiProvider } from '@backstage/frontend-test-utils';
import { alertApiRef } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { bpmnApiRef } from '../../api';
import { MOST_CHOICES, type PanelData } from '../panel/panelData';
import { FakeModeler } from '../testing/fakeModeler';
import { usePanelData } from './usePanelData';

const entity = (kind: string, index: number) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: {
    namespace: 'default',
    name: `${kind.toLowerCase()}-${String(index).padStart(4, '0')}`,
  },
  spec: {},
});
const numbers = (count: number) =>
  Array.from({ length: count }, (_, index) => index);

describe('usePanelData', () => {
  it('should offer the first people by their names, and say that there are more', async () => {
    // given
    const people = numbers(MOST_CHOICES + 1).map(index =>
      entity('User', index),
    );
    const entities = [...people.reverse(), entity('Group', 1)];
    const api = {
      listScriptEnvironments: async () => ({ items: [] }),
      listElementTemplates: async () => ({ items: [] }),
    };
    const modeler = new FakeModeler();
    let data: Partial<PanelData> = {};
    modeler.setPanelData = more => {
      data = { ...data, ...more };
    };
    // when
    renderHook(() => usePanelData(modeler), {
      wrapper: ({ children }: { children?: ReactNode }) => (
        <TestApiProvider
          apis={[
            [bpmnApiRef, api as never],
            [catalogApiRef, catalogApiMock({ entities })],
            [alertApiRef, { post: jest.fn() } as never],
          ]}
        >
          {children}
        </TestApiProvider>
      ),
    });
    // then
    await waitFor(() => expect(data.users).toHaveLength(MOST_CHOICES));
    await waitFor(() => expect(data.groups).toHaveLength(1));
    expect(data.users?.[0].value).toBe('user:default/user-0000');
    expect(data.hasMoreUsers).toBe(true);
    expect(data.hasMoreGroups).toBe(false);
  });
});
