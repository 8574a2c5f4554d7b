import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  bpmnRoutes,
  createBpmnClient,
  type BpmnApi,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { BpmnService, BpmnServiceRequestOptions } from './bpmnService';

/** What it needs of the portal. */
interface Portal {
  readonly auth: AuthService;
  readonly discovery: DiscoveryService;
}

/** Methods of the client that are no plain operations. */
const STREAMED: readonly (keyof BpmnApi)[] = [
  'followInstance',
  'followScriptLog',
  'getFile',
  'getMailAttachment',
];

/** Makes the service of the typed client: each request has a token of its own, for whom it is made. */
export function createBpmnService(portal: Portal): BpmnService {
  const ids = [...Object.keys(bpmnRoutes), ...STREAMED];
  return Object.fromEntries(
    ids.map(id => [
      id,
      (input: object, { credentials, ...how }: BpmnServiceRequestOptions) => {
        const client = clientFor(portal, credentials);
        return client[id as keyof BpmnApi](input as any, how);
      },
    ]),
  ) as BpmnService;
}

function clientFor(
  { auth, discovery }: Portal,
  onBehalfOf: BackstageCredentials,
): BpmnApi {
  return createBpmnClient({
    discoveryApi: discovery,
    fetchApi: {
      async fetch(input, init) {
        const { token } = await auth.getPluginRequestToken({
          onBehalfOf,
          targetPluginId: 'bpmn',
        });
        const headers = new Headers(init?.headers);
        headers.set('authorization', `Bearer ${token}`);
        return fetch(input, { ...init, headers });
      },
    },
  });
}
