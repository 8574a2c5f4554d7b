import type { Readable } from 'node:stream';
import type { JsonObject } from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/**
 * How urgent a line of a log is.
 *
 * @public
 */
export type LogLevel = 'debug' | 'info' | 'warning' | 'error';

/**
 * What kind of failure ended a script.
 *
 * - `timeout`: it took longer than it may, by the clock or of the processor
 * - `memory`: it wanted more memory than it may have
 * - `output-limit`: it printed, returned or left behind more than it may
 * - `crashed`: its process was ended by a signal
 * - `bad-input`: what it should get is not what it is said to be; it has not begun
 * - `bad-output`: it ended without a result, or with one that is no data
 * - `script-error`: it threw an error
 * - `cancelled`: somebody did not want it any more
 * - `sandbox-unavailable`: there is no sandbox to run it in; it has not begun
 * - `lost`: its runner ended while it ran; what it has done is not known
 *
 * @public
 */
export type ScriptFailureKind =
  | 'timeout'
  | 'memory'
  | 'output-limit'
  | 'crashed'
  | 'bad-input'
  | 'bad-output'
  | 'script-error'
  | 'cancelled'
  | 'sandbox-unavailable'
  | 'lost';

/**
 * A place in a script, or in what it called.
 *
 * @public
 */
export interface ScriptFrame {
  /** Name of the script, or of a file of a library. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Name of the function; absent: the script itself. */
  readonly function?: string;
  /** The line itself. */
  readonly code?: string;
  /** What the variables of the script were there, as short texts. */
  readonly values?: Readonly<Record<string, string>>;
}

/**
 * What a run took.
 *
 * @public
 */
export interface ScriptUsage {
  /** Milliseconds by the clock, from its begin in the sandbox. */
  readonly wall: number;
  /** Milliseconds of the processor; absent: not known. */
  readonly cpu?: number;
  /** Most bytes of memory at a time; absent: not known. */
  readonly memory?: number;
}

/**
 * What a script says while it runs. The last one is a `result`, an `error` or a `thrown`, and there is exactly one of these.
 *
 * @public
 */
export type ScriptEvent =
  /** It has left the queue. */
  | { readonly type: 'started'; readonly environment: string }
  | {
      readonly type: 'log';
      readonly level: LogLevel;
      /** Epoch milliseconds. */
      readonly time: number;
      /** Line of the script; absent: not known. */
      readonly line?: number;
      readonly text: string;
    }
  | {
      readonly type: 'metric';
      readonly name: string;
      readonly value: number;
      readonly time: number;
    }
  | {
      readonly type: 'progress';
      /** From 0 to 1. */
      readonly done: number;
      readonly text?: string;
    }
  | {
      readonly type: 'artifact';
      readonly kind: 'file' | 'figure' | 'table';
      /** Name of the file, without folders. */
      readonly name: string;
      readonly title?: string;
      /** Bytes. */
      readonly size: number;
      /** Of a table: its first rows. */
      readonly preview?: JsonObject;
      /** Its bytes. To be read or destroyed: the events after it wait for that. */
      readonly content: Readable;
    }
  | ScriptEnd;

/**
 * How a run ended.
 *
 * @public
 */
export type ScriptEnd =
  | {
      readonly type: 'result';
      /**
       * By name. An object `{"$artifact": n}`, however deep, stands for the nth artifact of this run, from 1 in the order of their events: the
       * process gets a reference to that file in its place.
       */
      readonly outputs: JsonObject;
      readonly usage: ScriptUsage;
    }
  | {
      /** It threw a BPMN error. */
      readonly type: 'thrown';
      readonly code: string;
      readonly message: string;
      /** As `outputs`. */
      readonly variables: JsonObject;
      readonly usage: ScriptUsage;
    }
  | {
      readonly type: 'error';
      readonly kind: ScriptFailureKind;
      /** For people: what was expected, what was found, and the way out. */
      readonly message: string;
      /** Line of the script where it happened. */
      readonly line?: number;
      /** Innermost last. */
      readonly trace?: readonly ScriptFrame[];
      /** Of `crashed`, e.g. `SIGSEGV`. */
      readonly signal?: string;
      readonly usage?: ScriptUsage;
    };
