import { childOf, nameOf, SyntaxNode } from '../syntax/syntaxNode';
import {
  bind,
  callOf,
  checkName,
  Draft,
  Emit,
  report,
  rewrite,
  Scope,
  textOf,
  weightOf,
} from './draft';

/** `for … return …`, `some … satisfies …`, `every … satisfies …` */
const loop: Emit = (node, scope, draft) => {
  const body = node.children[node.children.length - 1];
  const weight = weightOf(body);
  let inner = scope;
  const clauses: string[] = [];
  for (const clause of childOf(node, 'InExpressions')?.children ?? []) {
    const [name, , { children }] = clause.children;
    const here = inner;
    const ends = children.map(end => draft.emit(end, here));
    const guard = ends.length === 1 ? 'each' : 'steps';
    clauses.push(
      `${textOf(name, draft)} in ${callOf(draft, guard, ...ends, weight)}`,
    );
    inner = bindItem(inner, name, draft);
  }
  const bodyScope =
    node.name === 'ForExpression' ? bind(inner, [['partial', 'value']]) : inner;
  return rewrite(node, draft, child => {
    if (child.name === 'InExpressions') {
      return clauses.join(', ');
    }
    return child === body ? draft.emit(body, bodyScope) : textOf(child, draft);
  });
};

function bindItem(scope: Scope, name: SyntaxNode, draft: Draft): Scope {
  const text = nameOf(name, draft.source);
  checkName(draft, name, text);
  return { ...bind(scope, [[text, 'value']]), items: new Set([text]) };
}

/** Conditions that are the position of an item rather than a test of every item. */
const POSITIONS: ReadonlySet<string> = new Set([
  'ArithmeticExpression',
  'BooleanLiteral',
  'FilterExpression',
  'FunctionInvocation',
  'NumericLiteral',
  'PathExpression',
  'VariableName',
]);

/** `list[condition]` and `list[position]` */
const filter: Emit = (node, scope, draft) => {
  const [list, , condition] = node.children;
  const inner: Scope = {
    ...bind(scope, [['item', 'value']]),
    items: new Set(['item']),
  };
  const isTest = !POSITIONS.has(withoutParentheses(condition).name);
  return rewrite(node, draft, child => {
    if (child === list) {
      const text = draft.emit(list, scope);
      return isTest
        ? callOf(draft, 'filtered', text, weightOf(condition))
        : text;
    }
    // A position is evaluated once, where the filter stands.
    return child === condition
      ? draft.emit(condition, isTest ? inner : scope)
      : textOf(child, draft);
  });
};

function withoutParentheses(node: SyntaxNode): SyntaxNode {
  return node.name === 'ParenthesizedExpression'
    ? withoutParentheses(node.children[1])
    : node;
}

/** `function(a, b) …` */
const definition: Emit = (node, scope, draft) => {
  if (childOf(node, 'external')) {
    report(
      draft,
      node,
      'Expected a function with a body in FEEL, but found an external one',
    );
  }
  const parameters = childOf(node, 'FormalParameters')?.children ?? [];
  const names = parameters.map(parameter => {
    const name = nameOf(parameter.children[0], draft.source);
    checkName(draft, parameter, name);
    return [name, 'either'] as const;
  });
  const body = node.children[node.children.length - 1];
  const inner: Scope = { ...bind(scope, names), items: new Set() };
  const text = rewrite(node, draft, child =>
    child === body ? draft.emit(body, inner) : textOf(child, draft),
  );
  return callOf(draft, 'counted', text, weightOf(body));
};

/** How whatever is evaluated more than once is guarded. */
export const loops: ReadonlyMap<string, Emit> = new Map([
  ['ForExpression', loop],
  ['QuantifiedExpression', loop],
  ['FilterExpression', filter],
  ['FunctionDefinition', definition],
]);
