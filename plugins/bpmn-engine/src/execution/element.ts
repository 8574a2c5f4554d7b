import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type {
  EventDefinition,
  FlowNode,
  ModelValue,
  SequenceFlow,
} from '../model/graph';
import type { ElementCompiler, EventCompiler } from '../model/vocabulary';
import type {
  Cause,
  ElementInstance,
  JobWait,
  Variables,
  Wait,
} from '../state/state';

type Requested<W extends Wait> = W extends Wait
  ? Omit<W, 'key' | 'elementInstanceKey' | 'elementId'> & {
      readonly elementId?: string;
    }
  : never;

/** A wait to be opened; its keys are given by the engine. */
export type WaitRequest = Requested<Wait>;

/** Evaluates what the model says, in the scope of an element instance. Throws a Failure if it gives nothing usable. */
export interface Evaluator {
  /** Epoch milliseconds. */
  readonly now: number;
  /** Any value; undefined if the model says nothing. */
  evaluate(value: ModelValue): JsonValue;
  /** A text; what is not text is written as text. */
  text(value: ModelValue | undefined): string | undefined;
  number(value: ModelValue | undefined): number | undefined;
  boolean(value: ModelValue): boolean;
  /** A list of texts, given as list or separated by commas. */
  texts(value: ModelValue | undefined): readonly string[] | undefined;
}

/**
 * What a behaviour sees and can do while its element instance is at work. First evaluate, which may throw a Failure; then say what
 * happens. A behaviour that has said something must not fail any more.
 */
export interface Visit<Data = any> extends Evaluator {
  readonly node: FlowNode<Data>;
  readonly instance: ElementInstance;

  /** The element instance rests until this is fulfilled. */
  waitFor(request: WaitRequest): void;
  /** Opens the job of one of its listeners. False if there is no such listener. */
  openListener(listener: NonNullable<JobWait['listener']>): boolean;
  /** Closes its open waits. */
  withdrawWaits(): void;
  /** Sets what the element gives: through its output mappings, else into the first scope that has the name. */
  setResult(variables: Variables): void;
  /** The element is done: outputs are mapped and the tokens go on, where `chooseFlows` says or where it has been decided. */
  complete(decided?: {
    readonly flows: readonly SequenceFlow[];
    readonly cause?: Cause;
  }): void;
  /** What an event, its own or another, waits for. */
  catchRequests(catcher: FlowNode): readonly WaitRequest[];
  /** Waits for events: whichever happens resumes the element. A Failure if there is nothing to wait for. */
  waitForEvents(requests: readonly WaitRequest[]): void;
  /** Everything that it sees, and what is its own. */
  visibleVariables(): Variables;
  ownVariables(): Variables;
  /** Enters nodes of its content. */
  enterContent(nodes: readonly FlowNode[], cause?: Cause): void;
  /** Says which elements of its content are to be entered later. */
  queue(elementIds: readonly string[]): void;
  /** Says that its completion condition is true: nothing more begins inside. */
  meetCompletionCondition(): void;
  /** Terminates everything else in the scope that the element is in. */
  terminateSiblings(): void;
  /** Terminates everything inside. */
  terminateContent(): void;
  /** Evaluates what a throwing event definition says; the deed throws it. */
  prepareThrow(definition: EventDefinition): Throw;
  /** Which flows of a choice are selected; a Failure if none is. */
  selectFlows(kind: 'first' | 'all'): readonly SequenceFlow[];

  /** Says something for the world outside the instance, or for history. */
  emitMessage(name: string, correlationKey: string | undefined): void;
  emitSignal(name: string): void;
  throwError(code: string): void;
  /** False if the escalation was caught by something that interrupts the thrower. */
  throwEscalation(code: string): boolean;
  /** Goes on at another node of the same scope, without a sequence flow. */
  goTo(node: FlowNode): void;
  /** Undoes completed activities, last first. True if there is nothing (more) to undo. */
  compensate(activityId: string | undefined): boolean;
  /** Ends what still runs in its transaction, then undoes what has completed, last first. True if there is nothing (more) to undo. */
  compensateTransaction(): boolean;
  /** Leaves its transaction through the cancel event. */
  cancelTransaction(): void;

