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

const PROCESS = 'click-propensity';

async function ask(
  api: PermissionApi | undefined,
  resourceRef: string | undefined,
) {
  const apis = (api ? [[permissionApiRef, api]] : []) as never;
  const { result } = renderHook(
    () => useMay(processStartPermission, resourceRef),
    {
      wrapper: ({ children }: { children: ReactNode }) => (
        <TestApiProvider apis={apis}>{children}</TestApiProvider>
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
    expect(await ask(denying, PROCESS)).toBe(false);
    expect(denying.authorize).toHaveBeenCalledWith({
      permission: processStartPermission,
      resourceRef: PROCESS,
    });
    expect(await ask(answering(AuthorizeResult.ALLOW), PROCESS)).toBe(true);
  });

  it('should let one try where nobody can be asked', async () => {
    const authorize = jest.fn().mockRejectedValue(new TypeError('No way'));
    expect(await ask({ authorize }, PROCESS)).toBe(true);
    expect(await ask(undefined, PROCESS)).toBe(true);
  });

  it('should ask nothing before it is known of what', async () => {
    const denying = answering(AuthorizeResult.DENY);
    expect(await ask(denying, undefined)).toBe(true);
    expect(denying.authorize).not.toHaveBeenCalled();
  });
});
