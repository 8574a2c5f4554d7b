import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  coreServices,
  createBackendPlugin,
  resolvePackagePath,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import bpmnPlugin from '@bpmn-pipelines/backstage-plugin-bpmn-backend';
import httpModule from '@bpmn-pipelines/backstage-plugin-bpmn-backend-module-http';
import mailModule from '@bpmn-pipelines/backstage-plugin-bpmn-backend-module-mail';
import scriptRunnerModule from '@bpmn-pipelines/backstage-plugin-bpmn-backend-module-script-runner';
import {
  createBpmnClient,
  type BpmnApi,
  type BpmnRequestOptions,
  type JsonObject,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import Router from 'express-promise-router';
import express from 'express';
import { demoMarketPlugin } from '../../demoMarket/demoMarketPlugin';

const EXAMPLES = join(resolvePackagePath('backend'), '../../examples');

/** The group that owns all of them. */
const OWNER = 'group:default/analytics';

const person = (name: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, namespace: 'default' },
  spec: { profile: { email: `${name}@example.com` } },
  relations: [{ type: 'memberOf', targetRef: OWNER }],
});

/** Signed in as somebody who has a manager. */
export const asBen: BpmnRequestOptions = {
  token: mockCredentials.user.token('user:default/ben'),
};

/** Analytics, whose manager is Ada. */
const analytics = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: {
    name: 'analytics',
    namespace: 'default',
    annotations: { 'bpmn-pipelines.dev/manager': 'ada' },
  },
  spec: { profile: { email: 'analytics@example.com' } },
};

/** A catalog of Analytics and of everybody who is asked for, all of them members. */
const demoCatalogPlugin = createBackendPlugin({
  pluginId: 'catalog',
  register(reg) {
    reg.registerInit({
      deps: { httpRouter: coreServices.httpRouter },
      async init({ httpRouter }) {
        const router = Router();
        router.post('/entities/by-refs', express.json(), (req, res) => {
          const refs = req.body.entityRefs as string[];
          res.json({
            items: refs.map(ref =>
              ref === OWNER ? analytics : person(ref.split('/')[1]),
            ),
          });
        });
        router.get('/entities/by-query', (_req, res) => {
          res.json({ items: [] });
        });
        httpRouter.use(router);
      },
    });
  },
});

/** The back end of the demo portal as far as pipelines need it, without a mail server. */
export async function demoBackend(...more: readonly BackendFeature[]) {
  const backend = await startTestBackend({
    features: [
      bpmnPlugin,
      httpModule,
      mailModule,
      scriptRunnerModule,
      demoCatalogPlugin,
      demoMarketPlugin,
      ...more,
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          bpmn: { http: { allow: [{ host: 'localhost' }] } },
        },
      }),
    ],
  });
  const { port } = backend.server.address() as { readonly port: number };
  const base = `http://localhost:${port}`;
  const client = createBpmnClient({
    discoveryApi: { getBaseUrl: async id => `${base}/api/${id}` },
    fetchApi: { fetch },
  });
  const how = { token: mockCredentials.service.token() };
  return {
    ...operating({ client, how, base }),
    client,
    how,
    stop: () => backend.stop(),
  };
}

interface Demo {
  readonly client: BpmnApi;
  readonly how: BpmnRequestOptions;
  readonly base: string;
}

/** What tests do with the back end. */
function operating({ client, how, base }: Demo) {
  return {
    /** Deploys an example as it is shipped, but for where the portal is and what is changed. */
    async deploy(
      folder: string,
      change = (content: string) => content,
    ): Promise<void> {
      const resources = resourcesOf(folder).map(({ name, content }) => ({
        name,
        content: change(content.replace('http://localhost:7007', base)),
      }));
      await client.deploy({ body: { ownerRef: OWNER, resources } }, how);
    },

    async start(
      processId: string,
      variables: JsonObject,
      as = how,
    ): Promise<string> {
      const body = { processId, variables };
      return (await client.startInstance({ body }, as)).id;
    },

    /** Waits until something has happened in an instance. Rejects at an incident, or if it ends without that. */
    async until(
      instanceId: string,
      isIt: (change: JsonObject) => boolean,
      after = 0,
    ): Promise<number> {
      for await (const { revision, changes } of client.followInstance(
        { instanceId, after },
        how,
      )) {
        const incident = changes.find(({ type }) => type === 'incidentRaised');
        if (incident) {
          throw new Error(JSON.stringify(incident));
        }
        if (changes.some(isIt)) {
          return revision;
        }
      }
      throw new Error(
        `Expected ${instanceId} to get there, but it ended before`,
      );
    },
  };
}

function resourcesOf(folder: string) {
  return readdirSync(join(EXAMPLES, folder))
    .filter(name => /\.(bpmn|form)$/.test(name))
    .map(name => ({
      name,
      content: readFileSync(join(EXAMPLES, folder, name), 'utf8'),
    }));
}

/** That an element has been entered. */
export const entered = (elementId: string) => (change: JsonObject) =>
  change.type === 'elementEntered' && change.elementId === elementId;

/** That the instance has completed. */
export const completed = ({ type, state }: JsonObject) =>
  type === 'instanceEnded' && state === 'completed';
