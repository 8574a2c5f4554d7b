import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Expression } from '../expressions';

/** A value as the model gives it: text taken literally, FEEL to be evaluated, or an expression of a language that is not executed. */
export type ModelValue = {
  /** Where it stands, for people: `assignee of user task "Approve" (approve)`. */
  readonly place: string;
} & (
  | { readonly kind: 'literal'; readonly value: JsonValue }
  | { readonly kind: 'feel'; readonly expression: Expression }
  | { readonly kind: 'foreign'; readonly text: string }
);

/** A variable that gets the value of an expression. */
export interface Copy {
  readonly value: ModelValue | undefined;
  readonly name: string | undefined;
}

/** One input or output mapping. */
export interface Mapping {
  readonly source: ModelValue;
  /** Path of the target: variable, then fields. */
  readonly target: readonly string[];
}

/** A listener, executed as a job. */
export interface Listener {
  readonly type: ModelValue;
  readonly retries?: ModelValue;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How often an activity is repeated (BPMN 2.0.2 13.3.6, 13.3.7). */
export type Loop =
  | {
      readonly kind: 'multiInstance';
      readonly isSequential: boolean;
      readonly cardinality?: ModelValue;
      readonly inputCollection?: ModelValue;
      readonly inputElement?: string;
      readonly outputCollection?: string;
      readonly outputElement?: ModelValue;
      readonly completionCondition?: ModelValue;
      /** Thrown when instances complete; absent: none. */
      readonly behavior?: LoopBehavior;
    }
  | {
      readonly kind: 'standard';
      readonly testBefore: boolean;
      readonly condition?: ModelValue;
      readonly maximum?: number;
    };

/** Events that a multi-instance activity throws when its instances complete. */
export interface LoopBehavior {
  readonly on: 'None' | 'One' | 'Complex';
  readonly throws: readonly {
    readonly condition?: ModelValue;
    readonly event: EventDefinition;
  }[];
}

/** A sequence flow. */
export interface SequenceFlow {
  readonly id: string;
  /** Its id as a list: what an element entered by it consumes. */
  readonly ids: readonly string[];
  readonly name?: string;
  readonly source: FlowNode;
  readonly target: FlowNode;
  readonly condition?: ModelValue;
  readonly isDefault: boolean;
}

/** An event definition of an event. */
export interface EventDefinition<Data = unknown> {
  /** E.g. `message`; names its behaviour. */
  readonly type: string;
  /** Position among the definitions of its event. */
  readonly index: number;
  readonly data: Data;
}

/** What a process or sub-process holds. */
export interface ScopeContent {
  /** Start events without trigger; without one, elements that nothing leads to. */
  readonly starts: readonly FlowNode[];
  /** Start events with triggers, receive tasks and event-based gateways that begin the process. */
  readonly triggeredStarts: readonly FlowNode[];
  readonly eventSubProcesses: readonly FlowNode[];
  /** All flow nodes directly in it. */
  readonly nodes: readonly FlowNode[];
  /** Data objects and properties: variables of the scope. */
  readonly variables: readonly string[];
}

/** A flow node of the process, or the process itself. */
export interface FlowNode<Data = unknown> {
  readonly id: string;
  readonly name?: string;
  /** Names its behaviour, e.g. `userTask`. */
  readonly type: string;
  /** What its behaviour compiled from the model. */
  readonly data: Data;
  /** The sub-process or process that it is in; undefined for the process. */
  readonly parent?: FlowNode;
  readonly incoming: readonly SequenceFlow[];
  readonly outgoing: readonly SequenceFlow[];
  /** Whether a choice among the outgoing flows has to be made. */
  readonly hasChoice: boolean;
  readonly isActivity: boolean;
  /** Whether tokens wait here until it is ready: joins, and activities that want several tokens. */
  readonly isJoin: boolean;
  /** Whether it throws what others in the instance may catch: it is entered when nothing else moves. */
  readonly isLate: boolean;
  readonly startQuantity: number;
  readonly completionQuantity: number;
  /** Boundary events that catch, without those for compensation. */
  readonly boundaryEvents: readonly FlowNode[];
  /** The activity that a boundary event is on. */
  readonly attachedTo?: FlowNode;
  /** Activity that undoes this one. */
  readonly compensationHandler?: FlowNode;
  readonly isForCompensation: boolean;
  readonly events: readonly EventDefinition[];
  /** Whether all of its events have to happen. */
  readonly isParallelMultiple: boolean;
  /** Whether catching ends what it is attached to, or the scope of its event sub-process. */
  readonly isInterrupting: boolean;
  readonly loop?: Loop;
  readonly inputs: readonly Mapping[];
  readonly outputs: readonly Mapping[];
  readonly listeners: Readonly<Record<string, readonly Listener[]>>;
  /** Present on processes and sub-processes. */
  readonly content?: ScopeContent;
  /** Properties of an activity: variables of its own. */
  readonly variables: readonly string[];
  /** Names of the lanes that it is in, outermost first. */
  readonly lanes?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly priority?: ModelValue;
}

/** A way to begin the process. Hosts subscribe to these when they deploy it. */
export interface StartTrigger {
  readonly elementId: string;
  readonly event: EventDefinition;
}

/**
 * A process, compiled once per version into an indexed graph. Immutable, not JSON: it is made anew from the BPMN document.
 */
export interface ProcessDefinition {
  /** BPMN process id. */
  readonly id: string;
  readonly name?: string;
  readonly process: FlowNode;
  readonly nodes: ReadonlyMap<string, FlowNode>;
  readonly flows: ReadonlyMap<string, SequenceFlow>;
  /** Whether it can be started without a trigger. */
  readonly hasNoneStart: boolean;
  readonly startTriggers: readonly StartTrigger[];
  /** Names that conditional events read: only their changes lead to an evaluation. */
  readonly conditionNames: ReadonlySet<string>;
  /** Whether some timer is evaluated anew when a variable changes. */
  readonly timerNames: ReadonlySet<string>;
  /** Whether tokens can wait for each other. */
  readonly hasJoins: boolean;
  /** Whether anything can be undone. */
  readonly hasCompensation: boolean;
  readonly versionTag?: string;
  /** Variables whose values are redacted in history and logs: those that are marked, and those that expressions copy them to. */
  readonly sensitiveVariables: readonly string[];
  /** ISO 8601 duration that finished instances are kept. */
  readonly timeToLive?: string;
}
