import type { Copy, FlowNode, ModelValue } from './graph';
import type { ElementCompiler } from './vocabulary';

interface CompiledNode {
  readonly node: FlowNode;
  readonly compiler?: ElementCompiler;
}

/**
 * Names of variables whose values are sensitive: those that are marked, and those that expressions of the model copy them to, by mappings,
 * loops and scripts, however often. Whether a name is in an expression decides, not what the expression makes of it.
 */
export function sensitiveNames(
  marked: readonly string[],
  nodes: Iterable<CompiledNode>,
): readonly string[] {
  const names = new Set(marked);
  if (names.size === 0) {
    return [];
  }
  const copies = Array.from(nodes, copiesOf).flat();
  for (let known = 0; known < names.size; ) {
    known = names.size;
    for (const { value, name } of copies) {
      if (name && readsAny(value, names)) {
        names.add(name);
      }
    }
  }
  return [...names];
}

function copiesOf({ node, compiler }: CompiledNode): readonly Copy[] {
  const { inputs, outputs, loop, data } = node;
  const mapped = [...inputs, ...outputs].map(({ source, target }) => ({
    value: source,
    name: target[0],
  }));
  const collected =
    loop?.kind === 'multiInstance'
      ? [
          { value: loop.inputCollection, name: loop.inputElement },
          { value: loop.outputElement, name: loop.outputCollection },
        ]
      : [];
  const own = compiler?.copies?.(data);
  return [...mapped, ...collected, ...(own ? [own] : [])];
}

function readsAny(
  value: ModelValue | undefined,
  names: ReadonlySet<string>,
): boolean {
  return (
    value?.kind === 'feel' &&
    value.expression.names.some(name => names.has(name))
  );
}
