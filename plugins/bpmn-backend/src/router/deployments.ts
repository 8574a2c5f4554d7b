import {
  processCreatePermission,
  processDeployPermission,
  processReadPermission,
  type ResourceProblem,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { deploymentOperations } from '../openapi/deployments';
import { processResourceRef } from '../permissions/resources';
import { ProcessTaken, type DeploymentRecord } from '../store/deployments';
import type { Call, Handlers } from './Call';
import { found } from './found';
import { isoTime } from './page';
import { toDefinition } from './processes';
import { Refusal } from './Refusal';
import type { RouteServices } from './RouteServices';

/** Deployments. */
export const deploymentRoutes: Handlers<typeof deploymentOperations> = {
  async deploy(call, services) {
    const { body, actor, note } = call;
    const { definitions, problems } = await services.deployments.deploy(
      body,
      actor,
      processIds => allow(processIds, call, services),
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

/** Whoever deploys a process for the first time claims its id for a group of theirs. */
async function allow(
  processIds: readonly string[],
  { body: { ownerRef }, credentials }: Call<{ body: { ownerRef: string } }>,
  { access, deploymentQueries }: RouteServices,
): Promise<void> {
  const known = await Promise.all(
    processIds.map(id => deploymentQueries.findProcess(id)),
  );
  const taken = known.find(process => process && process.ownerRef !== ownerRef);
  if (taken) {
    throw new ProcessTaken(taken.processId, taken.ownerRef);
  }
  const claimed = known.flatMap(process => process ?? []);
  if (claimed.length > 0) {
    const permission = processDeployPermission;
    await access.require(
      { permission, ref: processResourceRef, credentials },
      ...claimed,
    );
  }
  if (claimed.length < processIds.length) {
    await access.requirePermission(processCreatePermission, credentials);
    await access.requireMember(ownerRef, credentials);
  }
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
