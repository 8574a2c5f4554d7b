import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { bpmnServiceRef } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import { readCatalogConfig } from './config/readCatalogConfig';
import { LocalTextProcessor } from './git/LocalTextProcessor';
import { ProcessFromGitProcessor } from './git/ProcessFromGitProcessor';
import { ProcessEntityProvider } from './provider/ProcessEntityProvider';

/** Processes in the catalog: those that are deployed, and those that are kept in git and deploy themselves. */
export const catalogModuleBpmn = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'bpmn',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        bpmn: bpmnServiceRef,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        events: eventsServiceRef,
        logger: coreServices.logger,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ processing, scheduler, config: root, ...deps }) {
        const config = readCatalogConfig(root);
        const { deployFrom } = config;
        const schedule = scheduler.createScheduledTaskRunner(config.schedule);
        const portalUrl = root.getString('app.baseUrl').replace(/\/+$/, '');
        const givesWay = deployFrom.length > 0;
        processing.addEntityProvider(
          new ProcessEntityProvider({ ...deps, schedule, portalUrl, givesWay }),
        );
        processing.addProcessor(new LocalTextProcessor());
        processing.addProcessor(
          new ProcessFromGitProcessor({ ...deps, deployFrom }),
        );
      },
    });
  },
});
