import {
  PageBlueprint,
  type ExtensionDefinition,
} from '@backstage/frontend-plugin-api';
import MailIcon from '@material-ui/icons/MailOutline';
import { outboxRouteRef } from '../routes';

const outboxPage = PageBlueprint.make({
  name: 'outbox',
  params: {
    path: '/outbox',
    title: 'Outbox',
    icon: <MailIcon fontSize="inherit" />,
    routeRef: outboxRouteRef,
    loader: () => import('./OutboxRoutes').then(m => <m.OutboxRoutes />),
  },
});

/** What this folder adds to a portal. */
export const outboxExtensions: readonly ExtensionDefinition[] = [outboxPage];
