import { SyntaxNode } from '../syntax/syntaxNode';
import { callsOf, FunctionNames } from './calls';
import { Draft, rewrite, Scope, textOf } from './draft';
import { loops } from './loops';
import { operators } from './operators';

/** An expression that counts its steps. */
export interface GuardedExpression {
  /** The expression with calls of guards in it. */
  readonly text: string;
  /** Names of variables that it reads. */
  readonly names: readonly string[];
  /** Guards and built-ins that it calls. */
  readonly calls: readonly string[];
  /** What is wrong with it, beyond syntax. */
  readonly problems: readonly string[];
}

/**
 * Puts guards into an expression: everything whose cost depends on the data is wrapped in a call that counts it, see
 * guards.ts. Built-ins are called under names of their own, so that a variable or an item's property of the same name
 * does not hide them.
 */
export function guardExpression(
  root: SyntaxNode,
  source: string,
  functions: FunctionNames,
): GuardedExpression {
  const emitters = new Map([...loops, ...operators, ...callsOf(functions)]);
  const draft: Draft = {
    source,
    names: new Set(),
    calls: new Set(),
    problems: [],
    emit: (node, scope) => {
      const emit = emitters.get(node.name);
      if (emit) {
        return emit(node, scope, draft);
      }
      return node.children.length > 0
        ? rewrite(node, draft, child => draft.emit(child, scope))
        : textOf(node, draft);
    },
  };
  const scope: Scope = { bound: new Map(), items: new Set() };
  const text = draft.emit(root, scope);
  return {
    text,
    names: [...draft.names],
    calls: [...draft.calls],
    problems: draft.problems,
  };
}
