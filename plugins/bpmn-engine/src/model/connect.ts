import { readVariables } from './activityParts';
import { readerOf, type ReadingContext } from './reader';
import type { Draft, Workspace, Writable } from './draft';
import type { ModdleElement } from './document';
import type {
  FlowNode,
  ModelValue,
  ProcessDefinition,
  ScopeContent,
  SequenceFlow,
  StartTrigger,
} from './graph';
import { sensitiveNames } from './sensitiveNames';

type Drafts = Workspace['drafts'];

/** Second pass of the compiler: sequence flows, boundary events, compensation handlers, lanes and what each scope holds. */
export function connectNodes(
  root: Draft,
  workspace: Workspace,
): ProcessDefinition {
  const { drafts, events } = workspace;
  const flows = new Map<string, SequenceFlow>();
  const scopes = Array.from(drafts.values()).filter(
    ({ compiler }) => compiler.isScope,
  );
  for (const scope of scopes) {
    connectFlows(scope, workspace, flows);
    connectHandlers(scope, drafts);
  }
  for (const draft of drafts.values()) {
    finishNode(draft, drafts);
  }
  for (const scope of scopes) {
    scope.node.content = contentOf(scope, drafts);
  }
  connectLanes(root.source.laneSets, [], drafts);
  const definition = definitionOf(root, { drafts, events }, flows);
  for (const { compiler, node } of drafts.values()) {
    compiler.connect?.(node, definition);
  }
  return definition;
}

function connectFlows(
  scope: Draft,
  { drafts, context }: Workspace,
  flows: Map<string, SequenceFlow>,
): void {
  for (const source of scope.source.flowElements ?? []) {
    const from = drafts.get(source.sourceRef?.id);
    const to = drafts.get(source.targetRef?.id);
    if (source.$type === 'bpmn:SequenceFlow' && from && to && source.id) {
      const flow: SequenceFlow = {
        id: source.id,
        ids: [source.id],
        name: source.name,
        source: from.node,
        target: to.node,
        isDefault: from.source.default === source,
        condition: conditionOf(source, from, context),
      };
      flows.set(flow.id, flow);
      (from.node.outgoing as SequenceFlow[]).push(flow);
      (to.node.incoming as SequenceFlow[]).push(flow);
    }
  }
}

/** Conditions of flows that leave a parallel or event-based gateway have no meaning (BPMN 2.0.2 10.6.4, 13.4.1). */
function conditionOf(
  flow: ModdleElement,
  { source }: Draft,
  context: ReadingContext,
): ModelValue | undefined {
  if (
    !flow.conditionExpression ||
    /ParallelGateway|EventBasedGateway/.test(source.$type)
  ) {
    return undefined;
  }
  return readerOf(flow, flow, context).value(
    flow.conditionExpression.body,
    'boolean',
    'condition',
  );
}

function connectHandlers(scope: Draft, drafts: Drafts): void {
  const boundaries = new Map<string, Draft>();
  for (const source of scope.source.flowElements ?? []) {
    if (source.$type === 'bpmn:BoundaryEvent') {
      const attached = attach(source, drafts);
      if (attached?.node.events.some(({ type }) => type === 'compensate')) {
        boundaries.set(attached.node.id, attached);
      }
    }
  }
  for (const { $type, sourceRef, targetRef } of scope.source.artifacts ?? []) {
    const boundary = boundaries.get(sourceRef?.id);
    const handler = drafts.get(targetRef?.id);
    if ($type === 'bpmn:Association' && boundary && handler) {
      const activity = boundary.node.attachedTo as Writable<FlowNode>;
      activity.compensationHandler = handler.node;
    }
  }
}

/** Puts a boundary event on its activity, which listens to it unless it is for compensation. */
function attach(source: ModdleElement, drafts: Drafts): Draft | undefined {
  const activity = drafts.get(source.attachedToRef?.id);
  const boundary = drafts.get(source.id!);
  if (!activity || !boundary) {
    return undefined;
  }
  boundary.node.attachedTo = activity.node;
  if (!boundary.node.events.some(({ type }) => type === 'compensate')) {
    (activity.node.boundaryEvents as FlowNode[]).push(boundary.node);
  }
  return boundary;
}

function finishNode({ node, source, compiler }: Draft, drafts: Drafts): void {
  // The order in which a node lists its flows is the order in which their conditions are evaluated.
  const order = new Map<string | undefined, number>(
    (source.outgoing ?? []).map(({ id }: ModdleElement, index: number) => [
      id,
      index,
    ]),
  );
  const place = ({ id }: SequenceFlow) => order.get(id) ?? order.size;
  (node.outgoing as SequenceFlow[]).sort((a, b) => place(a) - place(b));
  node.hasChoice =
    !compiler.choosesFlows &&
    node.outgoing.some(({ condition, isDefault }) => condition || isDefault);
  node.isJoin =
    (compiler.isJoin?.(node.incoming.length) ?? false) ||
    node.startQuantity > 1;
  node.isLate =
    ['intermediateThrowEvent', 'endEvent'].includes(node.type) &&
    node.events.some(({ type }) => type === 'signal');
  if (source.attachedToRef && !node.attachedTo) {
    drafts.delete(node.id);
  }
}

