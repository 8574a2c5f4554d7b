export { arm, firstDue, nextDueTimes } from './due';
export {
  fire,
  type CatchUp,
  type NextFiring,
  type TimerProgress,
} from './fire';
export { parseSchedule, type ParseScheduleOptions } from './parse';
export type { TextProblem } from './problems';
export type {
  CronSchedule,
  CycleSchedule,
  DateSchedule,
  DurationSchedule,
  ParsedSchedule,
  TimerKind,
  TimerSchedule,
} from './schedule';
