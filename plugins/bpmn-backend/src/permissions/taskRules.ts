import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import {
  processIdKey,
  RESOURCE_TYPE_BPMN_TASK,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { z } from 'zod';
import type { RowFilter } from '../store/matching';
import type { ProcessResource } from './resources';

/** What of a user task permissions are decided by. */
export interface TaskResource extends ProcessResource {
  readonly assignee?: string;
  readonly candidates: readonly string[];
}

/** User tasks, for rules and policies. */
export const taskResourceRef = createPermissionResourceRef<
  TaskResource,
  RowFilter
>().with({ pluginId: 'bpmn', resourceType: RESOURCE_TYPE_BPMN_TASK });

const claims = z.object({
  claims: z
    .array(z.string())
    .describe('Entity refs of whoever asks and of their groups'),
});

/** What a policy can say about user tasks. */
export const taskRules = {
  isTaskAssignee: createPermissionRule({
    name: 'IS_TASK_ASSIGNEE',
    description: 'Allow those to whom the task is assigned',
    paramsSchema: claims,
    resourceRef: taskResourceRef,
    apply: ({ assignee }, params) =>
      assignee !== undefined && params.claims.includes(assignee),
    toQuery: params => ({ property: 'assignee', values: params.claims }),
  }),
  isTaskCandidate: createPermissionRule({
    name: 'IS_TASK_CANDIDATE',
    description: 'Allow those who are asked to do the task',
    paramsSchema: claims,
    resourceRef: taskResourceRef,
    apply: ({ candidates }, params) =>
      candidates.some(ref => params.claims.includes(ref)),
    toQuery: params => ({ property: 'candidates', values: params.claims }),
  }),
  isProcessOwner: createPermissionRule({
    name: 'IS_PROCESS_OWNER',
    description: 'Allow those whose group owns the process',
    paramsSchema: claims,
    resourceRef: taskResourceRef,
    apply: ({ ownerRef }, params) => params.claims.includes(ownerRef),
    toQuery: params => ({ property: 'ownerRef', values: params.claims }),
  }),
  hasProcessId: createPermissionRule({
    name: 'HAS_PROCESS_ID',
    description: 'Allow for certain processes',
    paramsSchema: z.object({
      processIds: z.array(z.string()).describe('Ids of processes'),
    }),
    resourceRef: taskResourceRef,
    apply: ({ processId }, params) =>
      params.processIds.map(processIdKey).includes(processIdKey(processId)),
    toQuery: params => ({
      property: 'processKey',
      values: params.processIds.map(processIdKey),
    }),
  }),
};

/** Conditions on user tasks, for permission policies. */
export const {
  conditions: bpmnTaskConditions,
  createConditionalDecision: createBpmnTaskConditionalDecision,
} = createConditionExports({ resourceRef: taskResourceRef, rules: taskRules });
