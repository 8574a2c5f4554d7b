export {
  ScheduleStore,
  type Schedule,
  type ScheduleTimer,
  type TakenSchedule,
} from './ScheduleStore';
