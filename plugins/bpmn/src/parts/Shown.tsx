import type { ReactNode } from 'react';
import { Progress } from '@backstage/core-components';
import type { Loaded } from './useLoaded';
import { Refused } from './Refused';

/** Shows what was loaded; until then that it is being loaded, or why it cannot be. */
export function Shown<Value>({
  loaded,
  children,
}: {
  loaded: Loaded<Value>;
  children: (value: Value) => ReactNode;
}) {
  const { value, error, reload } = loaded;
  return (
    <>
      <Refused error={error} onRetry={reload} />
      {value === undefined && !error && <Progress />}
      {value !== undefined && children(value)}
    </>
  );
}
