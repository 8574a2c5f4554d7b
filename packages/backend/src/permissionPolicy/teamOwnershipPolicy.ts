import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  isPermission,
  isReadPermission,
  isResourcePermission,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  bpmnInstanceConditions,
  bpmnProcessConditions,
  bpmnTaskConditions,
  createBpmnInstanceConditionalDecision,
  createBpmnProcessConditionalDecision,
  createBpmnTaskConditionalDecision,
} from '@bpmn-pipelines/backstage-plugin-bpmn-backend';
import {
  mailReadPermission,
  processCreatePermission,
  RESOURCE_TYPE_BPMN_INSTANCE,
  RESOURCE_TYPE_BPMN_PROCESS,
  RESOURCE_TYPE_BPMN_TASK,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import {
  createScaffolderTaskConditionalDecision,
  scaffolderTaskConditions,
} from '@backstage/plugin-scaffolder-backend/alpha';
import {
  actionExecutePermission,
  RESOURCE_TYPE_SCAFFOLDER_TASK,
  taskCreatePermission,
} from '@backstage/plugin-scaffolder-common/alpha';

/**
 * What every signed-in person may do, whoever owns it: run a template; claim a new process id, which the back end allows for groups of theirs
 * only.
 */
const OPEN_TO_EVERYBODY: readonly Permission[] = [
  actionExecutePermission,
  taskCreatePermission,
  processCreatePermission,
];

/**
 * The demo portal's rules: everybody who is signed in may read, except for mails, which may say what is for their recipients only: they are for
 * the team that owns the process, and for who has started the run. People may act on what they or their teams own; whatever has no rule here is
 * denied.
 */
export class TeamOwnershipPolicy implements PermissionPolicy {
  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) {
      return { result: AuthorizeResult.DENY };
    }
    if (
      (isReadPermission(permission) &&
        !isPermission(permission, mailReadPermission)) ||
      OPEN_TO_EVERYBODY.some(open => isPermission(permission, open))
    ) {
      return { result: AuthorizeResult.ALLOW };
    }
    const { userEntityRef, ownershipEntityRefs } = user.info;
    if (isResourcePermission(permission, RESOURCE_TYPE_CATALOG_ENTITY)) {
      return createCatalogConditionalDecision(
        permission,
        catalogConditions.isEntityOwner({ claims: ownershipEntityRefs }),
      );
    }
    if (isResourcePermission(permission, RESOURCE_TYPE_SCAFFOLDER_TASK)) {
      return createScaffolderTaskConditionalDecision(
        permission,
        scaffolderTaskConditions.isTaskOwner({ createdBy: [userEntityRef] }),
      );
    }
    return decideOnProcesses(permission, ownershipEntityRefs);
  }
}

/**
 * People act on processes, instances and tasks of their teams, on what they have started, and on tasks that are theirs; and read mails of such
 * instances.
 */
function decideOnProcesses(
  permission: Permission,
  claims: string[],
): PolicyDecision {
  if (isResourcePermission(permission, RESOURCE_TYPE_BPMN_PROCESS)) {
    return createBpmnProcessConditionalDecision(
      permission,
      bpmnProcessConditions.isProcessOwner({ claims }),
    );
  }
  if (isResourcePermission(permission, RESOURCE_TYPE_BPMN_INSTANCE)) {
    return createBpmnInstanceConditionalDecision(permission, {
      anyOf: [
        bpmnInstanceConditions.isProcessOwner({ claims }),
        bpmnInstanceConditions.isInstanceStarter({ claims }),
      ],
    });
  }
  if (isResourcePermission(permission, RESOURCE_TYPE_BPMN_TASK)) {
    return createBpmnTaskConditionalDecision(permission, {
      anyOf: [
        bpmnTaskConditions.isTaskAssignee({ claims }),
        bpmnTaskConditions.isTaskCandidate({ claims }),
        bpmnTaskConditions.isProcessOwner({ claims }),
      ],
    });
  }
  return { result: AuthorizeResult.DENY };
}
