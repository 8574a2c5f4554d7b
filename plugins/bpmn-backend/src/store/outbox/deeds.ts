import type {
  ChildInstanceWait,
  Key,
  Variables,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import { v7 as uuid } from 'uuid';
import type { OutboxRow } from '../instances';

/** A message. */
export interface Message {
  readonly name: string;
  readonly correlationKey?: string;
  readonly variables: Variables;
  /** Milliseconds; absent: a day. */
  readonly timeToLive?: number;
}

/** What is done after a commit, to other instances: each is a row of the outbox until it is. */
export type Deed =
  /** A call activity calls a process. */
  | { readonly kind: 'call'; readonly wait: ChildInstanceWait }
  /** Nobody waits any more for what was called. */
  | { readonly kind: 'cancelCalled'; readonly waitKey: Key }
  /** A called instance tells its caller. */
  | { readonly kind: 'report'; readonly report: Report }
  /** One of those who wait for a message gets it, else a start event, else whoever waits for it before it expires. */
  | ({ readonly kind: 'message' } & Message)
  /** Nobody has waited for a message until it has expired. */
  | ({ readonly kind: 'kept' } & Message)
  /** An instance has begun to wait for a message, which may be there already. */
  | { readonly kind: 'subscribed'; readonly waitKey: Key }
  /** An instance goes on: messages may have come while it was suspended. */
  | { readonly kind: 'resumed' }
  /** All who wait for a signal get it. */
  | ({ readonly kind: 'signal' } & Signal)
  /** A signal is on its way to all: it is kept until they have it, for its variables. */
  | ({ readonly kind: 'spread' } & Signal)
  /** One instance gets a signal: a part of its spreading. */
  | {
      readonly kind: 'broadcast';
      readonly instanceId: string;
      readonly name: string;
    }
  /** People are to be told of a task: a deed for each of them becomes of it. */
  | {
      readonly kind: 'announceTask';
      readonly waitKey: Key;
      /** Whom it was assigned to then. */
      readonly assignee?: string;
    }
  /** The catalog names people for a task whom it has not named before: they are to be told as well. */
  | {
      readonly kind: 'announceTo';
      readonly taskId: string;
      /** Entity refs. */
      readonly people: readonly string[];
    }
  /** A channel is asked once more whom it tells of a task: it could not say so before. */
  | {
      readonly kind: 'announceOn';
      readonly taskId: string;
      readonly assignee?: string;
      /** Name of the channel. */
      readonly notifier: string;
      /** Absent: all whom the task is for. */
      readonly people?: readonly string[];
      /** Epoch milliseconds. */
      readonly giveUpAt: number;
    }
  /** One of them is told. */
  | {
      readonly kind: 'notify';
      readonly taskId: string;
      readonly assignee?: string;
      /** Name of the channel. */
      readonly notifier: string;
      readonly recipient: string;
      /** Epoch milliseconds. */
      readonly giveUpAt: number;
    }
  /** An instance begins, by a signal, timer or condition. */
  | {
      readonly kind: 'start';
      readonly definitionId: string;
      readonly startEvent: string;
      readonly event: number;
      /** Absent: those of the signal that it is a part of the spreading of. */
      readonly variables?: Variables;
    };

/** A signal. */
export interface Signal {
  readonly name: string;
  readonly variables: Variables;
}

/** How a called instance has ended, or what it has escalated. */
export type Report =
  | { readonly type: 'completed'; readonly variables: Variables }
  | { readonly type: 'terminated' }
  | {
      readonly type: 'error' | 'escalation';
      readonly code: string;
      readonly variables: Variables;
    };

/** A deed with who has it done. */
export interface OwnedDeed {
  readonly deed: Deed;
  /** Owner of the instance that it comes from, or of whom it comes from. */
  readonly ownerRef: string;
}

/** How long a message is kept for whoever waits for it, in milliseconds, unless it says otherwise. */
const TIME_TO_LIVE = 24 * 60 * 60 * 1000;

/** A deed as a row. */
export function outboxRow(owned: OwnedDeed, now: number): OutboxRow {
  const { deed } = owned;
  return {
    id: uuid(),
    kind: deed.kind,
    dueAt: now,
    ...(deed.kind === 'call' && { waitKey: deed.wait.key }),
    ...(deed.kind === 'message' && {
      topic: deed.name,
      correlationKey: deed.correlationKey,
      senderRef: owned.ownerRef,
      expiresAt: now + (deed.timeToLive ?? TIME_TO_LIVE),
    }),
    details: JSON.stringify(owned),
  };
}
