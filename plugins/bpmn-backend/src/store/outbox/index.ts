export { outboxRow, type Deed, type OwnedDeed, type Report } from './deeds';
export { insertOutbox, OutboxStore, type TakenDeed } from './OutboxStore';
