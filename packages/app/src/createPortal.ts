import { createApp } from '@backstage/frontend-defaults';
import { createFrontendFeatureLoader } from '@backstage/frontend-plugin-api';
import { navModule } from './modules/nav/navModule';

// The demo sign-in lets anybody in as anybody; its back end refuses to load outside development, whatever the configuration says.
const developmentOnly = createFrontendFeatureLoader({
  *loader({ config }) {
    if (config.getOptionalString('auth.environment') === 'development') {
      yield import('./modules/signIn/demoSignInModule').then(module => ({
        default: module.demoSignInModule,
      }));
    }
  },
});

/** The front end of the portal, as it is configured when it begins. */
export const createPortal = () =>
  createApp({ features: [navModule, developmentOnly] });
