import {
  processIdKey,
  processReadPermission,
  type ResourceProblem,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { deploymentOperations } from '../openapi/deployments';
import { processResourceRef } from '../permissions/resources';
import {
  ProcessTaken,
  type DeployedProcess,
  type DeploymentRecord,
} from '../store/deployments';
import type { Call, Handlers } from './Call';
import { requireDeployable, requireDeployer, type Deployer } from './deployer';
import { found } from './found';
import { isoTime } from './page';
import { toDefinition } from './processes';
import { Refusal } from './Refusal';
import type { RouteServices } from './RouteServices';

/** Deployments. */
export const deploymentRoutes: Handlers<typeof deploymentOperations> = {
  async deploy(call, services) {
    const { body, actor, note, credentials } = call;
    const deployer = { ownerRef: body.ownerRef, credentials };
    await requireDeployer(deployer, services);
    const { definitions, problems } = await services.deployments.deploy(
      body,
      actor,
      processIds => requireDeployable(processIds, deployer, services),
    );
    if (definitions.length === 0) {
      throw notDeployable(problems);
    }
    note({
      ownerRef: body.ownerRef,
      after: definitions.map(({ id, processId, version }) => ({
        id,
        processId,
        version,
      })),
    });
    return { definitions: definitions.map(toDefinition), problems };
  },

  async checkResources({ body, credentials }, services) {
    const deployer = { ownerRef: body.ownerRef, credentials };
    await requireDeployer(deployer, services);
    const { processes, problems } = await services.deployments.check(
      body.resources,
    );
    const taken = await takenProcesses(processes, deployer, services);
    return { problems: [...taken, ...problems] };
  },

  async getDeployment(call, services) {
    const deployment = await readableDeployment(call, services);
    return { ...deployment, deployedAt: isoTime(deployment.deployedAt) };
  },

  async getDeploymentResource(call, services) {
    const { id } = await readableDeployment(call, services);
    const { name } = call.query;
    return found(await services.deploymentQueries.findResource(id, name), {
      what: `document of deployment ${id}`,
      id: name,
    });
  },
};

/** That an id belongs to others is a problem of the model as any other. Throws if somebody may not deploy the rest. */
async function takenProcesses(
  processes: readonly DeployedProcess[],
  deployer: Deployer,
  services: RouteServices,
): Promise<readonly ResourceProblem[]> {
  const ids = processes.map(({ processId }) => processId);
  const owners = new Map(
    (await services.deploymentQueries.findProcesses(ids))
      .filter(({ ownerRef }) => ownerRef !== deployer.ownerRef)
      .map(process => [processIdKey(process.processId), process.ownerRef]),
  );
  const ownerOf = (id: string) => owners.get(processIdKey(id));
  await requireDeployable(
    ids.filter(id => !ownerOf(id)),
    deployer,
    services,
  );
  return processes.flatMap(({ processId, resourceName }) => {
    const ownerRef = ownerOf(processId);
    return ownerRef === undefined
      ? []
      : [
          {
            resource: resourceName,
            elementId: processId,
            rule: 'process-taken',
            severity: 'error' as const,
            parameters: { processId, ownerRef },
            message: new ProcessTaken(processId, ownerRef).message,
            path: ['id'],
          },
        ];
  });
}

async function readableDeployment(
  {
    params: { deploymentId: id },
    credentials,
  }: Call<{ params: { deploymentId: string } }>,
  { access, deploymentQueries }: RouteServices,
): Promise<DeploymentRecord> {
  const deployment = found(await deploymentQueries.findDeployment(id), {
    what: 'deployment',
    id,
  });
  const permission = processReadPermission;
  await access.require(
    { permission, ref: processResourceRef, credentials },
    ...(await deploymentQueries.findProcessesOf(id)),
  );
  return deployment;
}

function notDeployable(problems: readonly ResourceProblem[]): Refusal {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const elementIds = errors.flatMap(({ elementId }) => elementId ?? []);
  const detail =
    errors[0]?.message ??
    'Expected an executable process among what is deployed, but there is none';
  return new Refusal([422, 'notDeployable'], detail, {
    problems,
    elementIds: [...new Set(elementIds)],
  });
}
