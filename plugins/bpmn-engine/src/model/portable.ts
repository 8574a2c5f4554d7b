import type { FlowNode, ProcessDefinition, SequenceFlow } from './graph';

/**
 * A compiled process as plain data without references in circles: what can be sent to another thread, however long the process is. Made
 * and read by the same release only.
 */
export interface PortableDefinition {
  readonly definition: Packed;
  readonly nodes: readonly Packed[];
  readonly flows: readonly Packed[];
}

/** A value, or a tag with what it is of. */
type Packed =
  | undefined
  | null
  | boolean
  | number
  | string
  | readonly ['node' | 'flow', number]
  | readonly ['list' | 'set', readonly Packed[]]
  | readonly ['map', readonly (readonly [Packed, Packed])[]]
  | readonly ['object', Readonly<Record<string, Packed>>];

/** Takes a compiled process apart. */
export function packDefinition(
  definition: ProcessDefinition,
): PortableDefinition {
  const nodes = Array.from(
    new Set([definition.process, ...definition.nodes.values()]),
  );
  const flows = Array.from(definition.flows.values());
  const references = new Map<unknown, Packed>([
    ...nodes.map((node, index) => [node, ['node', index]] as const),
    ...flows.map((flow, index) => [flow, ['flow', index]] as const),
  ]);
  const pack = packerFor(references);
  return {
    definition: packFields(definition, pack),
    nodes: nodes.map(node => packFields(node, pack)),
    flows: flows.map(flow => packFields(flow, pack)),
  };
}

type Pack = (value: unknown) => Packed;

function packerFor(references: ReadonlyMap<unknown, Packed>): Pack {
  const pack: Pack = value => {
    if (typeof value !== 'object' || value === null) {
      return value as Packed;
    }
    const reference = references.get(value);
    if (reference) {
      return reference;
    }
    if (Array.isArray(value)) {
      return ['list', value.map(pack)];
    }
    if (value instanceof Set) {
      return ['set', Array.from(value, pack)];
    }
    return value instanceof Map
      ? ['map', Array.from(value, ([key, item]) => [pack(key), pack(item)])]
      : packFields(value, pack);
  };
  return pack;
}

function packFields(value: object, pack: Pack): Packed {
  return [
    'object',
    Object.fromEntries(
      Object.entries(value).map(([name, field]) => [name, pack(field)]),
    ),
  ];
}

/** Puts a compiled process together again. */
export function unpackDefinition(
  portable: PortableDefinition,
): ProcessDefinition {
  const steps = unpackInSteps(portable);
  let step = steps.next();
  while (!step.done) {
    step = steps.next();
  }
  return step.value;
}

/** The same in small steps, for whoever has something else to do in between. */
export function* unpackInSteps({
  definition,
  nodes,
  flows,
}: PortableDefinition): Generator<void, ProcessDefinition, void> {
  const made = {
    node: nodes.map(() => ({} as FlowNode)),
    flow: flows.map(() => ({} as SequenceFlow)),
  };
  const unpack = unpackerFor(made);
  for (const [index, node] of made.node.entries()) {
    Object.assign(node, unpack(nodes[index]));
    yield;
  }
  for (const [index, flow] of made.flow.entries()) {
    Object.assign(flow, unpack(flows[index]));
    yield;
  }
  return unpack(definition) as ProcessDefinition;
}

function unpackerFor(
  made: Readonly<Record<'node' | 'flow', readonly object[]>>,
): (packed: Packed) => unknown {
  const unpack = (packed: Packed): unknown => {
    if (!Array.isArray(packed)) {
      return packed;
    }
    const [tag, content] = packed;
    switch (tag) {
      case 'list':
        return content.map(unpack);
      case 'set':
        return new Set(content.map(unpack));
      case 'map':
        return new Map(
          content.map(([key, item]: [Packed, Packed]) => [
            unpack(key),
            unpack(item),
          ]),
        );
      case 'object':
        return Object.fromEntries(
          Object.entries(content as Record<string, Packed>).map(
            ([name, field]) => [name, unpack(field)],
          ),
        );
      default:
        return made[tag as 'node' | 'flow'][content];
    }
  };
  return unpack;
}
