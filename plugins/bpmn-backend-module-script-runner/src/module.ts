import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { bpmnScriptRunnersExtensionPoint } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import { SandboxedScriptRunner } from './client/SandboxedScriptRunner';
import { readRunnerConfig } from './config/readRunnerConfig';

/** The runner of Python and R scripts. */
export const bpmnModuleScriptRunner = createBackendModule({
  pluginId: 'bpmn',
  moduleId: 'script-runner',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        scriptRunners: bpmnScriptRunnersExtensionPoint,
      },
      async init({ config, lifecycle, logger, scriptRunners }) {
        const runner = new SandboxedScriptRunner(
          readRunnerConfig(config),
          logger,
        );
        scriptRunners.addScriptRunner(runner);
        lifecycle.addShutdownHook(() => runner.stop());
      },
    });
  },
});
