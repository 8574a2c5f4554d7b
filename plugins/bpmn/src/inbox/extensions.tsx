import {
  PageBlueprint,
  type ExtensionDefinition,
} from '@backstage/frontend-plugin-api';
import AssignmentIcon from '@material-ui/icons/AssignmentTurnedIn';
import { inboxRouteRef } from '../routes';

const inboxPage = PageBlueprint.make({
  name: 'tasks',
  params: {
    path: '/tasks',
    title: 'Tasks',
    icon: <AssignmentIcon fontSize="inherit" />,
    routeRef: inboxRouteRef,
    loader: () => import('./InboxRoutes').then(m => <m.InboxRoutes />),
  },
});

/** What this folder adds to a portal. */
export const inboxExtensions: readonly ExtensionDefinition[] = [inboxPage];
