import { EntityRefLink } from '@backstage/plugin-catalog-react';

const OF_THE_CATALOG = /^(user|group):[^/]+\/.+$/;

/** A person or group by name, with a link; services by what they are called. */
export const Actor = ({ of: ref }: { of: string }) =>
  OF_THE_CATALOG.test(ref) ? (
    <EntityRefLink entityRef={ref} />
  ) : (
    <span>{ref.replace(/^external:|^plugin:/, '')}</span>
  );
