import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type {
  EventDefinition,
  FlowNode,
  ModelValue,
  SequenceFlow,
} from '../model/graph';
import type {
  Cause,
  ElementInstance,
  JobWait,
  Variables,
  Wait,
} from '../state/state';
import { openCatchers, requestsOf } from './catchers';
import { compensateNext } from './compensation';
import { completeElement, openListener, type Decided } from './complete';
import type {
  ElementBehaviour,
  Evaluator,
  Throw,
  Visit,
  WaitRequest,
} from './element';
import { enter } from './enter';
import { evaluatorFor } from './evaluate';
import { selectFlows } from './selectFlows';
import { Failure } from './failure';
import { nodeOf, type Run } from './run';
import { describeNode } from './describeNode';
import { terminateChildren } from './terminate';
import { deliverSignal, throwError, throwEscalation } from './throwing';
import {
  compensateTransaction,
  endContent,
  leaveTransaction,
} from './transactions';
import { propagate, setVariables, visibleVariables } from './variables';
import { openWait, withdrawWaits } from './waits';

/** One is made for every element instance at work: methods on a prototype cost nothing, closures would. */
class ElementVisit implements Visit {
  readonly node: FlowNode<any>;
  private evaluator?: Evaluator;

  constructor(private readonly run: Run, readonly instance: ElementInstance) {
    this.node = nodeOf(run, instance);
  }

  get now(): number {
    return this.run.now;
  }

  evaluate(value: ModelValue): JsonValue {
    return this.inScope().evaluate(value);
  }

  text(value: ModelValue | undefined): string | undefined {
    return this.inScope().text(value);
  }

  number(value: ModelValue | undefined): number | undefined {
    return this.inScope().number(value);
  }

  boolean(value: ModelValue): boolean {
    return this.inScope().boolean(value);
  }

  texts(value: ModelValue | undefined): readonly string[] | undefined {
    return this.inScope().texts(value);
  }

  waitFor(request: WaitRequest): void {
    openWait(this.run, this.instance, request);
  }

  openListener(listener: NonNullable<JobWait['listener']>): boolean {
    return openListener(this.run, this.instance, listener);
  }

  withdrawWaits(): void {
    withdrawWaits(this.run, this.instance.key);
  }

  /**
   * With output mappings, the result stays local until they are applied; without, each variable goes to the first scope that has it.
   */
  setResult(variables: Variables): void {
    const { key } = this.instance;
    if (this.node.outputs.length > 0) {
      setVariables(this.run, key, variables);
    } else {
      propagate(this.run, key, { variables });
    }
  }

  complete(decided?: Decided): void {
    completeVisited(this.run, this.instance, decided);
  }

  catchRequests(catcher: FlowNode): readonly WaitRequest[] {
    return requestsOf(this.run, catcher, this.instance);
  }

  waitForEvents(requests: readonly WaitRequest[]): void {
    if (requests.length === 0) {
      throw new Failure(
        'expressionFailed',
        `Expected ${describeNode(
          this.node,
        )} to have an event to wait for, but it has none. Give it one in the model, and migrate the instance`,
      );
    }
    openCatchers(this.run, this.instance, requests);
  }

  visibleVariables(): Variables {
    return visibleVariables(this.run, this.instance.key);
  }

  ownVariables(): Variables {
    return this.run.view.variablesOf(this.instance.key);
  }

  enterContent(nodes: readonly FlowNode[], cause?: Cause): void {
    for (const inner of nodes) {
      enter(this.run, inner, { scopeKey: this.instance.key, cause });
    }
  }

  queue(elementIds: readonly string[]): void {
    const { key } = this.instance;
    this.run.emit({ type: 'elementsQueued', key, elementIds });
  }

  meetCompletionCondition(): void {
    const { key } = this.instance;
    this.run.emit({ type: 'completionConditionMet', key });
  }

  terminateSiblings(): void {
    terminateChildren(this.run, this.instance.scopeKey, this.instance.key);
  }

  terminateContent(): void {
    terminateChildren(this.run, this.instance.key);
  }

  prepareThrow({ type, data }: EventDefinition): Throw {
    const { throws } = this.run.behaviours.events.get(type)!;
    return throws?.(this, data) ?? (() => true);
  }

  selectFlows(kind: 'first' | 'all'): readonly SequenceFlow[] {
    return selectFlows(this.run, this, kind);
  }

  emitMessage(name: string, correlationKey: string | undefined): void {
    this.run.emit({
      type: 'messageThrown',
      elementId: this.node.id,
      name,
      correlationKey,
      variables: this.ownVariables(),
    });
  }

  emitSignal(name: string): void {
    const variables = this.ownVariables();
    this.run.emit({
      type: 'signalThrown',
      elementId: this.node.id,
      name,
      variables,
    });
    deliverSignal(this.run, { name, variables });
  }

  throwError(code: string): void {
    const variables = this.ownVariables();
    throwError(this.run, this.instance, { code, variables });
  }

  throwEscalation(code: string): boolean {
    const variables = this.ownVariables();
    return throwEscalation(this.run, this.instance, { code, variables });
  }

  goTo(target: FlowNode): void {
    const { scopeKey } = this.instance;
    enter(this.run, target, { scopeKey, cause: { kind: 'event' } });
  }

  compensate(activityId: string | undefined): boolean {
    return compensateNext(this.run, this.instance, activityId);
  }

  compensateTransaction(): boolean {
    if (this.instance.lifecycle === 'activating') {
      endContent(this.run, this.instance);
    }
    return compensateTransaction(this.run, this.instance);
  }

  cancelTransaction(): void {
    leaveTransaction(this.run, this.instance);
  }

  isStillThere(): boolean {
    return this.run.view.elementInstance(this.instance.key) !== undefined;
  }

  openWaits(): readonly Wait[] {
    return this.run.view.waitsOf(this.instance.key);
  }

  private inScope(): Evaluator {
    this.evaluator ??= evaluatorFor(this.run, this.instance.key);
    return this.evaluator;
  }
}

/** Lets a behaviour see and do its part for an element instance. */
export function visit(run: Run, instance: ElementInstance): Visit {
  return new ElementVisit(run, instance);
}

/**
 * Completes an element instance: its behaviour says where the tokens go, unless that is decided already.
 */
export function completeVisited(
  run: Run,
  instance: ElementInstance,
  decided?: Decided,
): void {
  completeElement(run, instance, behaviour =>
    decide(run, instance, { behaviour, decided }),
  );
}

/** Where the tokens of an element go. */
export function decide(
  run: Run,
  instance: ElementInstance,
  { behaviour, decided }: { behaviour: ElementBehaviour; decided?: Decided },
): Decided | undefined {
  if (decided || !behaviour.chooseFlows) {
    return decided;
  }
  return { flows: behaviour.chooseFlows(visit(run, instance)) };
}
