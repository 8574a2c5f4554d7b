import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { PortalSidebar } from './PortalSidebar';

/** The portal's navigation: search, pages, notifications, settings. */
export const navModule = createFrontendModule({
  pluginId: 'app',
  extensions: [PortalSidebar],
});
