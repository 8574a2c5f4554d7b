import { positionOf, SyntaxNode } from '../syntax/syntaxNode';

/**
 * Prefix of the names under which guards and built-ins are called in a guarded expression. No name of an expression may
 * start with it. A list item that has such an entry hides the guard from the filter that looks at it; what is then called
 * is no function, so that the filter gives null: it fails closed.
 */
export const RESERVED = '__feel_';

/** What a name that an expression binds itself may be called as. */
export type Binding = 'value' | 'function' | 'either';

/** What is known about names at some place of an expression. */
export interface Scope {
  /** Names that the expression binds, by what they can be. */
  readonly bound: ReadonlyMap<string, Binding>;
  /** Names of the innermost loop: the guard of its list has paid for lists among the items. */
  readonly items: ReadonlySet<string>;
}

/** A guarded expression in the making. */
export interface Draft {
  readonly source: string;
  /** Free names that are read. */
  readonly names: Set<string>;
  /** Guards and built-ins that are called, by their FEEL name or guard name. */
  readonly calls: Set<string>;
  readonly problems: string[];
  /** Guarded text of a node. */
  readonly emit: (node: SyntaxNode, scope: Scope) => string;
}

/** How a node of one kind is guarded. */
export type Emit = (node: SyntaxNode, scope: Scope, draft: Draft) => string;

/** A node as it stands. */
export function textOf(node: SyntaxNode, { source }: Draft): string {
  return source.slice(node.from, node.to);
}

/** A node as it stands, with other text for its children. */
export function rewrite(
  node: SyntaxNode,
  draft: Draft,
  textOfChild: (child: SyntaxNode) => string,
): string {
  let text = '';
  let position = node.from;
  for (const child of node.children) {
    text += draft.source.slice(position, child.from) + textOfChild(child);
    position = child.to;
  }
  return text + draft.source.slice(position, node.to);
}

/** The name under which a guard or built-in is called. */
export function aliasOf(name: string): string {
  return RESERVED + name.replace(/\W/g, '_');
}

/** Text of the call of a guard or built-in. */
export function callOf(
  draft: Draft,
  name: string,
  ...args: readonly (string | number)[]
): string {
  draft.calls.add(name);
  return `${aliasOf(name)}(${args.join(', ')})`;
}

/** Steps that one evaluation of a node costs, for what its loops and calls do not count. */
export function weightOf(node: SyntaxNode): number {
  return 1 + Math.floor(node.size / 32);
}

/** Notes what is wrong with a node. */
export function report(draft: Draft, node: SyntaxNode, problem: string): void {
  draft.problems.push(`${problem} (${positionOf(draft.source, node.from)}).`);
}

/** Notes the use of a reserved name. */
export function checkName(draft: Draft, node: SyntaxNode, name: string): void {
  if (name.startsWith(RESERVED)) {
    report(
      draft,
      node,
      `Expected a name that does not start with '${RESERVED}', which is reserved, but found '${name}'`,
    );
  }
}

/** A scope with more names. */
export function bind(
  scope: Scope,
  names: readonly (readonly [string, Binding])[],
): Scope {
  return { ...scope, bound: new Map([...scope.bound, ...names]) };
}
