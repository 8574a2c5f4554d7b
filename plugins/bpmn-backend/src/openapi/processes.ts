import {
  processReadPermission,
  type Page,
  type PageQuery,
  type ProcessDefinition,
  type ProcessQuery,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { operation } from './operation';
import {
  anyText,
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
  ProcessDefinitions: pageOf(ref('ProcessDefinition')),
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
