import type { LoggerService } from '@backstage/backend-plugin-api';
import type { JobHandler } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
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
  readonly handlers?: readonly JobHandler[];
  readonly scriptRunners?: ScriptRunners;
  readonly scriptFiles?: ScriptFiles;
}

/** Those who have scripts run, put together. Languages that nobody runs have no handler: their jobs wait for external workers. */
export function createScripts({
  scriptRunners: runners = new ScriptRunners(),
  scriptFiles: files,
  handlers = [],
  ...options
}: ScriptsOptions) {
  const { store, clock, logger, definitions, guard } = options;
  const runs = new ScriptRuns({ store, clock, logger, files });
  const parts = { runners, runs, store, definitions, guard, files, clock };
  return {
    runners,
    runs,
    reruns: new ScriptReruns({ ...parts, logger }),
    /** Those of modules, and those of scripts. */
    handlers: withScripts(
      handlers,
      runners
        .languages()
        .map(language => new ScriptJobHandler(language, parts)),
    ),
  };
}

/** Throws if two want to do the same. */
function withScripts(
  handlers: readonly JobHandler[],
  ofScripts: readonly JobHandler[],
): readonly JobHandler[] {
  const twice = handlers.find(({ type }) =>
    ofScripts.some(other => other.type === type),
  );
  if (twice) {
    throw new Error(
      `Expected one handler of job type ${twice.type}, but there are two: one that a module brings, and a runner of scripts. Remove one of them`,
    );
  }
  return [...handlers, ...ofScripts];
}
