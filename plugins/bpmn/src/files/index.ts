export { DataTable } from './DataTable';
export { DownloadButton } from './DownloadButton';
export { canBeSeen } from './fileKind';
export { FileView } from './FileView';
export type { TableData } from './readTable';
