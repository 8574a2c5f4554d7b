import type {
  JsonObject,
  ProblemSeverity,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { ModdleElement } from './document';
import type { Copy, FlowNode, ModelValue, ProcessDefinition } from './graph';

/** Where an event stands; what it may be there depends on its definition. */
export type EventPosition =
  | 'start'
  | 'eventSubProcess'
  | 'eventSubProcessNonInterrupting'
  | 'catch'
  | 'boundary'
  | 'boundaryNonInterrupting'
  | 'throw'
  | 'end';

/** A finding of the compiler, about an element of the model. */
export interface Finding {
  readonly rule: string;
  readonly message: string;
  readonly severity?: ProblemSeverity;
  readonly parameters?: JsonObject;
  readonly path?: readonly (string | number)[];
}

/** What kind of value a text without `=` has to be. */
export type LiteralType = 'text' | 'number' | 'boolean' | 'collection';

/** What an element sees while it is compiled. Everything that is found wrong is reported, nothing is thrown. */
export interface ModelReader {
  /** The element, as moddle read it. */
  readonly source: ModdleElement;
  /** Reader of the element that problems are about, if that is another one. */
  readonly owner: ModelReader;
  /** Its first extension element of a type, e.g. `zeebe:TaskDefinition`. */
  extension(type: string): ModdleElement | undefined;
  /** A text of the model, that may be FEEL if it begins with `=`; undefined if there is none. */
  value(
    text: string | undefined,
    type: LiteralType,
    path: string,
  ): ModelValue | undefined;
  /** The same for what has to be there: null if there is none. */
  valueOrNull(
    text: string | undefined,
    type: LiteralType,
    path: string,
  ): ModelValue;
  /** Any element of the document by its id. */
  byId(id: string): ModdleElement | undefined;
  /** Reports something about the element. */
  report(finding: Finding): void;
  /** Reader for another element whose problems belong to this one, e.g. an event definition. */
  within(source: ModdleElement): ModelReader;
}

/** How a flow node is recognised and compiled. */
export interface ElementCompiler<Data = unknown> {
  /** Name of its behaviour. */
  readonly type: string;
  /** What it is called in BPMN, for the support table. */
  readonly title: string;
  /** Whether a moddle element is one. */
  readonly matches: (source: ModdleElement) => boolean;
  /** Activities have boundary events, loops, mappings, quantities and conditional flows. */
  readonly isActivity?: boolean;
  /** Whether it holds other elements. */
  readonly isScope?: boolean;
  /** Whether it chooses its outgoing flows itself. */
  readonly choosesFlows?: boolean;
  /** Whether tokens wait at it until it is ready, given its number of incoming flows. */
  readonly isJoin?: (incoming: number) => boolean;
  /** Whether being ready depends on the tokens of its whole scope. */
  readonly looksAtScope?: boolean;
  readonly compile: (reader: ModelReader) => Data;
  /** The variable that gets the value of an expression of its own. */
  readonly copies?: (data: Data) => Copy | undefined;
  /** Second pass, when all nodes and flows are known. */
  readonly connect?: (
    node: FlowNode<Data>,
    definition: ProcessDefinition,
  ) => void;
}

/** How an event definition is recognised and compiled. */
export interface EventCompiler<Data = unknown> {
  /** Name of its behaviour. */
  readonly type: string;
  readonly title: string;
  /** Its moddle type, e.g. `bpmn:TimerEventDefinition`. */
  readonly bpmnType: string;
  /** Where BPMN allows it and the engine executes it. */
  readonly positions: readonly EventPosition[];
  readonly compile: (reader: ModelReader, position: EventPosition) => Data;
  /** Names of the variables that a catching event has to be evaluated anew for. */
  readonly watches?: (data: Data) => readonly string[];
}

/** All elements and event definitions that are executed. */
export interface Vocabulary {
  readonly elements: readonly ElementCompiler[];
  readonly events: readonly EventCompiler[];
}
