import type { ModdleElement } from './document';
import type { EventTable } from './events';
import type { FlowNode } from './graph';
import type { ReadingContext } from './reader';
import type { ElementCompiler, ModelReader } from './vocabulary';

/** While it is being compiled. */
export type Writable<T> = { -readonly [Field in keyof T]: T[Field] };

/** A node while it is being compiled, with what the second pass needs. */
export interface Draft {
  readonly node: Writable<FlowNode>;
  readonly source: ModdleElement;
  readonly compiler: ElementCompiler;
  readonly reader: ModelReader;
}

/** What is known while one process is compiled. */
export interface Workspace {
  readonly drafts: Map<string, Draft>;
  readonly elements: readonly ElementCompiler[];
  readonly events: EventTable;
  readonly context: ReadingContext;
}
