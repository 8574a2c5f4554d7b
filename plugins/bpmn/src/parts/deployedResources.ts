import type {
  BpmnApi,
  BundleResource,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/** What was deployed together, to go on from. */
export async function deployedResources(
  api: Pick<BpmnApi, 'getDeployment' | 'getDeploymentResource'>,
  deploymentId: string,
): Promise<readonly BundleResource[]> {
  const { resources } = await api.getDeployment({ deploymentId });
  return Promise.all(
    resources.map(async ({ name }) => {
      const document = await api.getDeploymentResource({ deploymentId, name });
      const { contentType, content } = document;
      return { name, contentType, content };
    }),
  );
}
