import { parseExpression } from '@bpmn-io/feelin';
import { MAX_EXPRESSION_DEPTH } from '../limits';
import { tooDeep } from './scan';

/** The dialect of FEEL: names in backticks may hold any character, as in `` `order-id` ``. */
export const DIALECT = 'camunda';

/** A node of FEEL's syntax, without comments. Names of nodes are those of the grammar, such as `ForExpression`. */
export interface SyntaxNode {
  readonly name: string;
  /** First character. */
  readonly from: number;
  /** One behind the last character. */
  readonly to: number;
  readonly children: readonly SyntaxNode[];
  /** Number of nodes, itself included: what it costs, at most, to evaluate it once without its loops and calls. */
  readonly size: number;
}

/** Either the tree, or what is wrong. */
export type Parsed =
  | { readonly root: SyntaxNode }
  | { readonly problem: string };

interface Draft {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly children: SyntaxNode[];
}

interface SyntaxError {
  readonly from: number;
  readonly to: number;
}

/** Names that hold a keyword, which the parser has to know. */
const KEYWORD_NAMES = { 'get or else': 1 };

/**
 * Parses an expression, without any variables: what an expression means does not depend on the data it is given. So a
 * name may have spaces (`order total`), but one with an operator in it has to be in backticks: `a-b` is a difference.
 */
export function parse(source: string): Parsed {
  const tree = parseExpression(source, KEYWORD_NAMES, DIALECT);
  const root: Draft = { name: 'Root', from: 0, to: 0, children: [] };
  const open: Draft[] = [root];
  let error: SyntaxError | undefined;
  let depth = 0;
  tree.iterate({
    enter({ type, name, from, to }) {
      if (type.isError) {
        error ??= { from, to };
      }
      if (type.isSkipped) {
        return false;
      }
      open.push({ name, from, to, children: [] });
      depth = Math.max(depth, open.length);
      return true;
    },
    leave({ type }) {
      const node = type.isSkipped ? undefined : open.pop();
      if (node) {
        open[open.length - 1].children.push({ ...node, size: sizeOf(node) });
      }
    },
  });
  if (depth > MAX_EXPRESSION_DEPTH) {
    return { problem: tooDeep(depth) };
  }
  return error
    ? { problem: describe(source, error) }
    : { root: root.children[0] };
}

const COSTLY: ReadonlyMap<string, number> = new Map([
  ['DateTimeLiteral', 16],
  ['FunctionInvocation', 4],
]);

function sizeOf({ name, children }: Draft): number {
  const own =
    name === 'Context'
      ? 1 + Math.floor((children.length * children.length) / 8)
      : COSTLY.get(name) ?? 1;
  return children.reduce((sum, child) => sum + child.size, own);
}

function describe(source: string, { from, to }: SyntaxError): string {
  const end = source.trimEnd().length;
  const start = from + (/^\s*/.exec(source.slice(from))?.[0].length ?? 0);
  if (start >= end) {
    return `Expected the expression to go on, but it ends at ${positionOf(
      source,
      end,
    )}.`;
  }
  const found = source.slice(start, Math.max(to, start + 1)).slice(0, 40);
  const hint = source.trimStart().startsWith('=')
    ? " Write it without the leading '='."
    : '';
  return `Expected an expression in FEEL, but found '${found}' at ${positionOf(
    source,
    start,
  )}.${hint}`;
}

/** "line 1, column 5" of a character, both counted from 1. */
export function positionOf(source: string, offset: number): string {
  const before = source.slice(0, offset).split('\n');
  return `line ${before.length}, column ${
    before[before.length - 1].length + 1
  }`;
}

/** The children that are not keywords or signs, by name. */
export function childOf(
  node: SyntaxNode,
  name: string,
): SyntaxNode | undefined {
  return node.children.find(child => child.name === name);
}

/** A name as FEEL compares it: its words with one space between them, without backticks. */
export function nameOf(node: SyntaxNode, source: string): string {
  const words = node.children.length > 0 ? node.children : [node];
  return words
    .map(word =>
      word.children.length > 0
        ? nameOf(word, source)
        : source
            .slice(word.from, word.to)
            .replace(/`/g, '')
            .replace(/\s+/g, ' '),
    )
    .join(' ');
}
