import {
  processDeployPermission,
  processIdKey,
  processReadPermission,
  processStartPermission,
  type Schedule as ScheduleDto,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { ScheduleParams, scheduleOperations } from '../openapi/schedules';
import { processResourceRef } from '../permissions/resources';
import type { Schedule } from '../store/schedules';
import type { Call, Handlers } from './Call';
import { found } from './found';
import { isoTime } from './page';
import type { RouteServices } from './RouteServices';

/** Timers that begin processes. */
export const scheduleRoutes: Handlers<typeof scheduleOperations> = {
  async listSchedules(call, services) {
    const { processId } = call.params;
    const process = await allowed(call, services, {
      processId,
      permission: processReadPermission,
    });
    const schedules = await services.schedules.list(processIdKey(processId));
    return {
      items: schedules.map(schedule => toSchedule(schedule, process.processId)),
    };
  },

  pauseSchedule: (call, services) =>
    steer(call, services, ({ id }) => services.schedules.pause(id)),

  resumeSchedule: (call, services) =>
    steer(call, services, ({ id }) => services.schedules.resume(id)),

  skipSchedule: (call, services) =>
    steer(call, services, ({ id }) =>
      services.schedules.skipNext(id, call.body.skipsNext),
    ),

  async fireSchedule(call, services) {
    const schedule = await services.schedules.get(call.params.scheduleId);
    const { id, processKey } = schedule;
    const { processId } = await allowed(call, services, {
      processId: processKey,
      permission: processStartPermission,
    });
    const before = toSchedule(schedule, processId);
    await services.schedules.fireNow(id);
    const after = toSchedule(await services.schedules.get(id), processId);
    call.note({ before: { ...before }, after: { ...after } });
    return after;
  },
};

/** Who deploys a process steers its schedules. */
async function steer(
  call: Call<{ params: ScheduleParams; body?: any }>,
  services: RouteServices,
  deed: (schedule: Schedule) => Promise<void>,
): Promise<ScheduleDto> {
  const schedule = await services.schedules.get(call.params.scheduleId);
  const { processId } = await allowed(call, services, {
    processId: schedule.processKey,
    permission: processDeployPermission,
  });
  const before = toSchedule(schedule, processId);
  await deed(schedule);
  const after = toSchedule(
    await services.schedules.get(schedule.id),
    processId,
  );
  call.note({ before: { ...before }, after: { ...after } });
  return after;
}

async function allowed(
  { credentials }: Pick<Call, 'credentials'>,
  { access, deploymentQueries }: RouteServices,
  {
    processId: id,
    permission,
  }: {
    readonly processId: string;
    readonly permission: typeof processReadPermission;
  },
) {
  const process = found(await deploymentQueries.findProcess(id), {
    what: 'process',
    id,
  });
  await access.require(
    { permission, ref: processResourceRef, credentials },
    process,
  );
  return process;
}

/** A schedule as it is sent. */
function toSchedule(
  { id, elementId, definitionId, timer, isOver, pausedAt, skipsNext }: Schedule,
  processId: string,
): ScheduleDto {
  const isGoing = !isOver && pausedAt === undefined;
  return {
    id,
    processId,
    elementId,
    processDefinitionId: definitionId,
    ...(isGoing && { dueAt: isoTime(timer.dueAt) }),
    ...(pausedAt !== undefined && { pausedAt: isoTime(pausedAt) }),
    skipsNext,
    isOver,
    catchUp: timer.catchUp,
  };
}
