import type { ReactNode } from 'react';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  permissionApiRef,
  type PermissionApi,
} from '@backstage/plugin-permission-react';
import { processStartPermission } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { act, renderHook } from '@testing-library/react';
import { useMay } from './useMay';

async function ask(
  api: PermissionApi | undefined,
  resourceRef: string | undefined = 'click-propensity',
) {
  const { result } = renderHook(
    () => useMay(processStartPermission, resourceRef),
    {
      wrapper: ({ children }: { children: ReactNode }) => (
        <TestApiProvider apis={api ? [[permissionApiRef, api] as const] : []}>
          {children}
        </TestApiProvider>
      ),
    },
  );
  await act(async () => {});
  return result.current;
}

const answering = (result: AuthorizeResult.ALLOW | AuthorizeResult.DENY) => ({
  authorize: jest.fn(async () => ({ result })),
});

describe('useMay', () => {
  it('should be what the policy says', async () => {
    const denying = answering(AuthorizeResult.DENY);
    expect(await ask(denying)).toBe(false);
    expect(denying.authorize).toHaveBeenCalledWith({
      permission: processStartPermission,
      resourceRef: 'click-propensity',
    });
    expect(await ask(answering(AuthorizeResult.ALLOW))).toBe(true);
  });

  it('should let one try where nobody can be asked', async () => {
    const authorize = jest.fn().mockRejectedValue(new TypeError('No way'));
    expect(await ask({ authorize })).toBe(true);
    expect(await ask(undefined)).toBe(true);
  });

  it('should ask nothing before it is known of what', async () => {
    const { authorize } = answering(AuthorizeResult.DENY);
    const { result } = renderHook(
      () => useMay(processStartPermission, undefined),
      {
        wrapper: ({ children }: { children: ReactNode }) => (
          <TestApiProvider apis={[[permissionApiRef, { authorize }]]}>
            {children}
          </TestApiProvider>
        ),
      },
    );
    await act(async () => {});
    expect(result.current).toBe(true);
    expect(authorize).not.toHaveBeenCalled();
  });
});
