import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';

/** Entity ref of whoever is signed in; undefined until it is known. */
export function useMe(): string | undefined {
  const identityApi = useApi(identityApiRef);
  const [me, setMe] = useState<string>();
  useEffect(() => {
    identityApi.getBackstageIdentity().then(
      ({ userEntityRef }) => setMe(userEntityRef),
      () => setMe(undefined),
    );
  }, [identityApi]);
  return me;
}
