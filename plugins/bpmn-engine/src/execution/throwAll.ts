import type { Visit } from './element';

/** Throws every event definition of an event; it completes unless one of them has to wait, or has ended it. */
export function throwAll(visit: Visit): void {
  let isDone = true;
  for (const definition of visit.node.events) {
    isDone = visit.throwEvent(definition) && isDone;
    if (!visit.isStillThere()) {
      return;
    }
  }
  if (isDone) {
    visit.complete();
  }
}
