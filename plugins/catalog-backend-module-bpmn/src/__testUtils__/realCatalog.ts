import {
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  eventsServiceRef,
  type EventsService,
} from '@backstage/plugin-events-node';
import { PROCESSES_CHANGED_TOPIC } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { bpmnServiceRef } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import catalogModuleBpmn from '../index';

interface CatalogOptions {
  /** The plugin, as far as the module asks it. */
  readonly bpmn: object;
  readonly deployFrom: readonly string[];
  /** Files that it reads entities from, once they are there. */
  readonly files: readonly string[];
}

const configOf = ({ deployFrom, files }: CatalogOptions) => ({
  app: { baseUrl: 'http://localhost:3000' },
  backend: { baseUrl: 'http://localhost:7007' },
  bpmn: { catalog: { deployFrom: [...deployFrom] } },
  catalog: {
    processingInterval: { seconds: 1 },
    locations: files.map(target => ({ type: 'file', target })),
  },
});

/** The catalog of Backstage with the module, which looks at everything every second. */
export async function realCatalog(options: CatalogOptions) {
  let events: EventsService | undefined;
  const listener = createBackendModule({
    pluginId: 'catalog',
    moduleId: 'test',
    register(reg) {
      reg.registerInit({
        deps: { service: eventsServiceRef },
        async init({ service }) {
          events = service;
        },
      });
    },
  });
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      catalogModuleBpmn,
      listener,
      createServiceFactory({
        service: bpmnServiceRef,
        deps: {},
        factory: () => options.bpmn as any,
      }),
      mockServices.rootConfig.factory({ data: configOf(options) }),
    ],
  });
  const { port } = backend.server.address() as { readonly port: number };
  const catalog = `http://localhost:${port}/api/catalog`;
  return {
    stop: () => backend.stop(),
    /** The component of a name, or nothing yet. */
    async find(name: string): Promise<Entity | undefined> {
      const response = await fetch(
        `${catalog}/entities/by-name/component/default/${name}`,
        { headers: { authorization: mockCredentials.service.header() } },
      );
      return response.ok ? response.json() : undefined;
    },
    hear: (...processIds: string[]) =>
      events!.publish({
        topic: PROCESSES_CHANGED_TOPIC,
        eventPayload: { processIds },
      }),
  };
}
