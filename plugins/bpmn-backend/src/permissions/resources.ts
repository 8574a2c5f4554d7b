import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_BPMN_INSTANCE,
  RESOURCE_TYPE_BPMN_PROCESS,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { RowFilter } from '../store/matching';

/** What of a process permissions are decided by. */
export interface ProcessResource {
  readonly processId: string;
  readonly ownerRef: string;
}

/** What of a process instance permissions are decided by. */
export interface InstanceResource extends ProcessResource {
  readonly startedBy: string;
}

/** Processes, for rules and policies. */
export const processResourceRef = createPermissionResourceRef<
  ProcessResource,
  RowFilter
>().with({ pluginId: 'bpmn', resourceType: RESOURCE_TYPE_BPMN_PROCESS });

/** Process instances, for rules and policies. */
export const instanceResourceRef = createPermissionResourceRef<
  InstanceResource,
  RowFilter
>().with({ pluginId: 'bpmn', resourceType: RESOURCE_TYPE_BPMN_INSTANCE });
