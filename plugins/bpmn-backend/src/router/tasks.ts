import {
  processIdKey,
  taskAssignPermission,
  taskCompletePermission,
  taskReadPermission,
  type JsonObject,
  type TaskFilter,
  type UpdateTaskRequest,
  type UserTask,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { taskOperations } from '../openapi/tasks';
import { taskResourceRef } from '../permissions/taskRules';
import type { TaskRecord } from '../store/tasks';
import type { Caller } from '../tasks/Caller';
import type { TaskChanges, TaskListing } from '../tasks/TaskService';
import { personRef } from '../tasks/personRef';
import { allowedTask, type ActingOnTask, type TaskCall } from './allowedTask';
import type { Call, Handlers } from './Call';
import { optionalEpoch, toPage } from './page';
import type { RouteServices } from './RouteServices';
import { toDetails, toTask } from './taskBodies';

/** User tasks. */
export const taskRoutes: Handlers<typeof taskOperations> = {
  async listTasks(call, { access, tasks }) {
    const { cursor, limit = 50, sort, ...filter } = call.query;
    const criteria = await access.criteria(reading(call));
    const caller = await access.caller(call.credentials);
    const listing = { ...toListing(filter), sort, cursor, limit, criteria };
    return toPage(await tasks.list(listing, caller), toTask);
  },

  async countTasks(call, { access, tasks }) {
    const criteria = await access.criteria(reading(call));
    const caller = await access.caller(call.credentials);
    const listing = { ...toListing(call.query), criteria };
    const count = await tasks.count(listing, caller);
    return { count: Math.min(count, 1000), isMore: count > 1000 };
  },

  async getTask(call, { access, tasks }) {
    const task = await tasks.find(call.params.taskId);
    await access.require(reading(call), task);
    const caller = await access.caller(call.credentials);
    return toDetails(await tasks.describe(task, caller), caller);
  },

  claimTask: (call, services) =>
    act(call, services, {
      permission: taskCompletePermission,
      deed: ({ id, caller, tasks }) => tasks.claim(id, caller),
    }),

  unclaimTask: (call, services) =>
    act(call, services, {
      permission: taskCompletePermission,
      deed: ({ id, caller, tasks }) => tasks.unclaim(id, caller),
    }),

  completeTask: (call, services) =>
    act(call, services, {
      permission: taskCompletePermission,
      deed: ({ id, caller, tasks }) => {
        const channel = caller.isService ? 'api' : 'portal';
        return tasks.complete(id, { ...call.body, channel }, caller);
      },
      details: async ({ definitionId }) => ({
        variables: await services.reader.showGiven(
          definitionId,
          call.body.variables,
        ),
      }),
    }),

  async saveTaskDraft(call, services) {
    const permission = taskCompletePermission;
    const { task, caller } = await allowedTask(call, services, permission);
    const { variables } = call.body;
    // Nobody else's business but by name: it is no answer yet.
    const before = (await services.tasks.findDraft(task, caller)) ?? {};
    call.note({ before: { variables: Object.keys(before) } });
    await services.tasks.saveDraft(task.id, variables, caller);
    call.note({ after: { variables: Object.keys(variables) } });
  },

  assignTask: (call, services) =>
    act(call, services, {
      permission: taskAssignPermission,
      deed: ({ id, caller, tasks }) =>
        tasks.assign(id, call.body.assignee, caller),
    }),

  updateTask: (call, services) =>
    act(call, services, {
      permission: taskAssignPermission,
      deed: ({ id, caller, tasks }) =>
        tasks.reschedule(id, toChanges(call.body), caller),
    }),
};

function reading({ credentials }: Pick<Call, 'credentials'>) {
  return { permission: taskReadPermission, ref: taskResourceRef, credentials };
}

/** Does something to a task, and tells the auditor how it was before and how it is after. */
async function act(
  call: TaskCall,
  services: RouteServices,
  {
    permission,
    deed,
    details,
  }: {
    readonly permission: ActingOnTask;
    readonly deed: (given: {
      readonly id: string;
      readonly caller: Caller;
      readonly tasks: RouteServices['tasks'];
    }) => Promise<TaskRecord>;
    /** What else the auditor is told of it. */
    readonly details?: (task: TaskRecord) => Promise<JsonObject>;
  },
): Promise<UserTask> {
  const { task, caller } = await allowedTask(call, services, permission);
  const { tasks } = services;
  call.note({ before: noted(task), ...(await details?.(task)) });
  const after = await deed({ id: task.id, caller, tasks });
  call.note({ after: noted(after) });
  return toTask(after);
}

function noted({ state, assignee, dueAt, outcome, ...task }: TaskRecord) {
  const { followUpAt, priority } = task;
  return {
    state,
    assignee: assignee ?? null,
    outcome: outcome ?? null,
    dueAt: dueAt ?? null,
    followUpAt: followUpAt ?? null,
    priority,
  };
}

/** A filter as the service takes it: names of people and groups need not be in full. */
function toListing(
  filter: TaskFilter,
): Omit<TaskListing, 'sort' | 'cursor' | 'limit'> {
  const { scope, state, instanceId, ownerRef, search, businessKey } = filter;
  const { processId, assignee, candidateGroup, completedBy } = filter;
  const given = <Value, Result>(
    value: Value | undefined,
    read: (value: Value) => Result,
  ) => (value === undefined ? undefined : read(value));
  return {
    scope,
    state,
    instanceId,
    ownerRef,
    search,
    businessKey,
    completedBy,
    processKey: given(processId, processIdKey),
    assignees: given(assignee, name => [personRef(name, 'user')]),
    candidates: given(candidateGroup, name => [personRef(name, 'group')]),
    createdAfter: optionalEpoch(filter.createdAfter),
    createdBefore: optionalEpoch(filter.createdBefore),
    dueAfter: optionalEpoch(filter.dueAfter),
    dueBefore: optionalEpoch(filter.dueBefore),
  };
}

/** Absent: as before; null: none any more. */
function toChanges({
  dueAt,
  followUpAt,
  priority,
}: UpdateTaskRequest): TaskChanges {
  const timeOf = (time: string | null) =>
    time === null ? undefined : Date.parse(time);
  return {
    ...(dueAt !== undefined && { dueAt: timeOf(dueAt) }),
    ...(followUpAt !== undefined && { followUpAt: timeOf(followUpAt) }),
    ...(priority !== undefined && { priority }),
  };
}
