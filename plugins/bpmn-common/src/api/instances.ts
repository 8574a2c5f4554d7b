import type {
  JsonObject,
  JsonValue,
  ProcessInstanceState,
  WaitKind,
} from '../glossary';
import type { PageQuery } from './page';
import type { UserTaskForm } from './tasks';

/**
 * How an instance begins.
 *
 * @public
 */
export interface StartInstanceRequest {
  /** Id of the process; also its name in the catalog. */
  readonly processId: string;
  /** Absent: the latest. */
  readonly version?: number;
  /** Id of the start event; absent: the one without a trigger. */
  readonly startEvent?: string;
  /** Variables by name. */
  readonly variables?: JsonObject;
  /** What people know it by. */
  readonly businessKey?: string;
}

/**
 * Which start form is wanted.
 *
 * @public
 */
export interface StartFormQuery {
  /** Absent: the latest. */
  readonly version?: number;
  /** Id of the start event; absent: the one without a trigger. */
  readonly startEvent?: string;
}

/**
 * What people fill in to start a process: what they fill in becomes the variables that it starts with.
 *
 * @public
 */
export interface StartForm {
  /** Id of the process; also its name in the catalog. */
  readonly processId: string;
  /** The version whose form it is. */
  readonly version: number;
  /** Id of the start event; absent: people cannot start it. */
  readonly startEvent?: string;
  /** As the model names it, if it does. */
  readonly form?: UserTaskForm;
  /** As it was deployed with the process, if it was. */
  readonly formSchema?: JsonObject;
}

/**
 * A process instance.
 *
 * @public
 */
export interface ProcessInstance {
  /** Opaque. */
  readonly id: string;
  /** Id of the process; also its name in the catalog. */
  readonly processId: string;
  /** The version of the process. */
  readonly processDefinitionId: string;
  /** Version of the process: 1, 2, … */
  readonly version: number;
  /** Entity ref of the group that owns the process. */
  readonly ownerRef: string;
  /** Where it stands. */
  readonly state: ProcessInstanceState;
  /** Counts commands: what has changed since is in the history after it. */
  readonly revision: number;
  /** What people know the instance by. */
  readonly businessKey?: string;
  /** Entity ref, or the subject of a service. */
  readonly startedBy: string;
  /** When it began. */
  readonly startedAt: string;
  /** When it ended; absent: it has not. */
  readonly endedAt?: string;
  /** Open incidents. */
  readonly incidentCount: number;
  /** Whether it waits for people: it has open user tasks. Those of instances that it has called are theirs. */
  readonly hasOpenTasks: boolean;
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
  /** Id of the process; also its name in the catalog. */
  readonly processId?: string;
  /** Entity ref of the group that owns the process. */
  readonly ownerRef?: string;
  /** Where it stands. */
  readonly state?: readonly ProcessInstanceState[];
  /** What people know the instance by. */
  readonly businessKey?: string;
  /** Who has started it: an entity ref, or the subject of a service. */
  readonly startedBy?: string;
  /** The instance whose call activity has called it. */
  readonly callerInstanceId?: string;
  /** Whether there are open incidents. */
  readonly hasIncident?: boolean;
  /** Whether it has open user tasks. */
  readonly hasOpenTasks?: boolean;
  /** Begun at this time or later. */
  readonly startedAfter?: string;
  /** Begun before this time. */
  readonly startedBefore?: string;
  /** Ended at this time or later. */
  readonly endedAfter?: string;
  /** Ended before this time. */
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
  /** Counts the commands of the instance. */
  readonly revision: number;
  /** When it happened. */
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
  /** Element instance that is the scope. */
  readonly scopeKey: number;
  /** As people know it. */
  readonly name: string;
  /** `{"$redacted": true}` if it is sensitive. */
  readonly value: JsonValue;
}

/**
 * A value that a variable was given.
 *
 * @public
 */
export interface VariableChange {
  /** Of the command that has set it. */
  readonly revision: number;
  /** When it happened. */
  readonly at: string;
  /** Who gave the command: an entity ref, or the subject of a service. */
  readonly actor: string;
  /** Element instance that is the scope. */
  readonly scopeKey: number;
  /** Id of its element in the model; absent: it does not run any more. */
  readonly elementId?: string;
  /** As people know it. */
  readonly name: string;
  /** `{"$redacted": true}` if it is sensitive; absent: it is large, then its hash and size say which it was. */
  readonly value?: JsonValue;
  /** SHA-256 of the value as JSON, in hexadecimal. */
  readonly sha256?: string;
  /** Bytes of the value as JSON. */
  readonly size?: number;
}

/**
 * Filters of the list of values that variables were given.
 *
 * @public
 */
export interface VariableHistoryQuery extends PageQuery {
  /** Those of this variable only. */
  readonly name?: string;
}

/**
 * Filters of the history of an instance.
 *
 * @public
 */
export interface HistoryQuery extends PageQuery {
  /** What has happened after this revision. */
  readonly after?: number;
}

/**
 * A running occurrence of an element.
 *
 * @public
 */
export interface ElementInstance {
  /** Unique within the process instance. */
  readonly key: number;
  /** Id of the element in the model. */
  readonly elementId: string;
  /** Element instance that it runs in; 0 for the process. */
  readonly scopeKey: number;
  /** Where it stands between `activating` and `terminated`. */
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
  /** Unique within the process instance. */
  readonly key: number;
  /** The element instance that waits. */
  readonly elementInstanceKey: number;
  /** Id of the element in the model. */
  readonly elementId: string;
  /** What kind it is of. */
  readonly kind: WaitKind;
  /** Job type, name of the message or signal, id of the called process. */
  readonly topic?: string;
  /** Which of those who wait for the message is meant. */
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
  /** Variables by name. */
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
  /** Elements that are entered. */
  readonly activate: readonly {
    /** Id of the element in the model. */
    readonly elementId: string;
    /** Element instance that is the scope. */
    readonly scopeKey?: number;
    /** Variables by name. */
    readonly variables?: JsonObject;
  }[];
}

/**
 * The version that an instance is to run on.
 *
 * @public
 */
export interface MigrateInstanceRequest {
  /** The version of the process. */
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
  /** Ids of elements in the model. */
  readonly elementIds: readonly string[];
  /** Variables by name. */
  readonly variables?: JsonObject;
}
