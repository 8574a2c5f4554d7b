import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type RootConfigService,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';

/** What `bpmn.catalog` says. */
export interface CatalogConfig {
  /** What locations begin with whose processes deploy themselves. */
  readonly deployFrom: readonly string[];
  readonly schedule: SchedulerServiceTaskScheduleDefinition;
}

const SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 10 },
  timeout: { minutes: 5 },
  // The plugins that are asked start at the same time.
  initialDelay: { seconds: 5 },
};

/** Reads and checks `bpmn.catalog`; throws an error that names the key. */
export function readCatalogConfig(root: RootConfigService): CatalogConfig {
  const config = root.getOptionalConfig('bpmn.catalog');
  const deployFrom = config?.getOptionalStringArray('deployFrom') ?? [];
  const wrong = deployFrom.find(prefix => !/^[a-z-]+:/.test(prefix));
  if (wrong !== undefined) {
    throw new InputError(
      `Expected bpmn.catalog.deployFrom to be beginnings of locations such as "url:https://github.com/acme/", but found "${wrong}"`,
    );
  }
  return {
    deployFrom,
    schedule: config?.has('schedule')
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
          config.getConfig('schedule'),
        )
      : SCHEDULE,
  };
}
