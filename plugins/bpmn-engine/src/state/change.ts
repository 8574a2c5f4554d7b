import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Command } from '../command';
import type {
  Cause,
  CompensationRecord,
  Incident,
  Key,
  Lifecycle,
  Variables,
  Wait,
} from './state';

/** A process instance has begun. */
export interface InstanceStarted {
  readonly type: 'instanceStarted';
  readonly instanceId: string;
  readonly processId: string;
  readonly rootKey: Key;
  readonly businessKey?: string;
  readonly isCalled?: boolean;
}

/** An element instance has begun, in `activating`. */
export interface ElementEntered {
  readonly type: 'elementEntered';
  readonly key: Key;
  readonly elementId: string;
  readonly scopeKey: Key;
  /** Sequence flows whose tokens it took, one each. */
  readonly flowIds?: readonly string[];
  /** Position among the instances of a multi-instance or loop activity. */
  readonly loopCounter?: number;
  readonly cause?: Cause;
}

/** An element instance has moved on. `completed` and `terminated` are its last. */
export interface LifecycleMoved {
  readonly type: 'lifecycleMoved';
  readonly key: Key;
  readonly elementId: string;
  readonly to: Lifecycle;
}

/** The body of a multi-instance or loop activity knows how many instances there will be. */
export interface LoopStarted {
  readonly type: 'loopStarted';
  readonly key: Key;
  readonly total: number | null;
}

/** What is to be entered in a scope: later, in an ad-hoc sub-process; where a process begins; nothing, where a move has opened a scope. */
export interface ElementsQueued {
  readonly type: 'elementsQueued';
  readonly key: Key;
  readonly elementIds: readonly string[];
}

/** The completion condition of an ad-hoc sub-process has come true, or an event has interrupted it: nothing more begins in it. */
export interface CompletionConditionMet {
  readonly type: 'completionConditionMet';
  readonly key: Key;
}

/** One output of a multi-instance activity. */
export interface LoopOutputCollected {
  readonly type: 'loopOutputCollected';
  readonly key: Key;
  readonly elementId: string;
  readonly loopCounter: number;
  readonly value: JsonValue;
}

/** A token has left one element for another. */
export interface SequenceFlowTaken {
  readonly type: 'sequenceFlowTaken';
  readonly flowId: string;
  readonly scopeKey: Key;
  /** The join at which it waits. */
  readonly joinId?: string;
}

/** Tokens have gone without entering an element, e.g. the late ones of a complex gateway. */
export interface TokensConsumed {
  readonly type: 'tokensConsumed';
  readonly scopeKey: Key;
  readonly joinId: string;
  readonly flowIds: readonly string[];
}

/** A complex gateway has been activated and waits for the late tokens, or starts afresh. */
export interface GatewayReset {
  readonly type: 'gatewayReset';
  readonly scopeKey: Key;
  readonly elementId: string;
  /** Flows whose tokens activated it; absent: it starts afresh. */
  readonly usedFlowIds?: readonly string[];
}

/** Variables of one scope have new values. */
export interface VariablesSet {
  readonly type: 'variablesSet';
  readonly scopeKey: Key;
  readonly variables: Variables;
}

/** Something is waited for from now on. */
export interface WaitOpened {
  readonly type: 'waitOpened';
  readonly wait: Wait;
}

/** An open wait looks different now; its key stays. */
export interface WaitChanged {
  readonly type: 'waitChanged';
  readonly wait: Wait;
}

/** Something is no longer waited for. */
export interface WaitClosed {
  readonly type: 'waitClosed';
  readonly waitKey: Key;
  readonly kind: Wait['kind'];
  readonly elementInstanceKey: Key;
  readonly reason: 'fulfilled' | 'withdrawn' | 'failed';
}

/** An element instance cannot go on. */
export interface IncidentRaised {
  readonly type: 'incidentRaised';
  readonly incident: Incident;
}

