import {
  createConditionExports,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { processIdKey } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { z } from 'zod';
import { instanceResourceRef, processResourceRef } from './resources';

const claims = z.object({
  claims: z
    .array(z.string())
    .describe('Entity refs of whoever asks and of their groups'),
});

const processIds = z.object({
  processIds: z.array(z.string()).describe('Ids of processes'),
});

const isOwner = {
  name: 'IS_PROCESS_OWNER',
  description: 'Allow those whose group owns the process',
  paramsSchema: claims,
} as const;

const hasProcessId = {
  name: 'HAS_PROCESS_ID',
  description: 'Allow for certain processes',
  paramsSchema: processIds,
} as const;

type Claims = z.infer<typeof claims>;
type ProcessIds = z.infer<typeof processIds>;

const ofOwner = (params: Claims) => ({
  property: 'ownerRef',
  values: params.claims,
});

const ofProcess = (params: ProcessIds) => ({
  property: 'processKey',
  values: params.processIds.map(processIdKey),
});

const isOneOf = (processId: string, params: ProcessIds) =>
  params.processIds.map(processIdKey).includes(processIdKey(processId));

/** What a policy can say about processes. */
export const processRules = {
  isProcessOwner: createPermissionRule({
    ...isOwner,
    resourceRef: processResourceRef,
    apply: ({ ownerRef }, params) => params.claims.includes(ownerRef),
    toQuery: ofOwner,
  }),
  hasProcessId: createPermissionRule({
    ...hasProcessId,
    resourceRef: processResourceRef,
    apply: ({ processId }, params) => isOneOf(processId, params),
    toQuery: ofProcess,
  }),
};

/** What a policy can say about process instances. */
export const instanceRules = {
  isProcessOwner: createPermissionRule({
    ...isOwner,
    resourceRef: instanceResourceRef,
    apply: ({ ownerRef }, params) => params.claims.includes(ownerRef),
    toQuery: ofOwner,
  }),
  hasProcessId: createPermissionRule({
    ...hasProcessId,
    resourceRef: instanceResourceRef,
    apply: ({ processId }, params) => isOneOf(processId, params),
    toQuery: ofProcess,
  }),
  isInstanceStarter: createPermissionRule({
    name: 'IS_INSTANCE_STARTER',
    description: 'Allow those who have started the instance',
    paramsSchema: claims,
    resourceRef: instanceResourceRef,
    apply: ({ startedBy }, params) => params.claims.includes(startedBy),
    toQuery: params => ({ property: 'startedBy', values: params.claims }),
  }),
};

/** Conditions on processes, for permission policies. */
export const {
  conditions: bpmnProcessConditions,
  createConditionalDecision: createBpmnProcessConditionalDecision,
} = createConditionExports({
  resourceRef: processResourceRef,
  rules: processRules,
});

/** Conditions on process instances, for permission policies. */
export const {
  conditions: bpmnInstanceConditions,
  createConditionalDecision: createBpmnInstanceConditionalDecision,
} = createConditionExports({
  resourceRef: instanceResourceRef,
  rules: instanceRules,
});
