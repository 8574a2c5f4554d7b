export { DraftConflict } from './DraftConflict';
export type { DraftRecord } from './DraftRecord';
export { DraftStore, type DraftContent } from './DraftStore';
