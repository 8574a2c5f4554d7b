import {
  PageBlueprint,
  type ExtensionDefinition,
} from '@backstage/frontend-plugin-api';
import PipelinesIcon from '@material-ui/icons/AccountTree';
import { pipelinesRouteRef } from '../routes';

const pipelinesPage = PageBlueprint.make({
  name: 'pipelines',
  params: {
    path: '/pipelines',
    title: 'Pipelines',
    icon: <PipelinesIcon fontSize="inherit" />,
    routeRef: pipelinesRouteRef,
    loader: async () => {
      const { PipelinesRouter } = await import('./PipelinesRouter');
      return <PipelinesRouter />;
    },
  },
});

/** What this folder adds to a portal. */
export const pipelinesExtensions: readonly ExtensionDefinition[] = [
  pipelinesPage,
];
