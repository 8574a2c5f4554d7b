import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  bpmnInstancePermissions,
  bpmnProcessPermissions,
  bpmnTaskPermissions,
  processCreatePermission,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import {
  instanceResourceRef,
  processResourceRef,
  type InstanceResource,
  type ProcessResource,
} from './resources';
import { instanceRules, processRules } from './rules';
import { taskResourceRef, taskRules, type TaskResource } from './taskRules';

/** Finds what permissions are asked for by id. */
export interface ResourceFinder {
  findProcess(processId: string): Promise<ProcessResource | undefined>;
  findInstance(id: string): Promise<InstanceResource | undefined>;
  findTask(id: string): Promise<TaskResource | undefined>;
}

/** Tells the permission framework what there is, so that policies can be written and others can ask. */
export function registerPermissions(
  registry: PermissionsRegistryService,
  finder: ResourceFinder,
): void {
  registry.addPermissions([processCreatePermission]);
  registry.addResourceType({
    resourceRef: processResourceRef,
    permissions: bpmnProcessPermissions,
    rules: Object.values(processRules),
    getResources: ids => Promise.all(ids.map(id => finder.findProcess(id))),
  });
  registry.addResourceType({
    resourceRef: instanceResourceRef,
    permissions: bpmnInstancePermissions,
    rules: Object.values(instanceRules),
    getResources: ids => Promise.all(ids.map(id => finder.findInstance(id))),
  });
  registry.addResourceType({
    resourceRef: taskResourceRef,
    permissions: bpmnTaskPermissions,
    rules: Object.values(taskRules),
    getResources: ids => Promise.all(ids.map(id => finder.findTask(id))),
  });
}
