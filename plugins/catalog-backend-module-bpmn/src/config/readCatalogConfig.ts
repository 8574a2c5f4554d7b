import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type RootConfigService,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { placeOf } from '../places/places';

/** What `bpmn.catalog` says. */
export interface CatalogConfig {
  /** Places whose processes deploy themselves, as `isWithin` takes them. */
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
  return {
    deployFrom: deployFrom.map(readPlace),
    schedule: config?.has('schedule')
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
          config.getConfig('schedule'),
        )
      : SCHEDULE,
  };
}

/** With a slash at its end, so that no other name begins with it. */
function readPlace(text: string): string {
  const [, type, target] = /^(url|file):(.*)$/.exec(text) ?? [];
  const place =
    target === ''
      ? text
      : placeOf({ type, target: `${target}/`.replace(/\/\/$/, '/') });
  if (place === undefined) {
    throw new InputError(
      `Expected bpmn.catalog.deployFrom to be places such as "url:https://github.com/acme/" or "file:", without ".." and the like, but found "${text}"`,
    );
  }
  return place;
}
