import type { EventBehaviour } from '../execution/element';
import { message } from './message/message';
import { timer } from './timer/timer';
import { error } from './error/error';
import { escalation } from './escalation/escalation';
import { signal } from './signal/signal';
import { conditional } from './conditional/conditional';
import { link } from './link/link';
import { compensate } from './compensate/compensate';
import { cancel } from './cancel/cancel';
import { terminate } from './terminate/terminate';

/** Every event definition that is executed: one line each. */
export const events: readonly EventBehaviour[] = [
  message,
  timer,
  error,
  escalation,
  signal,
  conditional,
  link,
  compensate,
  cancel,
  terminate,
];

/** Event definitions by the name of their behaviour. */
export const eventsByType: ReadonlyMap<string, EventBehaviour> = new Map(
  events.map(event => [event.type, event]),
);
