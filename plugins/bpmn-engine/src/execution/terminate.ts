import type { ElementInstance, Key } from '../state/state';
import type { Run } from './run';
import { withdrawWaits } from './waits';
import type { WorkQueue } from './workQueue';

/** Ends an element instance and everything inside it, deepest first, with all that it waits for. */
export function terminate(run: Run, instance: ElementInstance): void {
  const { key, elementId } = instance;
  if (instance.children > 0) {
    terminateChildren(run, key);
  }
  clear(run, key);
  dropCompensations(run, key);
  run.emit({ type: 'lifecycleMoved', key, elementId, to: 'terminated' });
}

/** Ends everything that runs in a scope, the youngest first, except for one. */
export function terminateChildren(run: Run, key: Key, except?: Key): void {
  const children = [...run.view.childrenOf(key)].reverse();
  for (const child of children) {
    if (child.key !== except) {
      terminate(run, child);
    }
  }
  dropTokens(run, key);
}

/** Withdraws the waits of an element instance and takes its incidents back. */
export function clear(run: Run, key: Key): void {
  withdrawWaits(run, key);
  for (const incident of run.view.incidentsOf(key)) {
    run.emit({
      type: 'incidentResolved',
      incidentKey: incident.key,
      elementInstanceKey: key,
    });
  }
}

/** Consumes the tokens of a scope: those on their way, and those that wait at joins. */
export function dropTokens(run: Run, scopeKey: Key): void {
  if ((run.view.elementInstance(scopeKey)?.tokens ?? 0) === 0) {
    return;
  }
  dropMoving(run, run.work, scopeKey);
  dropMoving(run, run.late, scopeKey);
  for (const joinId of run.view.joinsWithTokens(scopeKey)) {
    const flowIds = Array.from(run.view.tokensAt(scopeKey, joinId)).flatMap(
      ([flowId, count]) => Array<string>(count).fill(flowId),
    );
    run.emit({ type: 'tokensConsumed', scopeKey, joinId, flowIds });
  }
  for (const { key, kind } of run.view.incidentsOf(scopeKey)) {
    if (kind === 'deadlock') {
      run.emit({
        type: 'incidentResolved',
        incidentKey: key,
        elementInstanceKey: scopeKey,
      });
    }
  }
}

function dropMoving(run: Run, work: WorkQueue, scopeKey: Key): void {
  const moving = work.remove(
    item => item.type === 'take' && item.scopeKey === scopeKey,
  );
  for (const item of moving) {
    // A token on its way to a join is there already.
    if (item.type === 'take' && !item.flow.target.isJoin) {
      const { ids, target } = item.flow;
      run.emit({
        type: 'tokensConsumed',
        scopeKey,
        joinId: target.id,
        flowIds: ids,
      });
    }
  }
}

/** Forgets what could be undone inside a scope that is gone. */
export function dropCompensations(run: Run, scopeKey: Key): void {
  if (!run.definition.hasCompensation) {
    return;
  }
  for (const record of [...run.view.compensationsIn(scopeKey)].reverse()) {
    dropCompensations(run, record.elementInstanceKey);
    run.emit({
      type: 'compensationDropped',
      recordKey: record.key,
      scopeKey,
    });
  }
}
