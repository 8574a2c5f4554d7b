import type { Key } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Row } from './fromTables';
import type { LoadedTable } from './loadStatements';

/** Which rows of an instance are loaded: all, or these and what surrounds them. */
export interface RowsWanted {
  readonly isAll?: boolean;
  readonly keys: readonly Key[];
  readonly waitKeys: readonly Key[];
  readonly incidentKeys: readonly Key[];
  readonly outputsOf: readonly Key[];
}

/** Rows as a database gives them. */
export interface RawInstance {
  readonly instance: Row;
  /** Whether all of it is here: said by the statement that has read it, for it can grow and shrink at any time. */
  readonly isWhole: boolean;
  readonly tables?: Readonly<Partial<Record<LoadedTable, readonly Row[]>>>;
}
