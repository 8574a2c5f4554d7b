import { Rejection, type StartInstance } from '../command';
import { create } from '../execution/enter';
import type { Run } from '../execution/run';
import { putVariables } from '../execution/variables';
import type { FlowNode, ProcessDefinition } from '../model/graph';

/**
 * Begins an instance: the process is entered with its variables. What listens on it listens, and its start listeners run, before its
 * start event is entered.
 */
export function startInstance(run: Run, command: StartInstance): void {
  const { definition, nextKey } = run;
  const starts = startNodes(definition, command.startEvent);
  const triggered = starts.find(({ isTriggered }) => isTriggered)?.node;
  const { instanceId, businessKey, isCalled, variables, event } = command;
  const key = nextKey();
  run.emit({
    type: 'instanceStarted',
    instanceId,
    processId: definition.id,
    rootKey: key,
    businessKey,
    isCalled,
  });
  create(run, definition.process, {
    key,
    scopeKey: 0,
    ...(triggered && {
      cause: { kind: 'event', startId: triggered.id, event: event ?? 0 },
    }),
  });
  putVariables(run, { scopeKey: key, variables: variables ?? {} });
  if (command.startEvent !== undefined) {
    run.emit({
      type: 'elementsQueued',
      key,
      elementIds: starts.map(({ node }) => node.id),
    });
  }
  run.work.push({ type: 'activate', key });
}

interface StartNode {
  readonly node: FlowNode;
  readonly isTriggered: boolean;
}

function startNodes(
  definition: ProcessDefinition,
  startEvent: string | undefined,
): readonly StartNode[] {
  const { process, nodes, id } = definition;
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
    throw unknownStart(definition, startEvent);
  }
  if (gateway) {
    return startedByGateway(gateway, node);
  }
  const isStart =
    content.starts.includes(node) ||
    (content.triggeredStarts.includes(node) && node.events.length > 0);
  if (!isStart) {
    throw unknownStart(definition, startEvent);
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

function unknownStart(
  { id: processId, process }: ProcessDefinition,
  startEvent: string,
): Rejection {
  const { starts, triggeredStarts } = process.content!;
  const begins = [...starts, ...triggeredStarts].flatMap(node =>
    node.events.length > 0 || node.type === 'startEvent'
      ? [node]
      : node.outgoing.map(({ target }) => target),
  );
  const names = Array.from(new Set(begins), ({ id }) => id);
  return new Rejection(
    'invalidArgument',
    `Expected ${startEvent} to be a start event of process ${processId}, but it is not: ${
      names.length > 0 ? `it begins with ${names.join(', ')}` : 'it has none'
    }`,
    { processId, startEvent },
  );
}
