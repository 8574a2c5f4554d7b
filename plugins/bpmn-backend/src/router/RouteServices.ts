import type { DeploymentService } from '../deployments/DeploymentService';
import type { Access } from '../permissions/Access';
import type { DeploymentQueries } from '../store/deployments';
import type { TaskService } from '../tasks/TaskService';

/** What routes call. */
export interface RouteServices {
  readonly access: Access;
  readonly deployments: DeploymentService;
  readonly deploymentQueries: DeploymentQueries;
  readonly tasks: TaskService;
}
