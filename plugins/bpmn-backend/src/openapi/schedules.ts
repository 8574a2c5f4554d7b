import {
  processDeployPermission,
  processReadPermission,
  processStartPermission,
  type Schedule,
  type Schedules,
  type SkipScheduleRequest,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { operation } from './operation';
import {
  anyText,
  bool,
  id,
  listOf,
  objectOf,
  oneOf,
  optional,
  ref,
  text,
  time,
} from './schema';

/** Parts of the document about schedules. */
export const scheduleSchemas = {
  Schedule: objectOf<Schedule>({
    id,
    processId: anyText,
    elementId: anyText,
    processDefinitionId: id,
    dueAt: optional(time),
    pausedAt: optional(time),
    skipsNext: bool,
    isOver: bool,
    catchUp: oneOf(['skip', 'once', 'all']),
  }),
  Schedules: objectOf<Schedules>({ items: listOf(ref('Schedule')) }),
  SkipScheduleRequest: objectOf<SkipScheduleRequest>({ skipsNext: bool }),
};

/** Names a schedule. */
export interface ScheduleParams {
  readonly scheduleId: string;
}

const described = {
  tag: 'Schedules',
  status: 200,
  answer: ref('Schedule'),
  refusals: [404],
} as const;

const steered = {
  ...described,
  method: 'post',
  params: { scheduleId: id },
  permission: processDeployPermission.name,
} as const;

/** What can be done with the timers that begin processes. */
export const scheduleOperations = {
  listSchedules: operation<{
    params: { processId: string };
    answer: Schedules;
  }>({
    ...described,
    method: 'get',
    path: '/processes/{processId}/schedules',
    summary: 'Timers that begin a process',
    permission: processReadPermission.name,
    params: { processId: text(63, 1) },
    answer: ref('Schedules'),
  }),
  pauseSchedule: operation<{ params: ScheduleParams; answer: Schedule }>({
    ...steered,
    path: '/schedules/{scheduleId}/pause',
    summary: 'Stop a schedule until it is resumed',
    description: 'It stays paused in new versions of its process.',
    refusals: [404, 409],
  }),
  resumeSchedule: operation<{ params: ScheduleParams; answer: Schedule }>({
    ...steered,
    path: '/schedules/{scheduleId}/resume',
    summary: 'Let a schedule go on',
    description: 'What has passed meanwhile is not made up for.',
    refusals: [404, 409],
  }),
  skipSchedule: operation<{
    params: ScheduleParams;
    body: SkipScheduleRequest;
    answer: Schedule;
  }>({
    ...steered,
    path: '/schedules/{scheduleId}/skip',
    summary: 'Leave the next time out, or do not after all',
    body: ref('SkipScheduleRequest'),
  }),
  fireSchedule: operation<{ params: ScheduleParams; answer: Schedule }>({
    ...steered,
    path: '/schedules/{scheduleId}/fire',
    summary: 'Begin an instance now',
    description: 'The schedule goes on as if nothing had happened.',
    permission: processStartPermission.name,
  }),
};
