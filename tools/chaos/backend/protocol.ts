import type { JsonObject } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Command } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Knex } from 'knex';

/** What a back-end process is started with. */
export interface BackendSettings {
  readonly name: string;
  readonly database: Knex.Config;
  /** File to which its handlers append what they do. */
  readonly deedsFile: string;
  readonly time: TimeSettings;
}

/** A clock that goes faster than the one on the wall, alike in all processes. */
export interface TimeSettings {
  /** Epoch milliseconds at which it was right. */
  readonly since: number;
  readonly speed: number;
  /** By how many milliseconds it is wrong since it has jumped. */
  readonly shift: number;
}

/** What a back-end process is asked to do. Asking again does no harm. */
export type Request =
  | {
      readonly type: 'start';
      readonly id: string;
      readonly processId: string;
      readonly variables: JsonObject;
    }
  | {
      readonly type: 'command';
      readonly instanceId: string;
      readonly command: Command;
    }
  /** Its clock jumps: from now on it is wrong by so many milliseconds. */
  | { readonly type: 'shiftClock'; readonly by: number };

/** A request with a number to answer to. */
export interface Envelope {
  readonly number: number;
  readonly request: Request;
}

/** What a back-end process says. */
export type Reply =
  | { readonly type: 'ready' }
  /** It is done. */
  | { readonly type: 'done'; readonly number: number }
  /** It does not fit: for most requests that means that it was done before. */
  | {
      readonly type: 'rejected';
      readonly number: number;
      readonly message: string;
    }
  /** It could not be done, or nobody knows. */
  | {
      readonly type: 'failed';
      readonly number: number;
      readonly message: string;
    };

/** One thing that a handler has done. */
export interface DeedLine {
  readonly worker: string;
  readonly type: string;
  readonly elementId: string;
  readonly instanceId: string;
  readonly idempotencyKey: string;
  readonly attemptId: string;
  /** How it was answered. */
  readonly answer: string;
  /** On the clock of the back end. */
  readonly at: number;
}

/** What that clock says. */
export function timeOf({ since, speed, shift }: TimeSettings): number {
  return Math.floor(since + (Date.now() - since) * speed) + shift;
}
