import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  processCreatePermission,
  processDeployPermission,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { processResourceRef } from '../permissions/resources';
import { ProcessTaken } from '../store/deployments';
import type { RouteServices } from './RouteServices';

/** Who deploys, or drafts, and for which group. */
export interface Deployer {
  readonly ownerRef: string;
  readonly credentials: BackstageCredentials;
}

/**
 * Throws where somebody can deploy nothing for a group: asked before anything is read that may take long. A process has the secrets of its
 * owner, so one has to be a member of the group, whatever a policy says.
 */
export async function requireDeployer(
  { ownerRef, credentials }: Deployer,
  { access }: Pick<RouteServices, 'access'>,
): Promise<void> {
  if (!(await access.isPossible(processDeployPermission, credentials))) {
    await access.requirePermission(processCreatePermission, credentials);
  }
  await access.requireMember(ownerRef, credentials);
}

/** Throws unless somebody who can deploy may change these processes, or claim those of them that nobody has. */
export async function requireDeployable(
  processIds: readonly string[],
  { ownerRef, credentials }: Deployer,
  {
    access,
    deploymentQueries,
  }: Pick<RouteServices, 'access' | 'deploymentQueries'>,
): Promise<void> {
  const claimed = await deploymentQueries.findProcesses(processIds);
  const taken = claimed.find(process => process.ownerRef !== ownerRef);
  if (taken) {
    throw new ProcessTaken(taken.processId, taken.ownerRef);
  }
  if (claimed.length > 0) {
    const permission = processDeployPermission;
    await access.require(
      { permission, ref: processResourceRef, credentials },
      ...claimed,
    );
  }
  if (claimed.length < processIds.length) {
    await access.requirePermission(processCreatePermission, credentials);
  }
}
