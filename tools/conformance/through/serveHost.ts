import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  Access,
  createRouter,
  createRouteServices,
  ElementTemplates,
  registerPermissions,
  type Host,
} from '@bpmn-pipelines/backstage-plugin-bpmn-backend/testing';
import {
  createBpmnClient,
  type BpmnApi,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/** A back end with our REST API in it, that listens. */
export interface ServedHost {
  /** Asks it, as any client can. */
  readonly client: BpmnApi;
  /** Of a service. */
  readonly token: string;
  /** For whoever looks at answers themselves. */
  readonly baseUrl: string;
  readonly authorization: string;
  stop(): Promise<void>;
}

/** Starts a back end for a host: the REST API is that of the product, its clock and workers are the caller's. */
export async function serveHost(host: Host): Promise<ServedHost> {
  const stopping = new AbortController();
  const plugin = createBackendPlugin({
    pluginId: 'bpmn',
    register(reg) {
      reg.registerInit({
        deps: {
          auditor: coreServices.auditor,
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
          logger: coreServices.logger,
          permissions: coreServices.permissions,
          registry: coreServices.permissionsRegistry,
          userInfo: coreServices.userInfo,
        },
        async init(deps) {
          const services = {
            ...createRouteServices(host, stopping.signal),
            access: new Access(deps),
            elementTemplates: new ElementTemplates(),
          };
          registerPermissions(deps.registry, {
            findProcess: id => services.deploymentQueries.findProcess(id),
            findInstance: id => services.instanceQueries.find(id),
            findTask: id => host.stores.tasks.find(id),
          });
          deps.httpRouter.use(createRouter(services, deps));
        },
      });
    },
  });
  const backend = await startTestBackend({ features: [plugin] });
  const urlOf = (id: string) =>
    `http://127.0.0.1:${backend.server.port()}/api/${id}`;
  return {
    client: createBpmnClient({
      discoveryApi: { getBaseUrl: async id => urlOf(id) },
      fetchApi: { fetch },
    }),
    token: mockCredentials.service.token(),
    baseUrl: `${urlOf('bpmn')}/v1`,
    authorization: mockCredentials.service.header(),
    async stop() {
      stopping.abort();
      await backend.stop();
    },
  };
}
