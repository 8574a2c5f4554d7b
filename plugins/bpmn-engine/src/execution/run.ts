import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { BudgetSpent } from '../expressions';
import type { FlowNode, ProcessDefinition } from '../model/graph';
import type { StateChange } from '../state/change';
import type { ElementInstance, Key } from '../state/state';
import type { InstanceView } from '../state/view';
import type { ElementBehaviour, EventBehaviour } from './element';
import type { WorkQueue } from './workQueue';

/** How to do each kind of element and event. */
export interface Behaviours {
  readonly elements: ReadonlyMap<string, ElementBehaviour>;
  readonly events: ReadonlyMap<string, EventBehaviour>;
}

/** One command on its way from wait to wait: what it reads, what it has yet to do, and what it says. */
export interface Run {
  readonly definition: ProcessDefinition;
  readonly view: InstanceView;
  readonly behaviours: Behaviours;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly nextKey: () => Key;
  /** A number in [0, 1), the same for the same instance and keys. */
  readonly random: () => number;
  /** Says that something has happened, and makes it so. */
  readonly emit: (change: StateChange) => void;
  /** First in, first out: all tokens advance side by side. */
  readonly work: WorkQueue;
  /** Tokens that are about to throw: only when nothing else moves, so that whoever can wait for it does. */
  readonly late: WorkQueue;
  /** Variables that were set and that some condition or timer reads. */
  readonly changes: VariableChange[];
  /** Conditions that have just begun to be waited for: they may hold already. */
  readonly freshConditions: Key[];
  /** Timers that could not follow their variables; that is resolved. */
  readonly freshTimers: Key[];
  /** Scopes in which something has moved, if the process has joins that look at their whole scope. */
  readonly touchedScopes: Set<Key>;
  /** What evaluations wondered about; said when the element at hand is done. */
  readonly warnings: {
    readonly key: Key;
    readonly elementId: string;
    readonly warnings: readonly string[];
  }[];
  /** Input collections of loops that are at work. */
  readonly loopInputs: Map<Key, LoopInputs>;
  /** How many elements have been activated in a scope. */
  readonly entries: Map<Key, number>;
  /** How many elements have been entered in all. */
  entered: number;
  /** How many steps expressions have taken. */
  steps: number;
  /** Work that the host grants this command where it runs: steps, and elements entered. */
  readonly budget: number;
  /** Gets the values of sensitive variables that are read; absent: nobody wants to know, or there are none. */
  readonly secrets?: Set<JsonValue>;
  /** Work after which whatever wants to do more has an incident. */
  readonly limit: number;
}

/** An element that is entered, in steps of expressions. */
const STEPS_PER_ELEMENT = 10;

/** Work that is left to the command where it runs. Throws BudgetSpent if there is none. */
export function budgetLeft(run: Run): number {
  const left = run.budget - workOf(run);
  if (left < 0) {
    throw new BudgetSpent();
  }
  return left;
}

/** Work that the command may do anywhere, before there is an incident. */
export function limitLeft(run: Run): number {
  return run.limit - workOf(run);
}

function workOf({ steps, entered }: Run): number {
  return steps + STEPS_PER_ELEMENT * entered;
}

/** The input collection of a loop, with the values that it was made of. */
export interface LoopInputs {
  readonly read: readonly (JsonValue | undefined)[];
  readonly inputs: readonly JsonValue[];
}

/** Most elements that one command enters. */
export const MAX_ENTERED = 1_000_000;

/** Most steps that the expressions of one command take. */
export const MAX_STEPS = 10_000_000;

/** A variable that was set. */
export interface VariableChange {
  readonly scopeKey: Key;
  readonly name: string;
  readonly isNew: boolean;
}

/** Most elements that one command activates in one scope, however they were entered: more is a loop without a wait. */
export const MAX_ENTRIES = 100_000;

/** Counts one more element that is entered in a scope. False if there are too many. */
export function hasEntriesLeft(run: Run, scopeKey: Key): boolean {
  const { entries, entered } = run;
  const count = (entries.get(scopeKey) ?? 0) + 1;
  entries.set(scopeKey, count);
  return count <= MAX_ENTRIES && entered <= MAX_ENTERED && limitLeft(run) >= 0;
}

/** The element of an element instance. */
export function nodeOf(run: Run, { elementId }: ElementInstance): FlowNode {
  const node = run.definition.nodes.get(elementId);
  if (!node) {
    throw new Error(
      `Expected ${elementId} to be an element of process ${run.definition.id}, but it is not`,
    );
  }
  return node;
}

/** An element instance that is known to run. */
export function running(run: Run, key: Key): ElementInstance {
  const instance = run.view.elementInstance(key);
  if (!instance) {
    throw new Error(`Expected element instance ${key} to run, but it does not`);
  }
  return instance;
}

/** What to do for an element. */
export function behaviourOf(run: Run, { type }: FlowNode): ElementBehaviour {
  return run.behaviours.elements.get(type)!;
}
