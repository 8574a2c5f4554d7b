import {
  instanceReadPermission,
  processStartPermission,
  type ElementInstance,
  type HistoryEntry,
  type HistoryQuery,
  type InstanceQuery,
  type Page,
  type PageQuery,
  type ProcessInstance,
  type StartInstanceRequest,
  type Variable,
  type VariableChange,
  type VariableHistoryQuery,
  type Wait,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { operation } from './operation';
import {
  anyText,
  elementId,
  id,
  integer,
  json,
  key,
  listOf,
  objectOf,
  oneOf,
  optional,
  pageOf,
  pageQuery,
  ref,
  text,
  time,
  variables,
} from './schema';

const STATES = ['active', 'suspended', 'completed', 'terminated'];
const WAITS = [
  'job',
  'userTask',
  'timer',
  'message',
  'signal',
  'condition',
  'childInstance',
];

/** Parts of the document about process instances. */
export const instanceSchemas = {
  StartInstanceRequest: objectOf<StartInstanceRequest>({
    processId: text(63, 1),
    version: optional(integer(1)),
    startEvent: optional(elementId),
    variables: optional(variables),
    businessKey: optional(text(255, 1)),
  }),
  ProcessInstance: objectOf<ProcessInstance>({
    id,
    processId: anyText,
    processDefinitionId: id,
    version: integer(1),
    ownerRef: anyText,
    state: oneOf(STATES),
    revision: integer(1),
    businessKey: optional(anyText),
    startedBy: anyText,
    startedAt: time,
    endedAt: optional(time),
    incidentCount: integer(0),
    hasOpenTasks: { type: 'boolean' },
    elementCount: integer(0),
    rootKey: integer(0),
    callerInstanceId: optional(id),
  }),
  ProcessInstances: pageOf(ref('ProcessInstance')),
  HistoryEntry: objectOf<HistoryEntry>({
    revision: integer(1),
    at: time,
    actor: anyText,
    changes: listOf({
      type: 'object',
      properties: { type: anyText },
      required: ['type'],
    }),
  }),
  HistoryEntries: pageOf(ref('HistoryEntry')),
  Variable: objectOf<Variable>({
    scopeKey: integer(0),
    name: anyText,
    value: json,
  }),
  Variables: pageOf(ref('Variable')),
  VariableChange: objectOf<VariableChange>({
    revision: integer(1),
    at: time,
    actor: anyText,
    scopeKey: integer(0),
    elementId: optional(anyText),
    name: anyText,
    value: optional(json),
    sha256: optional(anyText),
    size: optional(integer(0)),
  }),
  VariableChanges: pageOf(ref('VariableChange')),
  ElementInstance: objectOf<ElementInstance>({
    key: integer(1),
    elementId: anyText,
    scopeKey: integer(0),
    lifecycle: oneOf([
      'activating',
      'active',
      'completing',
      'completed',
      'terminated',
    ]),
    loopCounter: optional(integer(0)),
  }),
  ElementInstances: pageOf(ref('ElementInstance')),
  Wait: objectOf<Wait>({
    key: integer(1),
    elementInstanceKey: integer(1),
    elementId: anyText,
    kind: oneOf(WAITS),
    topic: optional(anyText),
    correlationKey: optional(anyText),
    dueAt: optional(time),
    worker: optional(anyText),
  }),
  Waits: pageOf(ref('Wait')),
};

/** Names an instance. */
export const instanceParams = { instanceId: id };

/** What names an instance, as a type. */
export interface InstanceParams {
  readonly instanceId: string;
}

const described = {
  method: 'get',
  tag: 'Process instances',
  permission: instanceReadPermission.name,
  status: 200,
} as const;

const ofInstance = {
  ...described,
  params: instanceParams,
  refusals: [404],
} as const;

/** What can be seen of process instances, and how they begin. */
export const instanceOperations = {
  startInstance: operation<{
    body: StartInstanceRequest;
    answer: ProcessInstance;
  }>({
    ...described,
    method: 'post',
    path: '/process-instances',
    summary: 'Starts an instance of a process',
    description:
      'Runs to its first waits before it answers. With an `Idempotency-Key` the second call gives the first instance, which is kept for those 24 hours at least.',
    permission: processStartPermission.name,
    isIdempotent: true,
    body: ref('StartInstanceRequest'),
    status: 201,
    answer: ref('ProcessInstance'),
    refusals: [404, 413, 422],
  }),
  listInstances: operation<{
    query: InstanceQuery;
    answer: Page<ProcessInstance>;
  }>({
    ...described,
    path: '/process-instances',
    summary: 'Process instances, the youngest first',
    query: {
      ...pageQuery,
      processId: optional(text(63, 1)),
      ownerRef: optional(text(255, 1)),
      state: optional(listOf(oneOf(STATES), { minItems: 1, maxItems: 4 })),
      businessKey: optional(text(255, 1)),
      startedBy: optional(text(255, 1)),
      callerInstanceId: optional(id),
      hasIncident: optional({ type: 'boolean' }),
      hasOpenTasks: optional({ type: 'boolean' }),
      startedAfter: optional(time),
      startedBefore: optional(time),
      endedAfter: optional(time),
      endedBefore: optional(time),
      variable: optional({
        ...listOf(text(1000, 1), { minItems: 1, maxItems: 5 }),
        description:
          '`name=value` of a variable of the process: the value as JSON, and what is no JSON as text. Needs `processId`.',
      }),
    },
    answer: ref('ProcessInstances'),
  }),
  getInstance: operation<{ params: InstanceParams; answer: ProcessInstance }>({
    ...ofInstance,
    path: '/process-instances/{instanceId}',
    summary: 'A process instance',
    answer: ref('ProcessInstance'),
  }),
  listHistory: operation<{
    params: InstanceParams;
    query: HistoryQuery;
    answer: Page<HistoryEntry>;
  }>({
    ...ofInstance,
    path: '/process-instances/{instanceId}/history',
    summary: 'What each command has changed, in order',
    query: {
      ...pageQuery,
      after: optional({
        ...integer(0),
        description: 'Revision after which to begin.',
      }),
    },
    answer: ref('HistoryEntries'),
  }),
  listVariables: operation<{
    params: InstanceParams;
    query: PageQuery & { scopeKey?: number };
    answer: Page<Variable>;
  }>({
    ...ofInstance,
    path: '/process-instances/{instanceId}/variables',
    summary: 'Variables of all scopes, or of one',
    query: { ...pageQuery, scopeKey: optional(key) },
    answer: ref('Variables'),
  }),
  listVariableHistory: operation<{
    params: InstanceParams;
    query: VariableHistoryQuery;
    answer: Page<VariableChange>;
  }>({
    ...ofInstance,
    path: '/process-instances/{instanceId}/variables/history',
    summary: 'Every value that variables were given, in order',
    description:
      'Of a value of more than 4 kB its hash and size: the value itself is in the instance only. What was sensitive when it was written is not shown.',
    query: { ...pageQuery, name: optional(text(255, 1)) },
    answer: ref('VariableChanges'),
  }),
  listElementInstances: operation<{
    params: InstanceParams;
    query: PageQuery;
    answer: Page<ElementInstance>;
  }>({
    ...ofInstance,
    path: '/process-instances/{instanceId}/element-instances',
    summary: 'What runs, in the order in which it has begun',
    query: pageQuery,
    answer: ref('ElementInstances'),
  }),
  listWaits: operation<{
    params: InstanceParams;
    query: PageQuery;
    answer: Page<Wait>;
  }>({
    ...ofInstance,
    path: '/process-instances/{instanceId}/waits',
    summary: 'What is waited for',
    query: pageQuery,
    answer: ref('Waits'),
  }),
  followInstance: operation<{ params: InstanceParams; answer: undefined }>({
    ...ofInstance,
    path: '/process-instances/{instanceId}/events',
    summary: 'What happens to an instance, as it happens',
    description:
      'Server-sent events: `changes` with a HistoryEntry each, whose id is the revision, and `end` when the instance is over. Without `Last-Event-ID` from the beginning. Ends after some minutes: whoever wants to know more asks again with the last id.',
    isStream: true,
    answer: anyText,
    answerType: 'text/event-stream',
  }),
};
