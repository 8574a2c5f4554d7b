import { Rejection, type MigrateInstance } from '../command';
import {
  catchersOf,
  isListener,
  openCatchers,
  requestsOf,
} from '../execution/catchers';
import { attempt } from '../execution/incidents';
import { running, type Run } from '../execution/run';
import { closeWait } from '../execution/waits';
import type { FlowNode, ProcessDefinition } from '../model/graph';
import type { ElementInstance, Key, Wait } from '../state/state';

/** How to find what something is in the new version. */
interface Mapped {
  readonly before: ReadonlyMap<string, FlowNode>;
  readonly mapped: (id: string) => string;
}

/** An element instance with its element before and after. */
interface Step {
  readonly instance: ElementInstance;
  readonly from: FlowNode;
  readonly to: FlowNode;
}

/**
 * Takes an instance to another version: every running element instance becomes one of the element it is mapped to. What it waits
 * for itself stays; what listens on it is opened and withdrawn as the new version says. Nothing is done if something does not fit.
 */
export function migrateInstance(
  run: Run,
  target: ProcessDefinition,
  { mapping }: MigrateInstance,
): void {
  const mapped = (id: string) => mapping[id] ?? id;
  const steps = plan(run, target, mapped);
  const tokens = steps.flatMap(step =>
    planTokens(run, step, { target, mapped }),
  );
  run.emit({ type: 'instanceMigrated', processId: target.id });
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
  const after: Run = { ...run, definition: target };
  for (const step of steps) {
    migratePlans(after, step, mapped);
    migrateWaits(after, step, { before: run.definition.nodes, mapped });
    migrateIncidents(after, step);
    migrateCompensations(after, step.instance.key, mapped);
  }
}

