import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { bpmnServiceRef } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import { createDeployAction } from './deploy/deployAction';
import { createStartAction } from './start/startAction';

/** Actions of templates that deploy processes and start them. */
export const scaffolderModuleBpmn = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'bpmn',
  register(reg) {
    reg.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        bpmn: bpmnServiceRef,
      },
      async init({ actions, auth, bpmn }) {
        actions.addActions(
          createDeployAction(bpmn),
          createStartAction({ auth, bpmn }),
        );
      },
    });
  },
});
