import type { EventDefinition } from '../model/graph';
import type { Visit } from './element';

/** Throws every event definition of an event; it completes unless one of them has to wait, or has ended it. */
export function throwAll(visit: Visit): void {
  if (throwEach(visit, visit.node.events)) {
    visit.complete();
  }
}

/** Throws event definitions, all evaluated before the first is thrown. Returns whether the event is done and still there. */
export function throwEach(
  visit: Visit,
  definitions: readonly EventDefinition[],
): boolean {
  const deeds = definitions.map(definition => visit.prepareThrow(definition));
  let isDone = true;
  for (const deed of deeds) {
    isDone = deed() && isDone;
    if (!visit.isStillThere()) {
      return false;
    }
  }
  return isDone;
}
