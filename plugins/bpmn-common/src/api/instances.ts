import type {
  JsonObject,
  JsonValue,
  ProcessInstanceState,
  WaitKind,
} from '../glossary';
import type { PageQuery } from './page';

/**
 * How an instance begins.
 *
 * @public
 */
export interface StartInstanceRequest {
  readonly processId: string;
  /** Absent: the latest. */
  readonly version?: number;
  /** Id of the start event; absent: the one without a trigger. */
  readonly startEvent?: string;
  readonly variables?: JsonObject;
  /** What people know it by. */
  readonly businessKey?: string;
}

/**
 * A process instance.
 *
 * @public
 */
export interface ProcessInstance {
  readonly id: string;
  readonly processId: string;
  readonly processDefinitionId: string;
  readonly version: number;
  readonly ownerRef: string;
  readonly state: ProcessInstanceState;
  /** Counts commands: what has changed since is in the history after it. */
  readonly revision: number;
  readonly businessKey?: string;
  /** Entity ref, or the subject of a service. */
  readonly startedBy: string;
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly incidentCount: number;
  /** Element instances that run, the process included. */
  readonly elementCount: number;
  /** Key of the process as an element instance: the outermost scope. */
  readonly rootKey: number;
  /** The instance whose call activity has called it. */
  readonly callerInstanceId?: string;
}

/**
 * Filters of the list of process instances; all of them have to hold.
 *
 * @public
 */
export interface InstanceQuery extends PageQuery {
  readonly processId?: string;
  readonly ownerRef?: string;
  readonly state?: readonly ProcessInstanceState[];
  readonly businessKey?: string;
  readonly startedBy?: string;
  readonly callerInstanceId?: string;
  readonly hasIncident?: boolean;
  readonly startedAfter?: string;
  readonly startedBefore?: string;
  readonly endedAfter?: string;
  readonly endedBefore?: string;
  /**
   * `name=value`, of variables of the process: the value as JSON, and what is no JSON as text. Needs `processId`. Neither objects nor
   * lists can be looked for, nor variables that are sensitive.
   */
  readonly variable?: readonly string[];
}

/**
 * What one command has changed.
 *
 * @public
 */
export interface HistoryEntry {
  readonly revision: number;
  readonly at: string;
  /** Who gave the command: an entity ref, or the subject of a service. */
  readonly actor: string;
  /** Facts of the engine in their order, such as `elementEntered`. Times in them are epoch milliseconds. */
  readonly changes: readonly (JsonObject & { readonly type: string })[];
}

/**
 * A variable of a scope.
 *
 * @public
 */
export interface Variable {
  readonly scopeKey: number;
  readonly name: string;
  /** `{"$redacted": true}` if it is sensitive. */
  readonly value: JsonValue;
}

/**
 * A running occurrence of an element.
 *
 * @public
 */
export interface ElementInstance {
  readonly key: number;
  readonly elementId: string;
  /** Element instance that it runs in; 0 for the process. */
  readonly scopeKey: number;
  readonly lifecycle: string;
  /** 1, 2, … in a multi-instance or loop activity. */
  readonly loopCounter?: number;
}

/**
 * What an element instance waits for.
 *
 * @public
 */
export interface Wait {
  readonly key: number;
  readonly elementInstanceKey: number;
  readonly elementId: string;
  readonly kind: WaitKind;
  /** Job type, name of the message or signal, id of the called process. */
  readonly topic?: string;
  readonly correlationKey?: string;
  /** When a timer fires, or when a job can be activated. */
  readonly dueAt?: string;
  /** Who does the job just now. */
  readonly worker?: string;
}

/**
 * New values of variables.
 *
 * @public
 */
export interface SetVariablesRequest {
  /** Absent: those of the process. */
  readonly scopeKey?: number;
  readonly variables: JsonObject;
}

/**
 * Where tokens are taken from, and where to.
 *
 * @public
 */
export interface MoveInstanceRequest {
  /** Keys of element instances. */
  readonly terminate: readonly number[];
  readonly activate: readonly {
    readonly elementId: string;
    readonly scopeKey?: number;
    readonly variables?: JsonObject;
  }[];
}

/**
 * The version that an instance is to run on.
 *
 * @public
 */
export interface MigrateInstanceRequest {
  readonly processDefinitionId: string;
  /** Element id here to element id there; an id that is in both need not be named. */
  readonly mapping?: { readonly [elementId: string]: string };
}

/**
 * Activities of an ad-hoc sub-process that are to begin.
 *
 * @public
 */
export interface ActivateElementsRequest {
  /** Key of the ad-hoc sub-process. */
  readonly scopeKey: number;
  readonly elementIds: readonly string[];
  readonly variables?: JsonObject;
}