function plan(
  run: Run,
  target: ProcessDefinition,
  mapped: (id: string) => string,
): readonly Step[] {
  const { definition, view } = run;
  const steps: Step[] = [];
  const visit = (instance: ElementInstance, parent: FlowNode | undefined) => {
    const from = definition.nodes.get(instance.elementId)!;
    const to = from.parent ? target.nodes.get(mapped(from.id)) : target.process;
    if (!to) {
      throw refused(from, `there is no ${mapped(from.id)} in the new version`);
    }
    const reason = whyNot(from, to, parent);
    if (reason) {
      throw refused(from, reason);
    }
    steps.push({ instance, from, to });
    for (const child of view.childrenOf(instance.key)) {
      // The instances of a loop run in its body, which is of the same element.
      visit(child, instance.loop ? parent : to);
    }
  };
  visit(running(run, view.instance()!.rootKey), undefined);
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

function refused({ id, name }: FlowNode, reason: string): Rejection {
  return new Rejection(
    'invalidArgument',
    `Expected ${
      name ? `"${name}"` : id
    } to have an equal in the new version, but ${reason}. Map it, or move the instance on first`,
    { elementId: id },
  );
}

/** Tokens that wait at joins wait at the joins of the new version. */
function planTokens(
  run: Run,
  { instance: { key } }: Step,
  {
    target,
    mapped,
  }: { target: ProcessDefinition; mapped: (id: string) => string },
): readonly (() => void)[] {
  return run.view.joinsWithTokens(key).flatMap(joinId =>
    Array.from(run.view.tokensAt(key, joinId)).flatMap(([flowId, count]) => {
      const flow = target.flows.get(mapped(flowId));
      if (flow?.target.id !== mapped(joinId) || !flow.target.isJoin) {
        throw refused(
          run.definition.nodes.get(joinId)!,
          `a token waits at it that came by ${flowId}, which leads elsewhere`,
        );
      }
      return Array.from({ length: count }, () => () => {
        run.emit({
          type: 'tokensConsumed',
          scopeKey: key,
          joinId,
          flowIds: [flowId],
        });
        run.emit({
          type: 'sequenceFlowTaken',
          scopeKey: key,
          flowId: flow.id,
          joinId: flow.target.id,
        });
      });
    }),
  );
}

function migrateWaits(
  run: Run,
  { instance, from, to }: Step,
  { before, mapped }: Mapped,
): void {
  const known = new Set(
    catchersOf(from, instance)
      .map(old => ({ old, id: mapped(old.id) }))
      .filter(({ old, id }) => sameEvents(old, run.definition.nodes.get(id)))
      .map(({ id }) => id),
  );
  for (const wait of run.view.waitsOf(instance.key)) {
    const elementId =
      wait.elementId === from.id ? to.id : mapped(wait.elementId);
    const element = run.definition.nodes.get(elementId);
    if (
      !element ||
      !stays(before.get(wait.elementId)!, element, { wait, to })
    ) {
      closeWait(run, wait, 'withdrawn');
    } else if (elementId !== wait.elementId) {
      run.emit({ type: 'waitChanged', wait: { ...wait, elementId } });
    }
  }
  if (instance.lifecycle === 'active') {
    openNew(run, instance, newListeners(run, { instance, to, known }));
  }
}

/** What an element instance waits for itself stays; what listens on it stays if it listens to the same. */
function stays(
  before: FlowNode,
  after: FlowNode,
  { wait, to }: { wait: Wait; to: FlowNode },
): boolean {
  if (after === to) {
    return true;
  }
  const isBehindGateway = to.outgoing.some(({ target }) => target === after);
  return (
    before.type === after.type &&
    (isListener(after, to) || isBehindGateway) &&
    (wait.event === undefined || sameEvent(after, wait))
  );
}

function sameEvents(
  { events }: FlowNode,
  after: FlowNode | undefined,
): boolean {
  const types = (list: FlowNode['events']) =>
    list.map(({ type }) => type).join();
  return after !== undefined && types(events) === types(after.events);
}

const KIND_OF_EVENT: Readonly<Record<string, Wait['kind']>> = {
  conditional: 'condition',
};

function sameEvent({ events }: FlowNode, { kind, event }: Wait): boolean {
  const type = events[event ?? 0]?.type;
  return type !== undefined && (KIND_OF_EVENT[type] ?? type) === kind;
}

/** What the new version listens to, and the old one did not. What has interrupted its scope has ended all listening in it. */
function newListeners(
  run: Run,
  {
    instance,
    to,
    known,
  }: { instance: ElementInstance; to: FlowNode; known: ReadonlySet<string> },
): readonly FlowNode[] {
  const listeners =
    to.type === 'eventBasedGateway'
      ? to.outgoing
          .map(({ target }) => target)
          .filter(({ id }) => !waitsFor(run, instance, id))
      : catchersOf(to, instance).filter(({ id }) => !known.has(id));
  const isInterrupted = run.view
    .childrenOf(instance.key)
    .some(({ elementId }) => interrupts(run, elementId));
  return listeners.filter(
    ({ parent }) => !isInterrupted || parent?.type !== 'eventSubProcess',
  );
}

function waitsFor(run: Run, { key }: ElementInstance, id: string): boolean {
  return run.view.waitsOf(key).some(({ elementId }) => elementId === id);
}

function interrupts({ definition }: Run, elementId: string): boolean {
  const { type, content } = definition.nodes.get(elementId)!;
  return (
    type === 'eventSubProcess' &&
    content!.triggeredStarts.some(({ isInterrupting }) => isInterrupting)
  );
}

function openNew(
  run: Run,
  instance: ElementInstance,
  catchers: readonly FlowNode[],
): void {
  for (const catcher of catchers) {
    attempt(run, instance, () =>
      openCatchers(run, instance, requestsOf(run, catcher, instance)),
    );
  }
}

function migrateIncidents(run: Run, { instance, from, to }: Step): void {
  if (from.id === to.id) {
    return;
  }
  for (const incident of run.view.incidentsOf(instance.key)) {
    run.emit({
      type: 'incidentResolved',
      incidentKey: incident.key,
      elementInstanceKey: instance.key,
    });
    run.emit({
      type: 'incidentRaised',
      incident: {
        ...incident,
        elementId: to.id,
        ...(incident.job && { job: { ...incident.job, elementId: to.id } }),
      },
    });
  }
}

/** What has completed can be undone in the new version if it has the activity; the order stays. */
function migrateCompensations(
  run: Run,
  scopeKey: Key,
  mapped: (id: string) => string,
): void {
  const records = run.view.compensationsIn(scopeKey);
  const isSame = records.every(
    ({ elementId }) =>
      mapped(elementId) === elementId && run.definition.nodes.has(elementId),
  );
  for (const record of [...records]) {
    migrateCompensations(run, record.elementInstanceKey, mapped);
  }
  if (isSame) {
    return;
  }
  for (const { key } of [...records]) {
    run.emit({ type: 'compensationDropped', recordKey: key, scopeKey });
  }
  for (const record of records) {
    const elementId = mapped(record.elementId);
    if (run.definition.nodes.has(elementId)) {
      run.emit({
        type: 'compensationRecorded',
        record: { ...record, elementId },
      });
    }
  }
}

/** Elements that are still to be entered, and gateways that wait for late tokens, have their new names. */
function migratePlans(
  run: Run,
  { instance: { key } }: Step,
  mapped: (id: string) => string,
): void {
  const { queued } = running(run, key);
  if (queued && queued.some(id => mapped(id) !== id)) {
    run.emit({ type: 'elementsQueued', key, elementIds: queued.map(mapped) });
  }
  for (const [elementId, flowIds] of [...run.view.activatedGateways(key)]) {
    run.emit({ type: 'gatewayReset', scopeKey: key, elementId });
    run.emit({
      type: 'gatewayReset',
      scopeKey: key,
      elementId: mapped(elementId),
      usedFlowIds: flowIds.map(mapped),
    });
  }
}
