import type { Readable, Writable } from 'node:stream';
import type { Egress } from '../egress/Egress';
import type { ProcessLimits } from '../sandbox/limits';

/** How the process of a script ended. */
export interface BodyEnd {
  /** Exit code; absent: a signal ended it, or nobody knows. */
  readonly code?: number;
  /** Number of the signal that ended it. */
  readonly signal?: number;
  /** Milliseconds of the processor. */
  readonly cpu?: number;
  /** Most bytes of memory at a time. */
  readonly memory?: number;
  /** The kernel has ended it because it wanted more memory than it may have. */
  readonly isOutOfMemory?: boolean;
}

/** The process of a script, in its sandbox. */
export interface Body {
  /** Its folder, where there is no sandbox with one of its own. */
  readonly folder?: string;
  /** Frames go in and come out here. */
  readonly channel: Readable & Writable;
  /** What it prints by itself, past its runtime. */
  readonly out: Readable;
  readonly err: Readable;
  /** Its way out, where it has one: closed until it is opened. */
  readonly egress?: Egress;
  /** When nothing of it is left. */
  readonly ended: Promise<BodyEnd>;
  /** Its first process, as this machine counts them; undefined: not known yet, or gone. */
  pid(): number | undefined;
  /** Ends it and whatever it has begun. */
  kill(): void;
  /** Where its runtime cannot: how whoever has made it does. */
  readonly keeper?: BodyKeeper;
}

/** Holds a script to its limits from outside. */
export interface BodyKeeper {
  /** Bytes of memory that it had before it was told what to do. */
  readonly weight: number;
  /** Before it is told what to do. Rejects with an Error that says why that is not possible: it must not be told then. */
  hold(limits: ProcessLimits): Promise<void>;
  /** How much it may have of what it has more of, when somebody looks. */
  excess(): string | undefined;
}

/** Makes bodies for scripts of an environment: without any network, and for those that may reach some hosts. */
export interface BodyMakers {
  readonly apart: BodyMaker;
  readonly connected: BodyMaker;
}

/** Makes bodies. */
export interface BodyMaker {
  /** Rejects with an Error that says why if there is no sandbox to be had. */
  make(): Promise<Body>;
  stop(): void;
}
