export {
  outboxRow,
  type Deed,
  type OwnedDeed,
  type Report,
  type Signal,
} from './deeds';
export {
  insertOutbox,
  OutboxStore,
  type SpreadProgress,
  type TakenDeed,
} from './OutboxStore';
export { SpreadStore } from './SpreadStore';
