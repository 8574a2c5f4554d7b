import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Clock } from '../clock/Clock';
import type { Definitions } from '../deployments/Definitions';
import type { FileGuard } from '../files/FileGuard';
import type { ScriptAttemptStore } from '../store/scripts';
import type { ScriptFiles } from './ScriptFiles';
import { ScriptJobHandler } from './ScriptJobHandler';
import { ScriptReruns } from './ScriptReruns';
import { ScriptRunners } from './ScriptRunners';
import { ScriptRuns } from './ScriptRuns';

/** What scripts need of a host. */
interface ScriptsOptions {
  readonly store: ScriptAttemptStore;
  readonly definitions: Definitions;
  readonly guard: FileGuard;
  readonly clock: Clock;
  readonly logger: LoggerService;
  readonly scriptRunners?: ScriptRunners;
  readonly scriptFiles?: ScriptFiles;
}

/** Those who have scripts run, put together. Languages that nobody runs have no handler: their jobs wait for external workers. */
export function createScripts({
  scriptRunners: runners = new ScriptRunners(),
  scriptFiles: files,
  ...options
}: ScriptsOptions) {
  const { store, clock, logger, definitions, guard } = options;
  const runs = new ScriptRuns({ store, clock, logger, files });
  const parts = { runners, runs, store, definitions, guard, files, clock };
  return {
    runners,
    runs,
    reruns: new ScriptReruns({ ...parts, logger }),
    handlers: runners
      .languages()
      .map(language => new ScriptJobHandler(language, parts)),
  };
}
