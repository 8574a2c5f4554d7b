import { createBackendModule } from '@backstage/backend-plugin-api';
import { UserEntity } from '@backstage/catalog-model';
import { AuthenticationError } from '@backstage/errors';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { requireDevelopment } from './requireDevelopment';

/** The request header in which the sign-in page names the chosen person, as an entity ref. */
export const DEMO_PERSON_HEADER = 'x-demo-person';

const authenticator = createProxyAuthenticator({
  defaultProfileTransform: async () => ({ profile: {} }),
  initialize: () => undefined,
  async authenticate({ req }) {
    const entityRef = req.header(DEMO_PERSON_HEADER);
    if (!entityRef) {
      throw new AuthenticationError(
        `Expected the header ${DEMO_PERSON_HEADER} to name a person, but it is missing`,
      );
    }
    return { result: { entityRef } };
  },
});

/** Signs anybody in as any person of the catalog. Development only. */
export const demoSignInModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'demo-sign-in',
  register(reg) {
    reg.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        requireDevelopment('the demo sign-in');
        providers.registerProvider({
          providerId: 'demo',
          factory: createProxyAuthProviderFactory({
            authenticator,
            async profileTransform({ entityRef }, context) {
              const { entity } = await context.findCatalogUser({ entityRef });
              return { profile: (entity as UserEntity).spec.profile ?? {} };
            },
            signInResolver: ({ result: { entityRef } }, context) =>
              context.signInWithCatalogUser({ entityRef }),
          }),
        });
      },
    });
  },
});
