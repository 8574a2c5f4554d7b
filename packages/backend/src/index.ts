import { createBackend } from '@backstage/backend-defaults';
import { demoMarketPlugin } from './demoMarket/demoMarketPlugin';
import { demoPeoplePlugin } from './demoSignIn/demoPeoplePlugin';
import { demoSignInModule } from './demoSignIn/demoSignInModule';
import { teamOwnershipPolicyModule } from './permissionPolicy/teamOwnershipPolicyModule';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(teamOwnershipPolicyModule);

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);

backend.add(import('@bpmn-pipelines/backstage-plugin-bpmn-backend'));
backend.add(
  import('@bpmn-pipelines/backstage-plugin-bpmn-backend-module-http'),
);
backend.add(
  import('@bpmn-pipelines/backstage-plugin-bpmn-backend-module-mail'),
);
backend.add(
  import('@bpmn-pipelines/backstage-plugin-bpmn-backend-module-notifications'),
);
backend.add(
  import('@bpmn-pipelines/backstage-plugin-bpmn-backend-module-script-runner'),
);
backend.add(
  import('@bpmn-pipelines/backstage-plugin-catalog-backend-module-bpmn'),
);

backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(
  import('@backstage/plugin-scaffolder-backend-module-notifications'),
);
backend.add(
  import('@bpmn-pipelines/backstage-plugin-scaffolder-backend-module-bpmn'),
);

backend.add(import('@backstage/plugin-techdocs-backend'));

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-pg'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-search-backend-module-techdocs'));

backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));

backend.add(demoMarketPlugin);

// Anybody can be anybody here, so a production portal does without both; see demoSignIn/requireDevelopment.ts.
if (process.env.NODE_ENV === 'development') {
  backend.add(demoSignInModule);
  backend.add(demoPeoplePlugin);
}

backend.start();
