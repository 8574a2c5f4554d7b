import type { Problem } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import {
  readHeaders,
  readListeners,
  readMappings,
  readVariables,
} from './activityParts';
import {
  describeElement,
  type BpmnDocument,
  type ModdleElement,
} from './document';
import type { Draft, Workspace, Writable } from './draft';
import { compileEvents } from './events';
import { connectNodes } from './connect';
import type { FlowNode, Loop, ProcessDefinition } from './graph';
import { readLoop } from './loops';
import { readerOf } from './reader';
import type { ElementCompiler, ModelReader, Vocabulary } from './vocabulary';

/**
 * Compiles one process of a document into an indexed graph. Whatever cannot be executed is a problem of severity error; then the
 * definition must not be run.
 */
export function compileProcess(
  process: ModdleElement,
  document: BpmnDocument,
  vocabulary: Vocabulary,
): { readonly definition: ProcessDefinition; readonly problems: Problem[] } {
  const problems: Problem[] = [];
  const workspace: Workspace = {
    drafts: new Map(),
    elements: vocabulary.elements,
    events: new Map(vocabulary.events.map(event => [event.bpmnType, event])),
    context: {
      elementsById: document.elementsById,
      problems,
      feel: { cost: 0 },
    },
  };
  const root = draftNode(process, undefined, workspace)!;
  draftContent(root, workspace);
  const definition = connectNodes(root, workspace);
  return { definition, problems };
}

function draftContent(parent: Draft, workspace: Workspace): void {
  for (const source of parent.source.flowElements ?? []) {
    if (isNode(source)) {
      const draft = draftNode(source, parent.node, workspace);
      if (draft?.source.flowElements) {
        draftContent(draft, workspace);
      }
    }
  }
}

/** Flow elements that are not nodes: flows, and data that becomes variables or has no effect on execution. */
const NOT_NODES = new Set([
  'bpmn:SequenceFlow',
  'bpmn:DataObject',
  'bpmn:DataObjectReference',
  'bpmn:DataStoreReference',
]);

function isNode({ $type }: ModdleElement): boolean {
  return !NOT_NODES.has($type);
}

function draftNode(
  source: ModdleElement,
  parent: FlowNode | undefined,
  workspace: Workspace,
): Draft | undefined {
  const { context, elements, drafts } = workspace;
  const reader = readerOf(source, source, context);
  const compiler = elements.find(element => element.matches(source));
  if (!source.id || drafts.has(source.id)) {
    return undefined;
  }
  if (!compiler) {
    reader.report({
      rule: 'not-executed',
      parameters: { type: source.$type, name: source.name ?? '' },
      message: `Expected an element that the engine executes, but found ${describeElement(
        source,
      )}. Replace it, or remove it from the executable process`,
    });
    return undefined;
  }
  const draft: Draft = {
    source,
    compiler,
    reader,
    node: newNode({ source, compiler, reader, parent }, workspace),
  };
  drafts.set(source.id, draft);
  return draft;
}

interface NodeParts {
  readonly source: ModdleElement;
  readonly compiler: ElementCompiler;
  readonly reader: ModelReader;
  readonly parent: FlowNode | undefined;
}

function newNode(
  { source, compiler, reader, parent }: NodeParts,
  { events, context }: Workspace,
): Writable<FlowNode> {
  const isActivity = compiler.isActivity ?? false;
  return {
    id: source.id!,
    name: source.name,
    type: compiler.type,
    data: compiler.compile(reader),
    parent,
    incoming: [],
    outgoing: [],
    hasChoice: false,
    isActivity,
    isJoin: false,
    isLate: false,
    startQuantity: source.startQuantity ?? 1,
    completionQuantity: source.completionQuantity ?? 1,
    boundaryEvents: [],
    isForCompensation: source.isForCompensation === true,
    events: compileEvents(source, reader, events),
    isParallelMultiple: source.parallelMultiple === true,
    isInterrupting:
      source.cancelActivity !== false && source.isInterrupting !== false,
    loop: isActivity ? loopOf(reader, { events, context }) : undefined,
    inputs: readMappings(reader, 'inputParameters'),
    outputs: readMappings(reader, 'outputParameters'),
    listeners: listenersOf(reader, compiler),
    variables: isActivity ? readVariables(source.properties) : [],
    headers: readHeaders(reader),
    priority: reader.value(
      reader.extension('zeebe:JobPriorityDefinition')?.priority,
      'number',
      'priority',
    ),
  };
}

function loopOf(
  reader: ModelReader,
  { events, context }: Pick<Workspace, 'events' | 'context'>,
): Loop | undefined {
  return readLoop(reader, thrown => {
    const compiler = events.get(thrown.$type);
    return (
      compiler && {
        type: compiler.type,
        index: 0,
        data: compiler.compile(
          readerOf(thrown, reader.source, context),
          'throw',
        ),
      }
    );
  });
}

/** What a gateway decides is not kept while a listener runs. */
function listenersOf(
  reader: ModelReader,
  { choosesFlows }: ElementCompiler,
): FlowNode['listeners'] {
  const listeners = readListeners(reader);
  if (choosesFlows && listeners.end) {
    reader.report({
      rule: 'listener',
      parameters: { eventType: 'end' },
      message:
        'Expected a gateway to have start listeners only, but it has an end listener. Put it on the element before or after',
      path: ['extensionElements'],
    });
  }
  return listeners;
}
