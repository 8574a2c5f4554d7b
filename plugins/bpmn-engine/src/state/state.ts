import type {
  IncidentKind,
  JsonObject,
  JsonValue,
  ProcessInstanceState,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { CatchUp, TimerSchedule } from '../timers';

/**
 * Names an element instance, wait, incident or compensation record within its process instance: a counter, never reused.
 */
export type Key = number;

/** Variables by name. */
export type Variables = JsonObject;

/**
 * Where an element instance stands (BPMN 2.0.2 13.3.2). It can rest in `activating` (a start listener or an incident), `active`
 * (waiting, or holding children) and `completing` (an end listener or an incident).
 */
export type Lifecycle =
  | 'activating'
  | 'active'
  | 'completing'
  | 'completed'
  | 'terminated';

/** The process instance itself: one row. */
export interface Instance {
  /** Opaque id that the host gave it. */
  readonly id: string;
  /** Id of its process. */
  readonly processId: string;
  /** Where it stands. */
  readonly state: ProcessInstanceState;
  /** Element instance of the process: the outermost scope. */
  readonly rootKey: Key;
  /** What people know it by. */
  readonly businessKey?: string;
  /** Whether a call activity waits for its end. */
  readonly isCalled?: boolean;
}

/** Progress of a multi-instance or loop activity; its element instances are the children. */
export interface LoopProgress {
  /** How many there will be; null: not known before the end (standard loop). */
  readonly total: number | null;
  /** How many have been entered, completed and terminated so far. */
  readonly started: number;
  readonly completed: number;
  readonly terminated: number;
  /** Bytes of JSON of the outputs so far; absent: there are none. */
  readonly bytes?: number;
}

/** A running occurrence of an element. Finished ones are not kept. */
export interface ElementInstance {
  readonly key: Key;
  readonly elementId: string;
  /** Element instance that it runs in; 0 for the process. */
  readonly scopeKey: Key;
  readonly lifecycle: Lifecycle;
  /** Number of element instances that run in it. */
  readonly children: number;
  /** Number of tokens in it that are not in a child: on their way within a command, waiting at a join between commands. */
  readonly tokens: number;
  /** Present on the body of a multi-instance or loop activity. */
  readonly loop?: LoopProgress;
  /** Present on an inner instance of such a body: 1, 2, … */
  readonly loopCounter?: number;
  /**
   * What is to be entered in it: of an ad-hoc sub-process the elements that come one after the other, of a process where it begins,
   * nothing in a scope that a move has opened. Absent: all that nothing leads to.
   */
  readonly queued?: readonly string[];
  /** Whether an ad-hoc sub-process begins nothing more: its completion condition has come true, or an event has interrupted it. */
  readonly isSatisfied?: boolean;
  /** Why it runs, if not because of a sequence flow. */
  readonly cause?: Cause;
}

/** Why an element instance was entered, if not by a sequence flow. */
export type Cause =
  /** It undoes a completed activity, for the throwing element instance. */
  | {
      readonly kind: 'compensation';
      readonly thrower: Key;
      /** Element instance that the completed activity was: what it left behind can be undone in it. */
      readonly scopeKey: Key;
      /** Start event of the event sub-process that undoes it. */
      readonly startId?: string;
    }
  /** An event has happened; what it carried. */
  | {
      readonly kind: 'event';
      /** Which event definition, of a start event that needs all of them. */
      readonly event?: number;
      /** Start event of an event sub-process that caught it. */
      readonly startId?: string;
      readonly variables?: Variables;
    };

interface WaitBase {
  readonly key: Key;
  /** Element instance that is withdrawn together with the wait. */
  readonly elementInstanceKey: Key;
  /** Element that goes on: the element itself, its boundary event, or the start event of an event sub-process. */
  readonly elementId: string;
  /** Which of the element's event definitions; absent where it has none. */
  readonly event?: number;
  /** What the others have carried, of events that all have to happen. */
  readonly collected?: Variables;
}

/** Work for a job worker. Variables are not copied: a host reads them when it hands the job out. */
export interface JobWait extends WaitBase {
  readonly kind: 'job';
  /** Job type, e.g. `script:python`. */
  readonly type: string;
  /** Tries that are left, this one included. */
  readonly retries: number;
  /** Not before this time; epoch milliseconds. */
  readonly notBefore?: number;
  /** Tries that have failed. */
  readonly failures?: number;
  /** How long to wait between tries: ISO 8601 durations, and by what each grows. Absent: 10 s, doubled, up to 5 min. */
  readonly backOff?: {
    readonly delay?: string;
    readonly factor?: number;
    readonly maximum?: string;
  };
  /** Larger is sooner. */
  readonly priority?: number;
  /** Task headers. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Present if it is the job of a listener. */
  readonly listener?: { readonly on: ListenerEvent; readonly index: number };
}

/** When a listener's job runs. */
export type ListenerEvent =
  | 'start'
  | 'end'
  | 'creating'
  | 'assigning'
  | 'updating'
  | 'completing';

/** A form as the model names it. */
export interface FormReference {
  readonly formId?: string;
  readonly formKey?: string;
  readonly externalReference?: string;
  readonly bindingType?: string;
  readonly versionTag?: string;
}

/** Work for a person. */
export interface UserTaskWait extends WaitBase {
  readonly kind: 'userTask';
  readonly assignee?: string;
  readonly candidateUsers?: readonly string[];
  readonly candidateGroups?: readonly string[];
  /** Epoch milliseconds. */
  readonly dueAt?: number;
  /** Epoch milliseconds. */
  readonly followUpAt?: number;
  /** 0 to 100, larger is more urgent. */
  readonly priority: number;
  readonly form?: FormReference;
  /** Names of the lanes that it is in, outermost first. */
  readonly lanes?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** A time to come. */
export interface TimerWait extends WaitBase {
  readonly kind: 'timer';
  /** Epoch milliseconds. */
  readonly dueAt: number;
  readonly schedule: TimerSchedule;
  /** How often it has fired. */
  readonly fired: number;
  readonly catchUp: CatchUp;
}

/** A message to come. */
export interface MessageWait extends WaitBase {
  readonly kind: 'message';
  readonly name: string;
  /** Absent: the business key, or any message of the name. */
  readonly correlationKey?: string;
  /** Groups besides the owner that may send it, or `any`. */
  readonly accepts?: readonly string[];
}

/** A signal to come. */
export interface SignalWait extends WaitBase {
  readonly kind: 'signal';
  readonly name: string;
  readonly accepts?: readonly string[];
}

/** A condition to come true. The engine evaluates it by itself. */
export interface ConditionWait extends WaitBase {
  readonly kind: 'condition';
}

/** The end of a process instance that this one called. The host starts it and reports its end. */
export interface ChildInstanceWait extends WaitBase {
  readonly kind: 'childInstance';
  readonly processId: string;
  readonly binding?: 'latest' | 'deployment' | 'versionTag';
  readonly versionTag?: string;
  readonly businessKey?: string;
  readonly variables: Variables;
}

/** What an element instance waits for. Each kind has one host. */
export type Wait =
  | JobWait
  | UserTaskWait
  | TimerWait
  | MessageWait
  | SignalWait
  | ConditionWait
  | ChildInstanceWait;

/** A process that cannot go on by itself. The element instance stays where it was. */
export interface Incident {
  readonly key: Key;
  readonly elementInstanceKey: Key;
  /** The element that cannot go on: that of the element instance, or a join in its scope. */
  readonly elementId: string;
  readonly kind: IncidentKind;
  /** For people. */
  readonly message: string;
  /** The job whose retries are used up. */
  readonly job?: JobWait;
  /** Whether outputs are mapped and end listeners done: only the tokens are still to be sent on. */
  readonly isFinishing?: boolean;
  /** The BPMN error that nobody catches. */
  readonly errorCode?: string;
  /** What has come and could not be taken: it is taken when the incident is resolved. */
  readonly resumes?: {
    readonly wait: Wait;
    readonly variables: Variables;
    /** Present if there is no room for them. */
    readonly tooLarge?: TooLarge;
  };
}

/** A variable that there is no room for: its name, how many bytes there would be, of it or of all, and how many there may be. */
export type TooLarge = {
  readonly name: string;
  readonly size: number;
  readonly limit: number;
};

/** A completed activity that can be undone. */
export interface CompensationRecord {
  readonly key: Key;
  /** The activity. */
  readonly elementId: string;
  /** Its key when it ran: records of what ran inside it have it as their scope. */
  readonly elementInstanceKey: Key;
  readonly scopeKey: Key;
  /** Whether it was the body of a loop, or one of its instances. */
  readonly isLoop?: boolean;
  readonly isLoopItem?: boolean;
  /** What the activity saw when it completed. */
  readonly variables?: Variables;
}

/** Output of one instance of a multi-instance activity. */
export interface LoopOutput {
  readonly loopCounter: number;
  readonly value: JsonValue;
}
