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
  /** An element instance has been entered, or its start listener is done, or its incident resolved. */
  | { readonly type: 'activate'; readonly key: Key }
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
  | { readonly type: 'childLeft'; readonly key: Key }
  /** The next instance of a loop begins. */
  | { readonly type: 'iterate'; readonly key: Key }
  /** A compensation handler has left. */
  | { readonly type: 'compensate'; readonly key: Key };

/** First in, first out. Lives as long as a command. */
export class WorkQueue {
  private items: Work[] = [];
  private head = 0;

  push(item: Work): void {
    this.items.push(item);
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