  /** False if it has been terminated by what it did. */
  isStillThere(): boolean;
  /** Its open waits. */
  openWaits(): readonly Wait[];
}

/**
 * How an element is recognised, compiled and executed. Behaviours are plain functions of the visit: they know neither the state nor
 * each other.
 *
 * A life: `enter` when its inputs are mapped and its start listeners are done. It either completes at once, or rests by opening
 * waits or entering its content; then its boundary events are armed. `resume` when one of its own waits is fulfilled. `drained` when
 * a scope has nothing left inside. After `complete`, `chooseFlows` says where the tokens go.
 */
export interface ElementBehaviour<Data = any> extends ElementCompiler<Data> {
  readonly enter: (visit: Visit<Data>) => void;
  /** One of its own waits was fulfilled; without it, the result is set and the element completes. */
  readonly resume?: (visit: Visit<Data>, fulfilled: Fulfilled) => void;
  /** Nothing runs inside any more; without it, a scope completes. */
  readonly drained?: (visit: Visit<Data>) => void;
  /** A child has left, others may still run. */
  readonly childLeft?: (visit: Visit<Data>) => void;
  /** Which outgoing flows are taken; without it, those whose conditions are true and those without, or the default one. */
  readonly chooseFlows?: (visit: Visit<Data>) => readonly SequenceFlow[];
  /** For a join: whether its tokens are enough. `isSettled`: nothing else moves in this command. */
  readonly isReady?: (visit: JoinVisit<Data>, isSettled: boolean) => JoinState;
}

/** What a join sees of its tokens. */
export interface JoinVisit<Data = any> extends Evaluator {
  readonly node: FlowNode<Data>;
  readonly tokens: ReadonlyMap<string, number>;
  /** Whether it has been activated and only waits for late tokens. */
  readonly isActivated: boolean;
  /** Whether a token elsewhere can still come by a flow that has none, of those that are waited for. */
  expectsMoreTokens(): boolean;
  /** Evaluates with the number of tokens as `activationCount`. */
  activation(condition: ModelValue): boolean;
}

/** `enter`: takes one token of each flow. `enterAndWaitForReset`: so, and late tokens are swallowed until `reset`: it starts afresh. */
export type JoinState = 'wait' | 'enter' | 'enterAndWaitForReset' | 'reset';

/** What a wait got. */
export interface Fulfilled {
  readonly wait: Wait;
  readonly variables: Variables;
}

/** How an event definition is recognised, compiled, caught and thrown. */
export interface EventBehaviour<Data = any> extends EventCompiler<Data> {
  /** What a catching event waits for; absent or undefined: something inside the instance will tell. */
  readonly catches?: (
    evaluator: Evaluator,
    data: Data,
  ) => WaitRequest | undefined;
  /** Whether it throws again, until it is done, whenever something has been undone. */
  readonly waitsForCompensation?: boolean;
  /** What a start event waits for, if that is less than a catching one. */
  readonly starts?: (
    evaluator: Evaluator,
    data: Data,
  ) => WaitRequest | undefined;
  /**
   * Evaluates what is to be thrown, and gives the deed: doing it throws. The deed gives false if the event is not done yet, or is no
   * more.
   */
  readonly throws?: (visit: Visit<Data>, data: Data) => Throw;
}

/** Throws an event that has been evaluated. */
export type Throw = () => boolean;

/** Data of events that are caught by code; without one, all are caught. */
export interface CodeData {
  readonly code?: string;
}

/** Types an element's definition. */
export function defineElement<Data>(
  element: ElementBehaviour<Data>,
): ElementBehaviour {
  return element;
}

/** Types an event definition's definition. */
export function defineEvent<Data>(event: EventBehaviour<Data>): EventBehaviour {
  return event;
}
