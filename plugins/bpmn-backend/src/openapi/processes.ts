import {
  processDeployPermission,
  processReadPermission,
  type ComparisonQuery,
  type MoveProcessRequest,
  type Page,
  type PageQuery,
  type ProcessComparison,
  type ProcessDefinition,
  type ProcessQuery,
  type StartForm,
  type StartFormQuery,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { comparisonSchemas } from './comparison';
import { groupRef } from './groupRef';
import { operation } from './operation';
import {
  anyText,
  elementId,
  id,
  integer,
  objectOf,
  optional,
  pageOf,
  pageQuery,
  ref,
  text,
  time,
} from './schema';

/** Parts of the document about processes. */
export const processSchemas = {
  ProcessDefinition: objectOf<ProcessDefinition>({
    id,
    processId: anyText,
    version: integer(1),
    versionTag: optional(anyText),
    name: optional(anyText),
    ownerRef: anyText,
    deploymentId: id,
    resourceName: anyText,
    contentHash: anyText,
    deployedAt: time,
  }),
  StartForm: objectOf<StartForm>({
    processId: anyText,
    version: integer(1),
    startEvent: optional(anyText),
    form: optional(ref('UserTaskForm')),
    formSchema: optional({ type: 'object' }),
  }),
  ProcessDefinitions: pageOf(ref('ProcessDefinition')),
  MoveProcessRequest: objectOf<MoveProcessRequest>({ ownerRef: groupRef }),
  ...comparisonSchemas,
};

const described = {
  method: 'get',
  tag: 'Processes',
  permission: processReadPermission.name,
  status: 200,
} as const;

const processId = text(63, 1);

/** What can be done with processes and their versions. */
export const processOperations = {
  listProcesses: operation<{
    query: ProcessQuery;
    answer: Page<ProcessDefinition>;
  }>({
    ...described,
    path: '/processes',
    summary: 'Processes by their ids, each in its latest version',
    query: {
      ...pageQuery,
      ownerRef: optional(text(255, 1)),
      processIdPrefix: optional(text(63, 1)),
    },
    answer: ref('ProcessDefinitions'),
  }),
  getProcess: operation<{
    params: { processId: string };
    answer: ProcessDefinition;
  }>({
    ...described,
    path: '/processes/{processId}',
    summary: 'The latest version of a process',
    params: { processId },
    answer: ref('ProcessDefinition'),
    refusals: [404],
  }),
  getStartForm: operation<{
    params: { processId: string };
    query: StartFormQuery;
    answer: StartForm;
  }>({
    ...described,
    path: '/processes/{processId}/start-form',
    summary: 'What people fill in to start a process',
    description:
      'The form of its start event, as it was deployed with the process. Instances are started with what it is filled in with as their variables; whoever starts one is held to it.',
    params: { processId },
    query: {
      version: optional(integer(1)),
      startEvent: optional(elementId),
    },
    answer: ref('StartForm'),
    refusals: [404],
  }),
  moveProcess: operation<{
    params: { processId: string };
    body: MoveProcessRequest;
    answer: ProcessDefinition;
  }>({
    ...described,
    method: 'post',
    path: '/processes/{processId}/owner',
    summary: 'Hands a process over to another group',
    description:
      'A person has to be a member of both groups. Its schedules and its draft are handed over with it; its instances, with their tasks, follow within moments. Once more does nothing.',
    permission: processDeployPermission.name,
    params: { processId },
    body: ref('MoveProcessRequest'),
    answer: ref('ProcessDefinition'),
    refusals: [404, 409],
  }),
  compareProcess: operation<{
    params: { processId: string };
    query: ComparisonQuery;
    answer: ProcessComparison;
  }>({
    ...described,
    path: '/processes/{processId}/comparison',
    summary: 'What differs between two versions, or a version and a draft',
    description:
      'Names documents and elements that were added, removed or changed, and of changed elements each property, with what it was and what it is. Where elements are drawn does not matter. Models that cannot be read are among `problems`.',
    params: { processId },
    query: {
      from: integer(1),
      to: optional(integer(1)),
      draftId: optional(id),
    },
    answer: ref('ProcessComparison'),
    refusals: [404],
  }),
  listVersions: operation<{
    params: { processId: string };
    query: PageQuery;
    answer: Page<ProcessDefinition>;
  }>({
    ...described,
    path: '/processes/{processId}/versions',
    summary: 'Versions of a process, the latest first',
    params: { processId },
    query: pageQuery,
    answer: ref('ProcessDefinitions'),
    refusals: [404],
  }),
  getProcessDefinition: operation<{
    params: { processDefinitionId: string };
    answer: ProcessDefinition;
  }>({
    ...described,
    path: '/process-definitions/{processDefinitionId}',
    summary: 'A version of a process',
    params: { processDefinitionId: id },
    answer: ref('ProcessDefinition'),
    refusals: [404],
  }),
  getProcessDefinitionXml: operation<{
    params: { processDefinitionId: string };
    answer: string;
  }>({
    ...described,
    path: '/process-definitions/{processDefinitionId}/xml',
    summary: 'The BPMN document of a version',
    params: { processDefinitionId: id },
    answer: anyText,
    answerType: 'application/xml',
    refusals: [404],
  }),
};
