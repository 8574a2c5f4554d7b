import { useCallback } from 'react';
import { useApiHolder } from '@backstage/frontend-plugin-api';
import {
  AuthorizeResult,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { useLoaded } from './useLoaded';

/**
 * Whether one may do something, as far as is known: it is the back end that decides. Only what the policy says no to is no; where it cannot be
 * asked, as in an app that has no API for it, one tries and sees.
 *
 * @param resourceRef - id of the process or the run; absent: not asked yet
 */
export function useMay(
  permission: ResourcePermission,
  resourceRef: string | undefined,
): boolean {
  const permissionApi = useApiHolder().get(permissionApiRef);
  const { value } = useLoaded(
    useCallback(
      async () =>
        permissionApi && resourceRef !== undefined
          ? permissionApi.authorize({ permission, resourceRef })
          : undefined,
      [permission, permissionApi, resourceRef],
    ),
  );
  return value?.result !== AuthorizeResult.DENY;
}
