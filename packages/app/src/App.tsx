import { createApp } from '@backstage/frontend-defaults';
import { navModule } from './modules/nav/navModule';
import { demoSignInModule } from './modules/signIn/demoSignInModule';

// The demo sign-in lets anybody in as anybody; its back end refuses to load outside development too.
const developmentOnly =
  process.env.NODE_ENV === 'development' ? [demoSignInModule] : [];

export const App = createApp({ features: [navModule, ...developmentOnly] });
