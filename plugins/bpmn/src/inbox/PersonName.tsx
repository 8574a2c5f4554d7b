import { EntityDisplayName } from '@backstage/plugin-catalog-react';

const PERSON = /^(user|group):[^/\s]+\/\S+$/;

/** Somebody by the name that people know; a service by what it is called. */
export const PersonName = ({ entityRef }: { readonly entityRef: string }) =>
  PERSON.test(entityRef) ? (
    <EntityDisplayName entityRef={entityRef} hideIcon disableTooltip />
  ) : (
    <>{entityRef}</>
  );
