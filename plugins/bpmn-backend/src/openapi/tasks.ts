import {
  taskAssignPermission,
  taskCompletePermission,
  taskReadPermission,
  type AssignTaskRequest,
  type CompleteTaskRequest,
  type Page,
  type SaveTaskDraftRequest,
  type TaskCount,
  type TaskDecision,
  type TaskFilter,
  type TaskQuery,
  type UpdateTaskRequest,
  type UserTask,
  type UserTaskDetails,
  type UserTaskForm,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { operation } from './operation';
import {
  anyText,
  id,
  integer,
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
  type JsonSchema,
  type PropertiesOf,
} from './schema';

const boolean: JsonSchema = { type: 'boolean' };
const sha256: JsonSchema = { type: 'string', pattern: '^[0-9a-f]{64}$' };
const optionalTime: JsonSchema = { ...time, type: ['string', 'null'] };
const state = oneOf(['open', 'completed', 'canceled']);
const priority = integer(0, 100);

const properties: PropertiesOf<UserTask> = {
  id,
  state,
  instanceId: id,
  processId: anyText,
  processName: optional(anyText),
  processDefinitionId: id,
  ownerRef: anyText,
  businessKey: optional(anyText),
  elementId: anyText,
  name: anyText,
  assignee: optional(anyText),
  candidateUsers: listOf(anyText),
  candidateGroups: listOf(anyText),
  dueAt: optional(time),
  followUpAt: optional(time),
  // A model may have given it another one.
  priority: { type: 'number' },
  form: optional(ref('UserTaskForm')),
  createdAt: time,
  endedAt: optional(time),
  completedBy: optional(anyText),
  outcome: optional(anyText),
  problem: optional(anyText),
};

/** Parts of the document about user tasks. */
export const taskSchemas = {
  UserTaskForm: objectOf<UserTaskForm>({
    formId: optional(anyText),
    formKey: optional(anyText),
    externalReference: optional(anyText),
    bindingType: optional(anyText),
    versionTag: optional(anyText),
  }),
  TaskDecision: objectOf<TaskDecision>({
    id,
    at: time,
    actor: anyText,
    channel: anyText,
    outcome: optional(anyText),
    comment: optional(anyText),
    shownHash: optional(sha256),
  }),
  UserTask: objectOf<UserTask>(properties),
  UserTaskDetails: objectOf<UserTaskDetails>({
    ...properties,
    formSchema: optional({ type: 'object' }),
    variables: optional({ type: 'object' }),
    draft: optional({ type: 'object' }),
    decisions: listOf(ref('TaskDecision')),
    shownHash: optional(sha256),
    canComplete: boolean,
    canAssign: boolean,
  }),
  UserTasks: pageOf(ref('UserTask')),
  TaskCount: objectOf<TaskCount>({
    count: integer(0, 1000),
    isMore: boolean,
  }),
  AssignTaskRequest: objectOf<AssignTaskRequest>({ assignee: text(255, 1) }),
  CompleteTaskRequest: objectOf<CompleteTaskRequest>({
    variables: optional(variables),
    outcome: optional(text(255, 1)),
    comment: optional(text(10_000)),
    shownHash: optional(sha256),
  }),
  SaveTaskDraftRequest: objectOf<SaveTaskDraftRequest>({ variables }),
  UpdateTaskRequest: objectOf<UpdateTaskRequest>({
    dueAt: optional(optionalTime),
    followUpAt: optional(optionalTime),
    priority: optional(priority),
  }),
};

const filter: PropertiesOf<TaskFilter> = {
  scope: optional(oneOf(['mine', 'available'])),
  state: optional({ ...state, default: 'open' }),
  processId: optional(text(63, 1)),
  instanceId: optional(id),
  ownerRef: optional(text(255, 1)),
  assignee: optional(text(255, 1)),
  candidateGroup: optional(text(255, 1)),
  completedBy: optional(text(255, 1)),
  businessKey: optional(text(255, 1)),
  createdAfter: optional(time),
  createdBefore: optional(time),
  dueAfter: optional(time),
  dueBefore: optional(time),
  search: optional(text(100, 1)),
};

const reading = {
  method: 'get',
  tag: 'Tasks',
  permission: taskReadPermission.name,
  status: 200,
} as const;

const params = { taskId: id };

/** What one does to a task. */
const acting = {
  method: 'post',
  tag: 'Tasks',
  permission: taskCompletePermission.name,
  params,
  status: 200,
  answer: ref('UserTask'),
  refusals: [404, 409],
} as const;

/** What can be done with user tasks. */
export const taskOperations = {
  listTasks: operation<{ query: TaskQuery; answer: Page<UserTask> }>({
    ...reading,
    path: '/tasks',
    summary: 'User tasks, by default open ones, the latest first',
    query: {
      ...pageQuery,
      ...filter,
      sort: optional(oneOf(['created', 'due', 'priority'])),
    },
    answer: ref('UserTasks'),
  }),
  countTasks: operation<{ query: TaskFilter; answer: TaskCount }>({
    ...reading,
    path: '/tasks/count',
    summary: 'How many user tasks there are, counted up to 1,000',
    query: filter,
    answer: ref('TaskCount'),
  }),
  getTask: operation<{ params: { taskId: string }; answer: UserTaskDetails }>({
    ...reading,
    path: '/tasks/{taskId}',
    summary: 'A user task with what its form sees and what was decided',
    params,
    answer: ref('UserTaskDetails'),
    refusals: [404],
  }),
  claimTask: operation<{ params: { taskId: string }; answer: UserTask }>({
    ...acting,
    path: '/tasks/{taskId}/claim',
    summary: 'Take a task',
    description: 'You have to be asked to do it. Once more does nothing.',
  }),
  unclaimTask: operation<{ params: { taskId: string }; answer: UserTask }>({
    ...acting,
    path: '/tasks/{taskId}/unclaim',
    summary: 'Give a task back to all who are asked to do it',
  }),
  completeTask: operation<{
    params: { taskId: string };
    body: CompleteTaskRequest;
    answer: UserTask;
  }>({
    ...acting,
    path: '/tasks/{taskId}/complete',
    summary: 'Complete a task',
    description:
      'It has to be assigned to you, or to nobody and you are asked to do it. Whoever comes second is told who has decided already (409, `alreadyDecided`).',
    body: ref('CompleteTaskRequest'),
    refusals: [404, 409, 422],
  }),
  saveTaskDraft: operation<{
    params: { taskId: string };
    body: SaveTaskDraftRequest;
  }>({
    ...acting,
    method: 'put',
    path: '/tasks/{taskId}/draft',
    summary: 'Keep what you have filled in so far',
    body: ref('SaveTaskDraftRequest'),
    bodyLimit: 1024 * 1024,
    status: 204,
    answer: undefined,
  }),
  assignTask: operation<{
    params: { taskId: string };
    body: AssignTaskRequest;
    answer: UserTask;
  }>({
    ...acting,
    permission: taskAssignPermission.name,
    path: '/tasks/{taskId}/assign',
    summary: 'Give a task to somebody',
    description:
      'It has to be yours to do, or of a process that your group owns.',
    body: ref('AssignTaskRequest'),
  }),
  updateTask: operation<{
    params: { taskId: string };
    body: UpdateTaskRequest;
    answer: UserTask;
  }>({
    ...acting,
    method: 'patch',
    permission: taskAssignPermission.name,
    path: '/tasks/{taskId}',
    summary: 'Say until when a task is to be done, and how urgent it is',
    body: ref('UpdateTaskRequest'),
  }),
};
