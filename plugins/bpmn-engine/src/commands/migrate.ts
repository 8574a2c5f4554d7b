import type { MigrateInstance } from '../command';
import { running, type Run } from '../execution/run';
import type { FlowNode, ProcessDefinition } from '../model/graph';
import type { ElementInstance, Key } from '../state/state';
import { lookAgain } from './lookAgain';
import {
  migrateCompensations,
  migrateGateways,
  migrateIncidents,
  migrateQueue,
  planTokens,
} from './migrateRecords';
import { migrateWaits } from './migrateWaits';
import { refused, type Migration, type Step } from './migration';

/**
 * Takes an instance to another version: every running element instance becomes one of the element it is mapped to. What it waits
 * for itself stays; what listens on it is opened and withdrawn as the new version says. Joins and new conditions are looked at when
 * the instance goes on. Nothing is done if something does not fit.
 */
export function migrateInstance(
  run: Run,
  after: ProcessDefinition,
  { mapping }: MigrateInstance,
): void {
  const migration: Migration = {
    before: run.definition,
    after,
    mapped: id => mapping[id] ?? id,
  };
  const steps = plan(run, migration);
  const tokens = steps.flatMap(step => planTokens(run, step, migration));
  run.emit({ type: 'instanceMigrated', processId: after.id });
  for (const { instance, from, to } of steps) {
    if (from.id !== to.id) {
      run.emit({
        type: 'elementMigrated',
        key: instance.key,
        from: from.id,
        to: to.id,
      });
    }
  }
  tokens.forEach(move => move());
  carryOn({ ...run, definition: after }, steps, migration);
}

/** What the element instances have and wait for, in the new version. */
function carryOn(run: Run, steps: readonly Step[], migration: Migration): void {
  for (const step of steps) {
    migrateQueue(run, step, migration);
    migrateGateways(run, step, migration);
    migrateWaits(run, step, migration);
    migrateIncidents(run, step, migration);
    migrateCompensations(run, step.instance.key, migration);
  }
  const scopeKeys = steps
    .map(({ instance }) => instance.key)
    .filter(key => hasWaitingJoins(run, key));
  const conditionKeys = run.freshConditions.splice(0);
  if (run.view.instance()!.state !== 'suspended') {
    lookAgain(run, { scopeKeys, conditionKeys });
  } else if (scopeKeys.length > 0 || conditionKeys.length > 0) {
    run.emit({
      type: 'commandHeld',
      command: { type: 'lookAgain', scopeKeys, conditionKeys },
    });
  }
}

function hasWaitingJoins({ view }: Run, key: Key): boolean {
  return (
    view.joinsWithTokens(key).length > 0 || view.activatedGateways(key).size > 0
  );
}

function plan(run: Run, migration: Migration): readonly Step[] {
  const { before, after, mapped } = migration;
  const steps: Step[] = [];
  const visit = (instance: ElementInstance, parent: FlowNode | undefined) => {
    const from = before.nodes.get(instance.elementId)!;
    const to = from.parent ? after.nodes.get(mapped(from.id)) : after.process;
    if (!to) {
      throw refused(from, `there is no ${mapped(from.id)} in the new version`);
    }
    // What undoes something runs beside what has asked for it, wherever it is in the model.
    const isPlaced = instance.cause?.kind !== 'compensation';
    const reason = whyNot(from, to, isPlaced ? parent : to.parent);
    if (reason) {
      throw refused(from, reason);
    }
    steps.push({ instance, from, to });
    for (const child of run.view.childrenOf(instance.key)) {
      // The instances of a loop run in its body, which is of the same element.
      visit(child, instance.loop ? parent : to);
    }
  };
  visit(running(run, run.view.instance()!.rootKey), undefined);
  return steps;
}

function whyNot(
  from: FlowNode,
  to: FlowNode,
  parent: FlowNode | undefined,
): string | undefined {
  if (from.type !== to.type) {
    return `${to.id} is a ${to.type}, not a ${from.type}`;
  }
  if (to.parent !== parent) {
    return `${to.id} is in another scope: ${to.parent?.id ?? 'none'}`;
  }
  if (loopKind(from) !== loopKind(to)) {
    return `${to.id} is repeated in another way`;
  }
  return undefined;
}

function loopKind({ loop }: FlowNode): string {
  return loop?.kind === 'multiInstance'
    ? `multiInstance ${loop.isSequential}`
    : String(loop?.kind);
}
