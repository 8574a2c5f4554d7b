import type { ElementInstance, Key } from '../state/state';
import { hostsBoundaryEvents, triggerCatcher } from './catchers';
import { undoLast } from './compensation';
import { sayChildLeft } from './complete';
import { nodeOf, running, type Run } from './run';
import { clear, terminate, terminateChildren } from './terminate';

/**
 * Ends what still runs in the transaction of a cancel end event, except for the event itself. Cancelling one instance of a loop cancels
 * them all, for the cancel event is on their body: they stay until what has completed in them is undone, but do nothing more.
 */
export function endContent(run: Run, thrower: ElementInstance): void {
  const transaction = running(run, thrower.scopeKey);
  terminateChildren(run, transaction.key, thrower.key);
  for (const { key } of otherInstances(run, transaction)) {
    terminateChildren(run, key);
    clear(run, key);
  }
  run.work.remove(
    item => item.type === 'iterate' && item.key === transaction.scopeKey,
  );
}

/** Begins to undo the last thing that is still to be undone in the transaction of a cancel end event. Returns whether there is nothing. */
export function compensateTransaction(
  run: Run,
  thrower: ElementInstance,
): boolean {
  const transaction = running(run, thrower.scopeKey);
  const scopeKeys: Key[] = [transaction.key];
  if (transaction.loopCounter !== undefined) {
    const others = otherInstances(run, transaction).map(({ key }) => key);
    scopeKeys.push(...others.reverse(), transaction.scopeKey);
  }
  return !scopeKeys.some(scopeKey => undoLast(run, thrower, { scopeKey }));
}

/** Leaves the transaction of a cancel end event, through its cancel event. */
export function leaveTransaction(run: Run, thrower: ElementInstance): void {
  const transaction = running(run, thrower.scopeKey);
  const catcher = nodeOf(run, transaction).boundaryEvents.find(({ events }) =>
    events.some(({ type }) => type === 'cancel'),
  );
  const host = hostsBoundaryEvents(transaction)
    ? transaction
    : running(run, transaction.scopeKey);
  if (catcher) {
    triggerCatcher(run, host, { catcher, variables: {} });
  } else {
    terminate(run, host);
    sayChildLeft(run, host.scopeKey);
  }
}

/** The other running instances of a transaction that is repeated, oldest first. */
function otherInstances(
  run: Run,
  { key, scopeKey, loopCounter }: ElementInstance,
): readonly ElementInstance[] {
  return loopCounter === undefined
    ? []
    : run.view.childrenOf(scopeKey).filter(other => other.key !== key);
}
