import {
  PageBlueprint,
  type ExtensionDefinition,
} from '@backstage/frontend-plugin-api';
import { createElement } from 'react';
import { modelerRouteRef } from '../routes';
import { ModelerIcon } from './ModelerIcon';

const modelerPage = PageBlueprint.make({
  name: 'modeler',
  params: {
    path: '/modeler',
    title: 'Modeler',
    icon: createElement(ModelerIcon),
    noHeader: true,
    routeRef: modelerRouteRef,
    loader: () =>
      import('./ModelerPages').then(({ ModelerPages }) =>
        createElement(ModelerPages),
      ),
  },
});

/** What this folder adds to a portal. */
export const modelerExtensions: readonly ExtensionDefinition[] = [modelerPage];
