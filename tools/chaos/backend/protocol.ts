import type { JsonObject } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Command } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Knex } from 'knex';

/** Who asks, in any kind of back end: whoever has the token of a service. */
export const ACTOR = 'external:chaos';

/** `portal`: a back end of Backstage with our plugin in it, asked over REST. `host`: what the plugin runs, without a portal. */
export type BackendKind = 'host' | 'portal';

/** What a back-end process is started with. */
export interface BackendSettings {
  readonly name: string;
  readonly kind: BackendKind;
  readonly database: Knex.Config;
  /** File to which its handlers append what they do. */
  readonly deedsFile: string;
  readonly time: TimeSettings;
  /** A portal that runs Python and R as well. */
  readonly runsScripts?: boolean;
}

/** A clock that goes faster than the one on the wall, alike in all processes. */
export interface TimeSettings {
  /** Epoch milliseconds at which it was right. */
  readonly since: number;
  readonly speed: number;
  /** By how many milliseconds it is wrong since it has jumped. */
  readonly shift: number;
}

/** An instance that is to be started. */
export interface StartRequest {
  /** Its business key, and that of the request: it starts one instance, whoever is asked and however often. */
  readonly key: string;
  readonly processId: string;
  readonly variables: JsonObject;
}

/** What a back-end process is asked to do. Asking again does no harm. */
export type Request =
  | ({ readonly type: 'start' } & StartRequest)
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
  | {
      readonly type: 'done';
      readonly number: number;
      /** What was started. */
      readonly instanceId?: string;
    }
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

/** What that clock says, now or when the one on the wall said something. */
export function timeOf(
  { since, speed, shift }: TimeSettings,
  at = Date.now(),
): number {
  return Math.floor(since + (at - since) * speed) + shift;
}