function contentOf({ source, node }: Draft, drafts: Drafts): ScopeContent {
  const inside: Draft[] = (source.flowElements ?? [])
    .map(({ id }: ModdleElement) => drafts.get(id ?? ''))
    .filter((draft: Draft | undefined) => draft?.node.parent === node);
  const nodes = inside.map(draft => draft.node);
  const startEvents = nodes.filter(({ type }) => type === 'startEvent');
  return {
    nodes,
    starts:
      startEvents.length > 0
        ? startEvents.filter(({ events }) => events.length === 0)
        : nodes.filter(isImplicitStart),
    triggeredStarts: inside
      .filter(
        draft =>
          (draft.node.type === 'startEvent' && draft.node.events.length > 0) ||
          draft.source.instantiate === true,
      )
      .map(draft => draft.node),
    eventSubProcesses: nodes.filter(({ type }) => type === 'eventSubProcess'),
    variables: [
      ...readVariables(source.properties),
      ...readVariables(source.flowElements),
    ],
  };
}

/** Without start event, whatever nothing leads to is entered with its scope (BPMN 2.0.2 10.5.2, 13.2). */
function isImplicitStart(node: FlowNode): boolean {
  return (
    node.incoming.length === 0 &&
    !node.attachedTo &&
    !node.isForCompensation &&
    node.type !== 'eventSubProcess' &&
    !node.events.some(({ type }) => type === 'link')
  );
}

function connectLanes(
  laneSets: readonly ModdleElement[] | undefined,
  path: readonly string[],
  drafts: Drafts,
): void {
  for (const lane of laneSets?.flatMap(({ lanes }) => lanes ?? []) ?? []) {
    const lanes = [...path, lane.name ?? lane.id];
    for (const { id } of lane.flowNodeRef ?? []) {
      const draft = drafts.get(id);
      if (draft && (draft.node.lanes?.length ?? 0) < lanes.length) {
        draft.node.lanes = lanes;
      }
    }
    if (lane.childLaneSet) {
      connectLanes([lane.childLaneSet], lanes, drafts);
    }
  }
}

function definitionOf(
  { node, source, reader }: Draft,
  { drafts, events }: Pick<Workspace, 'drafts' | 'events'>,
  flows: ReadonlyMap<string, SequenceFlow>,
): ProcessDefinition {
  const nodes = new Map<string, FlowNode>();
  const watched = { condition: new Set<string>(), timer: new Set<string>() };
  const compilers = Array.from(events.values());
  for (const [id, draft] of drafts) {
    nodes.set(id, draft.node);
    for (const { type, data } of draft.node.events) {
      const compiler = compilers.find(event => event.type === type);
      const names = compiler?.watches?.(data) ?? [];
      const set = watched[type === 'timer' ? 'timer' : 'condition'];
      names.forEach(name => set.add(name));
    }
  }
  const values: readonly ModdleElement[] =
    source.extensionElements?.values ?? [];
  return {
    id: node.id,
    name: node.name,
    process: node,
    nodes,
    flows,
    hasNoneStart: (node.content?.starts.length ?? 0) > 0,
    startTriggers: startTriggersOf(node),
    conditionNames: watched.condition,
    timerNames: watched.timer,
    hasJoins: Array.from(nodes.values()).some(({ isJoin }) => isJoin),
    hasCompensation: Array.from(nodes.values()).some(
      ({ isForCompensation, events: own }) =>
        isForCompensation || own.some(({ type }) => type === 'compensate'),
    ),
    versionTag: reader.extension('zeebe:VersionTag')?.value,
    sensitiveVariables: sensitiveNames(
      values
        .filter(({ $type }) => $type === 'pipeline:Sensitive')
        .map(({ variable }) => variable)
        .filter(Boolean),
      drafts.values(),
    ),
    timeToLive: reader.extension('pipeline:Retention')?.timeToLive,
  };
}

function startTriggersOf({ content }: FlowNode): readonly StartTrigger[] {
  return (content?.triggeredStarts ?? []).flatMap(node =>
    (node.type === 'eventBasedGateway'
      ? node.outgoing.map(({ target }) => target)
      : [node]
    ).flatMap(({ id, events }) =>
      events.map(event => ({ elementId: id, event })),
    ),
  );
}
