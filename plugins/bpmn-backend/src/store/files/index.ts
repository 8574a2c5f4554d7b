export { FileChunkStore } from './FileChunkStore';
export { FileLeftovers, noteLeftovers } from './FileLeftovers';
export type { FileRecord, NewFile } from './FileRecord';
export { FileStore, type FileOutcome, type FilePlace } from './FileStore';
