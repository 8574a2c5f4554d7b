import type { ProcessDefinition } from './model/graph';
import { sensitiveNames } from './model/sensitiveNames';
import { vocabulary } from './vocabulary';

/**
 * A definition in which more variables are sensitive than its model marks: those that are named, and those that expressions of the model copy
 * them to.
 */
export function withSensitive(
  definition: ProcessDefinition,
  names: readonly string[],
): ProcessDefinition {
  const compilers = new Map(
    vocabulary.elements.map(compiler => [compiler.type, compiler]),
  );
  const nodes = Array.from(definition.nodes.values(), node => ({
    node,
    compiler: compilers.get(node.type),
  }));
  return {
    ...definition,
    sensitiveVariables: sensitiveNames(
      [...definition.sensitiveVariables, ...names],
      nodes,
    ),
  };
}
