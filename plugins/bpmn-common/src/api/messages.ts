import type { JsonObject } from '../glossary';

/**
 * A message from outside.
 *
 * @public
 */
export interface PublishMessageRequest {
  /** Group in whose name it is sent: it reaches its processes, and those of others that accept it. */
  readonly ownerRef: string;
  /** As people know it. */
  readonly name: string;
  /** Absent: whoever waits for the name. */
  readonly correlationKey?: string;
  /** Variables by name. */
  readonly variables?: JsonObject;
  /** Milliseconds for which it is kept for whoever waits for it, at most 30 days. Default: a day. */
  readonly timeToLive?: number;
  /** A message of the same id, name and owner is sent once. */
  readonly messageId?: string;
}

/**
 * A signal from outside.
 *
 * @public
 */
export interface BroadcastSignalRequest {
  /** Group in whose name it is sent: it reaches its processes, and those of others that accept it. */
  readonly ownerRef: string;
  /** As people know it. */
  readonly name: string;
  /** Variables by name. */
  readonly variables?: JsonObject;
}

/**
 * It is on its way.
 *
 * @public
 */
export interface Published {
  /** Opaque. */
  readonly id: string;
}