/** An incident is no more: resolved, or its element instance terminated. */
export interface IncidentResolved {
  readonly type: 'incidentResolved';
  readonly incidentKey: Key;
  readonly elementInstanceKey: Key;
}

/** A completed activity can be undone. */
export interface CompensationRecorded {
  readonly type: 'compensationRecorded';
  readonly record: CompensationRecord;
}

/** A completed activity cannot be undone (any more): its handler has begun, or its scope is gone. */
export interface CompensationDropped {
  readonly type: 'compensationDropped';
  readonly recordKey: Key;
  readonly scopeKey: Key;
}

/** A message leaves the instance. */
export interface MessageThrown {
  readonly type: 'messageThrown';
  readonly elementId: string;
  readonly name: string;
  readonly correlationKey?: string;
  readonly variables: Variables;
}

/** A signal leaves the instance. Who waits for it inside has already got it. */
export interface SignalThrown {
  readonly type: 'signalThrown';
  readonly elementId: string;
  readonly name: string;
  readonly variables: Variables;
}

/** A BPMN error was thrown; without a catching element it ended the instance or raised an incident. */
export interface ErrorThrown {
  readonly type: 'errorThrown';
  readonly elementId: string;
  readonly code: string;
  readonly caughtBy?: string;
}

/** An escalation was thrown. Uncaught, a host relays it to a calling instance. */
export interface EscalationThrown {
  readonly type: 'escalationThrown';
  readonly elementId: string;
  readonly code: string;
  readonly caughtBy?: string;
  readonly variables: Variables;
}

/** Evaluating an expression gave a value and something to wonder about. */
export interface ExpressionWarned {
  readonly type: 'expressionWarned';
  readonly key: Key;
  readonly elementId: string;
  readonly warnings: readonly string[];
}

/** Nothing moves until the instance is resumed. */
export interface InstanceSuspended {
  readonly type: 'instanceSuspended';
}

/** The instance goes on. */
export interface InstanceResumed {
  readonly type: 'instanceResumed';
}

/** A command came while the instance was suspended. */
export interface CommandHeld {
  readonly type: 'commandHeld';
  readonly command: Command;
}

/** A command that was held no longer fits. */
export interface CommandDropped {
  readonly type: 'commandDropped';
  readonly command: Command;
  readonly reason: string;
}

/** The instance runs another version of its process. */
export interface InstanceMigrated {
  readonly type: 'instanceMigrated';
  readonly processId: string;
}

/** An element instance is one of another element of the new version. */
export interface ElementMigrated {
  readonly type: 'elementMigrated';
  readonly key: Key;
  readonly from: string;
  readonly to: string;
}

/** The instance is over. Its result is what a caller gets. */
export interface InstanceEnded {
  readonly type: 'instanceEnded';
  readonly state: 'completed' | 'terminated';
  /** Variables of the process when it completed. */
  readonly variables?: Variables;
  /** The BPMN error that ended a called instance. */
  readonly error?: { readonly code: string; readonly variables: Variables };
}

/**
 * A fact about a process instance, past tense. One list is history, work order for hosts and live update: a host acts on
 * `waitOpened`, `waitChanged`, `waitClosed`, `messageThrown`, `signalThrown`, uncaught `escalationThrown` and `instanceEnded`.
 */
export type StateChange =
  | InstanceStarted
  | ElementEntered
  | LifecycleMoved
  | LoopStarted
  | ElementsQueued
  | CompletionConditionMet
  | LoopOutputCollected
  | SequenceFlowTaken
  | TokensConsumed
  | GatewayReset
  | VariablesSet
  | WaitOpened
  | WaitChanged
  | WaitClosed
  | IncidentRaised
  | IncidentResolved
  | CompensationRecorded
  | CompensationDropped
  | MessageThrown
  | SignalThrown
  | ErrorThrown
  | EscalationThrown
  | ExpressionWarned
  | InstanceSuspended
  | InstanceResumed
  | CommandHeld
  | CommandDropped
  | InstanceMigrated
  | ElementMigrated
  | InstanceEnded;
