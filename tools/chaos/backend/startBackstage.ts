import { createSpecializedBackend } from '@backstage/backend-app-api';
import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { discoveryServiceFactory } from '@backstage/backend-defaults/discovery';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { httpRouterServiceFactory } from '@backstage/backend-defaults/httpRouter';
import { lifecycleServiceFactory } from '@backstage/backend-defaults/lifecycle';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { permissionsRegistryServiceFactory } from '@backstage/backend-defaults/permissionsRegistry';
import { rootHealthServiceFactory } from '@backstage/backend-defaults/rootHealth';
import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { rootLifecycleServiceFactory } from '@backstage/backend-defaults/rootLifecycle';
import { userInfoServiceFactory } from '@backstage/backend-defaults/userInfo';
import {
  coreServices,
  createServiceFactory,
  createServiceRef,
  type AuditorService,
  type BackendFeature,
  type RootLoggerService,
  type ServiceRef,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
  type MetricsService,
} from '@backstage/backend-plugin-api/alpha';
import { ConfigReader } from '@backstage/config';
import type { AddressInfo } from 'node:net';
import type { Knex } from 'knex';
import { loggerOf } from '../../hosting/loggerOf';

/** A back end of Backstage that listens. */
export interface Backstage {
  /** Up to and without the id of a plugin. */
  readonly baseUrl: string;
  stop(): Promise<void>;
}

/** What a back end is started with. */
export interface BackstageOptions {
  readonly knex: Knex;
  /** Of the service that may do everything, and who that is. */
  readonly access: { readonly token: string; readonly subject: string };
  readonly features: readonly BackendFeature[];
}

/** Of Backstage: what has to do with requests, who sends them, and the life of the process. */
const FACTORIES = [
  authServiceFactory,
  discoveryServiceFactory,
  httpAuthServiceFactory,
  httpRouterServiceFactory,
  lifecycleServiceFactory,
  permissionsServiceFactory,
  permissionsRegistryServiceFactory,
  rootHealthServiceFactory,
  rootLifecycleServiceFactory,
  userInfoServiceFactory,
];

const silent: AuditorService = {
  createEvent: async () => ({ success: async () => {}, fail: async () => {} }),
};
const instrument = () => ({ add() {}, record() {}, addCallback() {} } as any);
/** Nobody looks at them. */
const metrics: MetricsService = {
  createCounter: instrument,
  createUpDownCounter: instrument,
  createHistogram: instrument,
  createGauge: instrument,
  createObservableCounter: instrument,
  createObservableUpDownCounter: instrument,
  createObservableGauge: instrument,
};

/** As the events plugin of Backstage names it; its package is more than is needed here. */
const eventsServiceRef = createServiceRef<{ publish(): Promise<void> }>({
  id: 'events.service',
  scope: 'plugin',
});

/** Starts the part of a portal's back end that a plugin stands on, quickly: it is killed again soon. */
export async function startBackstage({
  knex,
  access,
  features,
}: BackstageOptions): Promise<Backstage> {
  let portOf = () => 0;
  const { token, subject } = access;
  const config = {
    backend: {
      baseUrl: 'http://127.0.0.1',
      listen: { host: '127.0.0.1', port: 0 },
      auth: {
        externalAccess: [{ type: 'static', options: { token, subject } }],
      },
    },
  };
  const logger: RootLoggerService = loggerOf(line => console.error(line));
  const backend = createSpecializedBackend({
    defaultServiceFactories: [
      ...FACTORIES,
      rootHttpRouterServiceFactory({
        configure({ applyDefaults, server }) {
          applyDefaults();
          portOf = () => (server.address() as AddressInfo).port;
        },
      }),
      always(coreServices.rootConfig, new ConfigReader(config)),
      always(coreServices.rootLogger, logger),
      always(coreServices.logger, logger),
      always(coreServices.auditor, silent),
      always(coreServices.database, { getClient: async () => knex }),
      always(actionsRegistryServiceRef, { register() {} }),
      always(metricsServiceRef, metrics),
      // Nobody listens.
      always(eventsServiceRef, { async publish() {} }),
    ],
  });
  features.forEach(feature => backend.add(feature));
  await backend.start();
  return {
    baseUrl: `http://127.0.0.1:${portOf()}/api`,
    stop: () => backend.stop(),
  };
}

/** A service that is the same for everybody. */
function always<Service extends object>(
  service: ServiceRef<Service, 'root'> | ServiceRef<Service, 'plugin'>,
  given: Service,
) {
  return createServiceFactory({
    service: service as ServiceRef<Service, 'root'>,
    deps: {},
    factory: () => given,
  });
}
