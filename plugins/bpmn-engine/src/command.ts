import type { JsonObject } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Key, UserTaskWait, Variables } from './state/state';

/** Begins a process instance. The only command on an empty view. */
export interface StartInstance {
  readonly type: 'startInstance';
  /** Opaque, unique: also what the instance's dice are seeded with. */
  readonly instanceId: string;
  /** Id of the start event; absent: the none start event. */
  readonly startEvent?: string;
  /** Which event definition of the start event or instantiating gateway was triggered, if it has several. */
  readonly event?: number;
  readonly variables?: Variables;
  readonly businessKey?: string;
  /** Whether a call activity waits for its end: errors and escalations that nobody catches then go to the caller. */
  readonly isCalled?: boolean;
}

/** What was waited for has happened: a job is done, a task completed, a timer due, a message correlated, a called instance ended. */
export interface FulfilWait {
  readonly type: 'fulfilWait';
  readonly waitKey: Key;
  readonly variables?: Variables;
  /**
   * Of a timer: the due time that has come, epoch milliseconds. The command is refused if that is not its due time any more, or has not come
   * yet. Absent: it fires, whenever it is due.
   */
  readonly dueAt?: number;
}

/** A job could not be done, or a process not be called. */
export interface FailJob {
  readonly type: 'failJob';
  readonly waitKey: Key;
  readonly message: string;
  /** Tries that are left, a whole number; absent: one less than before. 0 raises an incident. */
  readonly retries?: number;
  /** Whole milliseconds to wait before the next try, at most a year; absent: as the model says, else 10 s, doubled with each try, up to 5 min. */
  readonly retryAfter?: number;
}

/** Whoever does the work of a job, task or called instance reports a BPMN error. */
export interface ThrowError {
  readonly type: 'throwError';
  readonly waitKey: Key;
  /** Empty: an error without code, which only what catches all errors catches. */
  readonly code: string;
  readonly message?: string;
  readonly variables?: Variables;
}

/** Whoever does the work of a job, task or called instance reports an escalation; the work goes on unless it is caught interrupting. */
export interface ThrowEscalation {
  readonly type: 'throwEscalation';
  readonly waitKey: Key;
  readonly code: string;
  readonly variables?: Variables;
}

/** A signal from outside reaches the instance; from inside it does so by itself. */
export interface BroadcastSignal {
  readonly type: 'broadcastSignal';
  readonly name: string;
  /** Group that sends it, if it is another one than the owner of the instance: reaches only what accepts it then. */
  readonly sender?: string;
  readonly variables?: Variables;
}

/** Somebody changes who or when of a user task. */
export interface UpdateUserTask {
  readonly type: 'updateUserTask';
  readonly waitKey: Key;
  readonly update: Partial<
    Pick<
      UserTaskWait,
      | 'assignee'
      | 'candidateGroups'
      | 'candidateUsers'
      | 'dueAt'
      | 'followUpAt'
      | 'priority'
    >
  >;
}

/** Somebody sets variables. */
export interface SetVariables {
  readonly type: 'setVariables';
  /** Scope that gets them; absent: the process. */
  readonly scopeKey?: Key;
  readonly variables: Variables;
  /** Names that were new when it was done to a suspended instance: on resumption it is done again, in its turn. */
  readonly created?: readonly string[];
}

/** Somebody says that what stood in the way is gone: the element instance tries again. */
export interface ResolveIncident {
  readonly type: 'resolveIncident';
  readonly incidentKey: Key;
  /** For a failed job: tries that it gets, at least 1; absent: as the model says. */
  readonly retries?: number;
}

/** Nothing moves until it is resumed; what happens in the meantime is held. */
export interface SuspendInstance {
  readonly type: 'suspendInstance';
}

/** Goes on after a suspension, beginning with what was held. */
export interface ResumeInstance {
  readonly type: 'resumeInstance';
}

/** Ends the instance and everything in it. */
export interface CancelInstance {
  readonly type: 'cancelInstance';
}

/** Terminates element instances here and enters elements there, in one command. */
export interface MoveInstance {
  readonly type: 'moveInstance';
  readonly terminate: readonly Key[];
  readonly activate: readonly {
    readonly elementId: string;
    /** Element instance that it is to run in, where there are several; enclosing scopes that do not run are entered. */
    readonly scopeKey?: Key;
    /** Set in its scope before it is entered. */
    readonly variables?: Variables;
  }[];
}

/** Takes the instance to another version of its process (`target` of the step). */
export interface MigrateInstance {
  readonly type: 'migrateInstance';
  /** Element id here to element id there; an id that is in both need not be named. */
  readonly mapping: Readonly<Record<string, string>>;
}

/** What the migration of a suspended instance has left to be looked at. The engine holds it for itself until the resumption. */
export interface LookAgain {
  readonly type: 'lookAgain';
  /** Scopes in which tokens wait at joins. */
  readonly scopeKeys: readonly Key[];
  /** Waits for conditions that are new, and may be true already. */
  readonly conditionKeys: readonly Key[];
}

/** Enters activities of a running ad-hoc sub-process. */
export interface ActivateElements {
  readonly type: 'activateElements';
  /** Element instance of the ad-hoc sub-process. */
  readonly scopeKey: Key;
  readonly elementIds: readonly string[];
  readonly variables?: Variables;
}

/** A request to a process instance. Plain JSON data. */
export type Command =
  | StartInstance
  | FulfilWait
  | FailJob
  | ThrowError
  | ThrowEscalation
  | BroadcastSignal
  | UpdateUserTask
  | SetVariables
  | ResolveIncident
  | SuspendInstance
  | ResumeInstance
  | CancelInstance
  | MoveInstance
  | MigrateInstance
  | LookAgain
  | ActivateElements;

/** Why a command was refused: what it names is not there (any more), or the state does not allow it. */
export type RejectionCode =
  | 'notFound'
  | 'invalidState'
  | 'invalidArgument'
  /** A variable, or all of an instance, would be larger than they may be. */
  | 'variableTooLarge';

/**
 * Thrown by `step` if the state does not allow the command. Nothing has changed; the caller is told.
 */
export class Rejection extends Error {
  readonly code: RejectionCode;
  readonly parameters: JsonObject;

  constructor(
    code: RejectionCode,
    message: string,
    parameters: JsonObject = {},
  ) {
    super(message);
    this.name = 'Rejection';
    this.code = code;
    this.parameters = parameters;
  }
}
