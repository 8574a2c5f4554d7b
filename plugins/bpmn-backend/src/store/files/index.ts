export { FileStore, type NewFile } from './FileStore';
