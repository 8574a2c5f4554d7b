import {
  MAX_DEFINITION_BYTES,
  processReadPermission,
  processDeployPermission,
  type Deployment,
  type DeploymentDocument,
  type DeploymentRequest,
  type DeploymentResource,
  type DeploymentResult,
  type ResourceProblem,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { operation } from './operation';
import {
  anyText,
  id,
  listOf,
  objectOf,
  oneOf,
  optional,
  ref,
  text,
  time,
} from './schema';

const RESOURCES = 100;
const OVERHEAD = 1024 * 1024;

/** A group, e.g. `group:default/finance`. */
export const groupRef = {
  ...text(255, 1),
  pattern: '^group:[a-z0-9][a-z0-9._-]*/[a-z0-9][a-z0-9._-]*$',
};

const params = { deploymentId: id };

const resource = {
  name: anyText,
  contentType: anyText,
  contentHash: anyText,
};

/** Parts of the document about deployments. */
export const deploymentSchemas = {
  ResourceProblem: objectOf<ResourceProblem>({
    resource: anyText,
    elementId: optional(anyText),
    rule: anyText,
    severity: oneOf(['error', 'warning']),
    parameters: optional({ type: 'object' }),
    message: anyText,
    path: optional(listOf({ type: ['string', 'integer'] })),
  }),
  DeploymentRequest: objectOf<DeploymentRequest>({
    ownerRef: groupRef,
    resources: listOf(
      objectOf<DeploymentRequest['resources'][number]>({
        name: text(255, 1),
        contentType: optional(text(255, 1)),
        content: text(MAX_DEFINITION_BYTES),
      }),
      { minItems: 1, maxItems: RESOURCES },
    ),
  }),
  DeploymentResult: objectOf<DeploymentResult>({
    definitions: listOf(ref('ProcessDefinition')),
    problems: listOf(ref('ResourceProblem')),
  }),
  Deployment: objectOf<Deployment>({
    id,
    ownerRef: anyText,
    deployedBy: anyText,
    deployedAt: time,
    contentHash: anyText,
    resources: listOf(objectOf<DeploymentResource>(resource)),
  }),
  DeploymentDocument: objectOf<DeploymentDocument>({
    ...resource,
    content: anyText,
  }),
};

/** What can be done with deployments. */
export const deploymentOperations = {
  deploy: operation<{ body: DeploymentRequest; answer: DeploymentResult }>({
    method: 'post',
    path: '/deployments',
    tag: 'Deployments',
    summary: 'Deploys models and the documents that belong to them',
    description:
      'Nothing is deployed if one of them has an error: then the answer is 422 and lists all problems. The same content again gives the same versions. A process id that nobody has yet needs `bpmn.process.create` instead, and its owner group has to be one of the caller.',
    permission: processDeployPermission.name,
    body: ref('DeploymentRequest'),
    bodyLimit: MAX_DEFINITION_BYTES + OVERHEAD,
    status: 201,
    answer: ref('DeploymentResult'),
    refusals: [409, 413, 422],
  }),
  getDeployment: operation<{
    params: { deploymentId: string };
    answer: Deployment;
  }>({
    method: 'get',
    path: '/deployments/{deploymentId}',
    tag: 'Deployments',
    summary: 'What was deployed together, by whom, and its documents',
    permission: processReadPermission.name,
    params,
    status: 200,
    answer: ref('Deployment'),
    refusals: [404],
  }),
  getDeploymentResource: operation<{
    params: { deploymentId: string };
    query: { name: string };
    answer: DeploymentDocument;
  }>({
    method: 'get',
    path: '/deployments/{deploymentId}/resource',
    tag: 'Deployments',
    summary: 'A document of a deployment',
    permission: processReadPermission.name,
    params,
    query: { name: text(255, 1) },
    status: 200,
    answer: ref('DeploymentDocument'),
    refusals: [404],
  }),
};
