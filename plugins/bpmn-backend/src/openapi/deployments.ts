import {
  MAX_DEFINITION_BYTES,
  processReadPermission,
  processDeployPermission,
  type BundleResource,
  type CheckResourcesRequest,
  type CheckResourcesResult,
  type Deployment,
  type DeploymentDocument,
  type DeploymentRequest,
  type DeploymentResource,
  type DeploymentResult,
  type DraftRevision,
  type ResourceProblem,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { groupRef } from './groupRef';
import { operation } from './operation';
import {
  anyText,
  id,
  integer,
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

const params = { deploymentId: id };

/** Documents that belong together. */
export const bundleResources = listOf(ref('BundleResource'), {
  minItems: 1,
  maxItems: RESOURCES,
});

/** Largest body that carries them. */
export const BUNDLE_LIMIT = MAX_DEFINITION_BYTES + OVERHEAD;

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
  BundleResource: objectOf<BundleResource>({
    name: text(255, 1),
    contentType: optional(text(255, 1)),
    content: text(MAX_DEFINITION_BYTES),
  }),
  DeploymentRequest: objectOf<DeploymentRequest>({
    ownerRef: groupRef,
    resources: bundleResources,
    draft: optional(objectOf<DraftRevision>({ id, revision: integer(1) })),
  }),
  CheckResourcesRequest: objectOf<CheckResourcesRequest>({
    ownerRef: groupRef,
    resources: bundleResources,
  }),
  CheckResourcesResult: objectOf<CheckResourcesResult>({
    problems: listOf(ref('ResourceProblem')),
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
      'Nothing is deployed if one of them has an error: then the answer is 422 and lists all problems. The same content again gives the same versions. A process id that nobody has yet needs `bpmn.process.create` instead. A person has to be a member of the owner group. Who names the draft that it comes from has it note what it was deployed as, together with the deployment.',
    permission: processDeployPermission.name,
    body: ref('DeploymentRequest'),
    bodyLimit: BUNDLE_LIMIT,
    status: 201,
    answer: ref('DeploymentResult'),
    refusals: [409, 413, 422],
  }),
  checkResources: operation<{
    body: CheckResourcesRequest;
    answer: CheckResourcesResult;
  }>({
    method: 'post',
    path: '/deployments/check',
    tag: 'Deployments',
    summary: 'Says what is wrong with models, without deploying them',
    description:
      'The same problems as `deploy` would find, for those who may deploy them. That a process id belongs to another owner is one of them.',
    permission: processDeployPermission.name,
    body: ref('CheckResourcesRequest'),
    bodyLimit: BUNDLE_LIMIT,
    status: 200,
    answer: ref('CheckResourcesResult'),
    refusals: [413],
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
