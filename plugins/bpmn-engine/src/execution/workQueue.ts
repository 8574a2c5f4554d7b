import type { SequenceFlow } from '../model/graph';
import type { Cause, Key, Variables, Wait } from '../state/state';

/** What is left to do within a command. */
export type Work =
  /** A token has left a sequence flow's source. */
  | {
      readonly type: 'take';
      readonly flow: SequenceFlow;
      readonly scopeKey: Key;
      readonly cause?: Cause;
    }
  /** An element instance has been entered, or an incident that kept it from being active is resolved. */
  | { readonly type: 'activate'; readonly key: Key; readonly isAgain?: boolean }
  /** The end listeners of an element instance are done, and it could not go on; that is resolved. */
  | { readonly type: 'finish'; readonly key: Key }
  /** An element instance does its part again: nobody caught what it threw. */
  | { readonly type: 'perform'; readonly key: Key }
  /** The end listener of an element instance is done, or its incident resolved. */
  | { readonly type: 'complete'; readonly key: Key }
  /** A wait of the element instance itself was fulfilled. */
  | {
      readonly type: 'resume';
      readonly key: Key;
      readonly wait: Wait;
      readonly variables: Variables;
    }
  /** Something in a scope, or in the body of a loop, has left. */
  | {
      readonly type: 'childLeft';
      readonly key: Key;
      /** Whether no more instances of a loop are needed. */
      readonly isSatisfied?: boolean;
    }
  /** The next instance of a loop begins. */
  | { readonly type: 'iterate'; readonly key: Key }
  /** An error that nobody caught is thrown once more. */
  | { readonly type: 'throwAgain'; readonly key: Key; readonly code: string }
  /** A compensation handler has left. */
  | { readonly type: 'compensate'; readonly key: Key };

/** First in, first out. Lives as long as a command. */
export class WorkQueue {
  private items: Work[] = [];
  private head = 0;

  push(...items: readonly Work[]): void {
    for (const item of items) {
      this.items.push(item);
    }
  }

  /** Takes the next item, or nothing if there is none. */
  next(): Work | undefined {
    if (this.head < this.items.length) {
      return this.items[this.head++];
    }
    this.items = [];
    this.head = 0;
    return undefined;
  }

  /** Takes out the items that are chosen. */
  remove(isChosen: (item: Work) => boolean): readonly Work[] {
    const left = this.items.slice(this.head);
    this.items = left.filter(item => !isChosen(item));
    this.head = 0;
    return left.filter(isChosen);
  }
}
