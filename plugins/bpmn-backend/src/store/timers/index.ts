export { TimerStore, type DueTimer } from './TimerStore';
