import {
  instanceOperatePermission,
  type ActivateElementsRequest,
  type MigrateInstanceRequest,
  type MoveInstanceRequest,
  type ProcessInstance,
  type SetVariablesRequest,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { instanceParams, type InstanceParams } from './instances';
import { operation } from './operation';
import {
  elementId,
  id,
  key,
  listOf,
  objectOf,
  optional,
  ref,
  variables,
} from './schema';

/** Parts of the document about commands to process instances. */
export const instanceCommandSchemas = {
  SetVariablesRequest: objectOf<SetVariablesRequest>({
    scopeKey: optional(key),
    variables,
  }),
  MoveInstanceRequest: objectOf<MoveInstanceRequest>({
    terminate: listOf(key, { maxItems: 1000 }),
    activate: listOf(
      objectOf<MoveInstanceRequest['activate'][number]>({
        elementId,
        scopeKey: optional(key),
        variables: optional(variables),
      }),
      { maxItems: 1000 },
    ),
  }),
  MigrateInstanceRequest: objectOf<MigrateInstanceRequest>({
    processDefinitionId: id,
    mapping: optional({
      type: 'object',
      propertyNames: elementId,
      additionalProperties: elementId,
      maxProperties: 1000,
    }),
  }),
  ActivateElementsRequest: objectOf<ActivateElementsRequest>({
    scopeKey: key,
    elementIds: listOf(elementId, { minItems: 1, maxItems: 1000 }),
    variables: optional(variables),
  }),
};

const described = {
  method: 'post',
  tag: 'Process instances',
  permission: instanceOperatePermission.name,
  params: instanceParams,
  status: 200,
  answer: ref('ProcessInstance'),
  refusals: [404, 409],
} as const;

const command = (verb: string, summary: string) =>
  operation<{ params: InstanceParams; answer: ProcessInstance }>({
    ...described,
    path: `/process-instances/{instanceId}/${verb}`,
    summary,
  });

/** What can be done to process instances. */
export const instanceCommandOperations = {
  setVariables: operation<{
    params: InstanceParams;
    body: SetVariablesRequest;
    answer: ProcessInstance;
  }>({
    ...described,
    method: 'patch',
    path: '/process-instances/{instanceId}/variables',
    summary: 'Sets variables of a scope; others stay as they are',
    body: ref('SetVariablesRequest'),
  }),
  suspendInstance: command(
    'suspend',
    'Nothing moves until it is resumed; what happens in the meantime is held',
  ),
  resumeInstance: command('resume', 'Goes on after a suspension'),
  cancelInstance: command('cancel', 'Ends the instance and all that is in it'),
  moveInstance: operation<{
    params: InstanceParams;
    body: MoveInstanceRequest;
    answer: ProcessInstance;
  }>({
    ...described,
    path: '/process-instances/{instanceId}/move',
    summary: 'Terminates element instances here and enters elements there',
    body: ref('MoveInstanceRequest'),
  }),
  migrateInstance: operation<{
    params: InstanceParams;
    body: MigrateInstanceRequest;
    answer: ProcessInstance;
  }>({
    ...described,
    path: '/process-instances/{instanceId}/migrate',
    summary: 'Takes the instance to another version of its process',
    body: ref('MigrateInstanceRequest'),
  }),
  activateElements: operation<{
    params: InstanceParams;
    body: ActivateElementsRequest;
    answer: ProcessInstance;
  }>({
    ...described,
    path: '/process-instances/{instanceId}/activate-elements',
    summary: 'Begins activities of an ad-hoc sub-process',
    body: ref('ActivateElementsRequest'),
  }),
};
