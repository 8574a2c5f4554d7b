import { createBackendModule } from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { TeamOwnershipPolicy } from './teamOwnershipPolicy';

/** Installs {@link TeamOwnershipPolicy} as the portal's permission policy. */
export const teamOwnershipPolicyModule = createBackendModule({
  pluginId: 'permission',
  moduleId: 'team-ownership-policy',
  register(reg) {
    reg.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy(new TeamOwnershipPolicy());
      },
    });
  },
});
