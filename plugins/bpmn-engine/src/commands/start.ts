import { Rejection, type StartInstance } from '../command';
import { catchersOf, openCatchers, requestsOf } from '../execution/catchers';
import { create, enter } from '../execution/enter';
import { attempt } from '../execution/incidents';
import { running, type Run } from '../execution/run';
import { setVariables } from '../execution/variables';
import type { FlowNode, ProcessDefinition } from '../model/graph';
import type { Key, Variables } from '../state/state';

/** Begins an instance: the process is entered with its variables, what listens on it listens, then the start event is entered. */
export function startInstance(run: Run, command: StartInstance): void {
  const { definition } = run;
  const starts = startNodes(definition, command.startEvent);
  const { instanceId, businessKey, isCalled, variables } = command;
  const rootKey = run.nextKey();
  run.emit({
    type: 'instanceStarted',
    instanceId,
    processId: definition.id,
    rootKey,
    businessKey,
    isCalled,
  });
  openProcess(run, rootKey, variables ?? {});
  for (const { node, isTriggered } of starts) {
    enter(run, node, {
      scopeKey: rootKey,
      cause: isTriggered ? { kind: 'event' } : undefined,
    });
  }
}

function openProcess(run: Run, rootKey: Key, variables: Variables): void {
  const { process } = run.definition;
  create(run, process, { key: rootKey, scopeKey: 0 });
  const undeclared = (process.content?.variables ?? []).filter(
    name => !Object.hasOwn(variables, name),
  );
  setVariables(run, rootKey, {
    ...Object.fromEntries(undeclared.map(name => [name, null])),
    ...variables,
  });
  const root = running(run, rootKey);
  attempt(run, root, () => {
    const requests = catchersOf(process, root).flatMap(catcher =>
      requestsOf(run, catcher, root),
    );
    run.emit({
      type: 'lifecycleMoved',
      key: rootKey,
      elementId: process.id,
      to: 'active',
    });
    openCatchers(run, root, requests);
  });
}

interface StartNode {
  readonly node: FlowNode;
  readonly isTriggered: boolean;
}

function startNodes(
  { process, nodes, id }: ProcessDefinition,
  startEvent: string | undefined,
): readonly StartNode[] {
  const content = process.content!;
  if (startEvent === undefined) {
    if (content.starts.length === 0) {
      throw new Rejection(
        'invalidArgument',
        `Expected process ${id} to have a start event without trigger, but it has none. Name the start event`,
        { processId: id },
      );
    }
    return content.starts.map(node => ({ node, isTriggered: false }));
  }
  const node = nodes.get(startEvent);
  const gateway = node?.incoming
    .map(({ source }) => source)
    .find(source => content.triggeredStarts.includes(source));
  if (!node || (node.parent !== process && !gateway)) {
    throw unknownStart(id, startEvent);
  }
  if (gateway) {
    return startedByGateway(gateway, node);
  }
  if (
    !content.starts.includes(node) &&
    !content.triggeredStarts.includes(node)
  ) {
    throw unknownStart(id, startEvent);
  }
  return [{ node, isTriggered: node.events.length > 0 }];
}

/** The first of the events creates the instance; a parallel gateway waits for the others too (BPMN 2.0.2 13.4.4). */
function startedByGateway(
  gateway: FlowNode,
  triggered: FlowNode,
): readonly StartNode[] {
  const { isParallel } = gateway.data as { readonly isParallel: boolean };
  const others = isParallel
    ? gateway.outgoing
        .map(({ target }) => target)
        .filter(target => target !== triggered)
    : [];
  return [
    { node: triggered, isTriggered: true },
    ...others.map(node => ({ node, isTriggered: false })),
  ];
}

function unknownStart(processId: string, startEvent: string): Rejection {
  return new Rejection(
    'invalidArgument',
    `Expected ${startEvent} to be a start event of process ${processId}, but it is not`,
    { processId, startEvent },
  );
}
