import type { FlowNode } from '../model/graph';
import type { ElementInstance } from '../state/state';
import { catchersOf, openCatchers, requestsOf } from './catchers';
import { openListener, sayChildLeft } from './complete';
import type { WaitRequest } from './element';
import { evaluatorFor } from './evaluate';
import { asMapping } from './failure';
import { attempt } from './incidents';
import { restoreInput, startLoop } from './loops';
import { behaviourOf, nodeOf, type Run } from './run';
import { setVariables, withPath } from './variables';
import { visit } from './visit';

const NONE: readonly WaitRequest[] = [];
/**
 * Activates an element instance that has been entered: its inputs are mapped, its start listeners run, then its behaviour. What
 * fails on the way is an incident, and all of it is done again when that is resolved.
 */
export function activate(run: Run, instance: ElementInstance): void {
  const node = nodeOf(run, instance);
  if (isOpenedForOthers(instance)) {
    openScope(run, instance);
    sayChildLeft(run, instance.key);
    return;
  }
  attempt(run, instance, () => {
    if (node.loop && instance.loopCounter === undefined) {
      activateLoop(run, node, instance);
      return;
    }
    asMapping(() => mapInputs(run, node, instance));
    if (!openListener(run, instance, { on: 'start', index: 0 })) {
      perform(run, instance);
    }
  });
}

function activateLoop(
  run: Run,
  node: FlowNode,
  instance: ElementInstance,
): void {
  const requests = catchRequests(run, node, instance);
  startLoop(run, instance, node.loop!);
  rest(run, instance, requests);
}

/** Activates an element instance once more: an incident of it has been resolved. */
export function activateAgain(run: Run, instance: ElementInstance): void {
  const isRestored =
    instance.loopCounter === undefined ||
    attempt(run, instance, () => restoreInput(run, instance));
  if (isRestored) {
    activate(run, instance);
  }
}

/** Whether somebody has entered a scope in order to enter something else in it: it has been told already what begins in it. */
function isOpenedForOthers({ queued, scopeKey }: ElementInstance): boolean {
  return queued !== undefined && scopeKey !== 0;
}

/** Opens a scope without beginning anything in it: somebody enters what is to run. */
export function openScope(run: Run, instance: ElementInstance): void {
  const node = nodeOf(run, instance);
  attempt(run, instance, () => {
    asMapping(() => mapInputs(run, node, instance));
    rest(run, instance, catchRequests(run, node, instance));
  });
}

/** The behaviour's own part, after its start listeners. May throw a Failure. */
export function perform(run: Run, instance: ElementInstance): void {
  const node = nodeOf(run, instance);
  const requests = catchRequests(run, node, instance);
  behaviourOf(run, node).enter(visit(run, instance));
  rest(run, instance, requests);
}

function catchRequests(
  run: Run,
  node: FlowNode,
  instance: ElementInstance,
): readonly WaitRequest[] {
  const catchers = catchersOf(node, instance);
  return catchers.length === 0
    ? NONE
    : catchers.flatMap(catcher => requestsOf(run, catcher, instance));
}

/** An element instance that has not completed at once is active from now on, and what listens on it listens. */
function rest(
  run: Run,
  { key, elementId }: ElementInstance,
  requests: readonly WaitRequest[],
): void {
  const now = run.view.elementInstance(key);
  if (now?.lifecycle === 'activating') {
    run.emit({ type: 'lifecycleMoved', key, elementId, to: 'active' });
    openCatchers(run, now, requests);
  }
}

function mapInputs(run: Run, node: FlowNode, instance: ElementInstance): void {
  const { key, scopeKey, loopCounter, cause } = instance;
  declareVariables(run, node, instance);
  if (node.inputs.length === 0) {
    return;
  }
  // From outside, so that doing it again after an incident gives the same. What only the element instance has is inside.
  const hasOwn = loopCounter !== undefined || cause !== undefined;
  const mapped: Record<string, any> = {};
  const evaluator = evaluatorFor(run, hasOwn ? key : scopeKey, {
    extras: mapped,
    owner: key,
  });
  for (const { source, target } of node.inputs) {
    const [name, ...path] = target;
    const before = Object.hasOwn(mapped, name) ? mapped[name] : undefined;
    mapped[name] = withPath(before, path, evaluator.evaluate(source));
  }
  setVariables(run, key, mapped);
}

/** Data objects and properties are variables of their scope, without value at first. */
function declareVariables(
  run: Run,
  { variables, content }: FlowNode,
  { key }: ElementInstance,
): void {
  const names = content ? content.variables : variables;
  const missing = names.filter(
    name => run.view.variable(key, name) === undefined,
  );
  if (missing.length > 0) {
    setVariables(
      run,
      key,
      Object.fromEntries(missing.map(name => [name, null])),
    );
  }
}
