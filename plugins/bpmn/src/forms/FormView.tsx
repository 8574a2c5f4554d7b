import { Progress } from '@backstage/core-components';
import { lazy, Suspense } from 'react';
import type { FormViewProps } from './FormViewProps';

const FormCanvas = lazy(() =>
  import('./FormCanvas').then(module => ({ default: module.FormCanvas })),
);

/** A form to fill in. What draws it is loaded when the first one is shown. */
export const FormView = (props: FormViewProps) => (
  <Suspense fallback={<Progress />}>
    <FormCanvas {...props} />
  </Suspense>
);
