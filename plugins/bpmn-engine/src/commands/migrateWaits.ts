import {
  catchersOf,
  hasInterrupted,
  isListener,
  openCatchers,
  requestsOf,
} from '../execution/catchers';
import { attempt } from '../execution/incidents';
import { nodeOf, type Run } from '../execution/run';
import { closeWait } from '../execution/waits';
import type { FlowNode } from '../model/graph';
import type { ElementInstance, Wait } from '../state/state';
import type { Migration, Step } from './migration';

/**
 * What an element instance waits for itself stays; what listens on it stays if it listens to the same, else it is opened or
 * withdrawn as the new version says.
 */
export function migrateWaits(
  run: Run,
  { instance, from, to }: Step,
  { before, mapped }: Migration,
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
      !stays(before.nodes.get(wait.elementId)!, element, { wait, to })
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
    .some(child => hasInterrupted(nodeOf(run, child)));
  return listeners.filter(
    ({ parent }) => !isInterrupted || parent?.type !== 'eventSubProcess',
  );
}

function waitsFor(run: Run, { key }: ElementInstance, id: string): boolean {
  return run.view.waitsOf(key).some(({ elementId }) => elementId === id);
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
