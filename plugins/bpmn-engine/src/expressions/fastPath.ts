import { evaluate } from '@bpmn-io/feelin';
import { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { ReadVariable } from './program';
import { nameOf, SyntaxNode } from './syntax/syntaxNode';
import { toJson } from './toJson';

/** Evaluates an expression at once; undefined where that takes more than looking. */
export type FastPath = (from: VariableSource) => JsonValue | undefined;

/** Where variables are. */
export interface VariableSource {
  variable: ReadVariable;
}

/**
 * The fast path of an expression, if there is one: a literal, or a path of names. It gives a value only if every name on
 * the way is there, and leaves the rest, and all warnings, to feelin.
 */
export function fastPathOf(
  root: SyntaxNode,
  source: string,
): FastPath | undefined {
  const node = root.children.length === 1 ? root.children[0] : undefined;
  switch (node?.name) {
    case 'null':
      return () => null;
    case 'StringLiteral':
    case 'BooleanLiteral':
      return constant(source.slice(node.from, node.to));
    case 'NumericLiteral':
      return number(source.slice(node.from, node.to));
    case 'VariableName':
    case 'PathExpression':
      return path(namesOf(node, source));
    default:
      return undefined;
  }
}

function constant(literal: string): FastPath {
  const value = toJson(evaluate(literal).value);
  return () => value;
}

function number(literal: string): FastPath | undefined {
  const value = Number(literal.replace(/\s+/g, ''));
  return Number.isFinite(value) ? () => value : undefined;
}

/** The names of a path; undefined if it has anything else. */
function namesOf(
  node: SyntaxNode,
  source: string,
): readonly string[] | undefined {
  if (node.name === 'VariableName') {
    return [nameOf(node, source)];
  }
  if (node.name !== 'PathExpression') {
    return undefined;
  }
  const [target, property] = node.children;
  const start = namesOf(target, source);
  return start && [...start, nameOf(property, source)];
}

function path(names: readonly string[] | undefined): FastPath | undefined {
  if (!names) {
    return undefined;
  }
  const [first, ...rest] = names;
  return from => {
    let value = from.variable(first) as JsonValue | undefined;
    for (const name of rest) {
      if (!isObject(value) || !Object.hasOwn(value, name)) {
        return undefined;
      }
      value = value[name];
    }
    return value;
  };
}

function isObject(
  value: JsonValue | undefined,
): value is { readonly [name: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
