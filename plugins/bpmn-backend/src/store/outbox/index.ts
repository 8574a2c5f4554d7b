export { outboxRow, type Deed, type OwnedDeed, type Report } from './deeds';
export { OutboxStore, type TakenDeed } from './OutboxStore';
