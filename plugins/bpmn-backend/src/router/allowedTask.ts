import type {
  taskAssignPermission,
  taskCompletePermission,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { taskResourceRef } from '../permissions/taskRules';
import type { TaskRecord } from '../store/tasks';
import type { Caller } from '../tasks/Caller';
import type { Call } from './Call';
import type { RouteServices } from './RouteServices';

/** What one needs to do something to a task. */
export type ActingOnTask =
  | typeof taskCompletePermission
  | typeof taskAssignPermission;

/** A request about a task. */
export type TaskCall = Call<{ params: { taskId: string } }>;

/** The task that is meant, and who means it, if a permission is given for it. */
export async function allowedTask(
  { params: { taskId }, credentials }: TaskCall,
  { access, tasks }: RouteServices,
  permission: ActingOnTask,
): Promise<{ readonly task: TaskRecord; readonly caller: Caller }> {
  const task = await tasks.find(taskId);
  await access.require({ permission, ref: taskResourceRef, credentials }, task);
  return { task, caller: await access.caller(credentials) };
}
