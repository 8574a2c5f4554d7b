import { childOf, nameOf, SyntaxNode } from '../syntax/syntaxNode';
import {
  bind,
  Binding,
  callOf,
  checkName,
  Draft,
  Emit,
  report,
  rewrite,
  Scope,
  textOf,
} from './draft';

/** Built-ins whose first argument may well be missing. */
const QUIET: ReadonlySet<string> = new Set(['is defined', 'get or else']);

/** Which functions there are. */
export interface FunctionNames {
  readonly has: (name: string) => boolean;
  /** All of them, for a hint. */
  readonly keys: () => Iterable<string>;
}

/** How calls of functions, and whatever brings names, are guarded. */
export function callsOf(functions: FunctionNames): ReadonlyMap<string, Emit> {
  return new Map<string, Emit>([
    ['FunctionInvocation', (...at) => invocation(functions, ...at)],
    ['DateTimeLiteral', dateTime],
    ['NamedParameter', namedParameter],
    ['VariableName', variable],
    ['Context', context],
    ['?', unaryTestInput],
  ]);
}

/** `f(a, b)` */
function invocation(
  functions: FunctionNames,
  ...[node, scope, draft]: Parameters<Emit>
): string {
  const [target] = node.children;
  if (!/^(?:VariableName|SpecialFunctionName)$/.test(target.name)) {
    return rewrite(node, draft, child => draft.emit(child, scope));
  }
  const name = nameOf(target, draft.source);
  const binding = scope.bound.get(name);
  if (binding && (binding !== 'value' || !functions.has(name))) {
    return rewrite(node, draft, child =>
      child === target ? textOf(child, draft) : draft.emit(child, scope),
    );
  }
  if (!functions.has(name)) {
    report(draft, target, unknownFunction(functions, name));
    return textOf(node, draft);
  }
  return callOf(draft, name, argumentsOf(node, scope, draft, name));
}

function unknownFunction(functions: FunctionNames, name: string): string {
  const squeezed = squeeze(name);
  const meant = [...functions.keys()].find(key => squeeze(key) === squeezed);
  return `Expected a function that exists, but there is no '${name}'${
    meant ? `. Did you mean '${meant}'?` : ''
  }`;
}

function squeeze(name: string): string {
  return name.replace(/[\s_-]/g, '').toLowerCase();
}

function argumentsOf(
  node: SyntaxNode,
  ...[scope, draft, name]: [Scope, Draft, string]
): string {
  const list =
    childOf(node, 'PositionalParameters') ?? childOf(node, 'NamedParameters');
  if (!list) {
    return '';
  }
  const quiet = QUIET.has(name) ? list.children[0] : undefined;
  return list.children
    .map(argument => {
      const text = draft.emit(argument, scope);
      return argument === quiet ? hush(argument, text, draft) : text;
    })
    .join(', ');
}

/** Arguments are evaluated from left to right, so that the first one tells that the second one may be missing. */
function hush(argument: SyntaxNode, text: string, draft: Draft): string {
  const name =
    argument.name === 'NamedParameter'
      ? `${textOf(argument.children[0], draft)}: `
      : '';
  return (
    name +
    callOf(draft, 'quiet', callOf(draft, 'hush'), text.slice(name.length))
  );
}

/** `name: value` */
function namedParameter(...[node, scope, draft]: Parameters<Emit>): string {
  const [name, value] = node.children;
  return `${textOf(name, draft)}: ${draft.emit(value, scope)}`;
}

/** `date(…)` and `@"…"`, which FEEL's grammar sets apart. */
function dateTime(...[node, scope, draft]: Parameters<Emit>): string {
  const [first] = node.children;
  if (first.name === 'AtLiteral') {
    return callOf(draft, '@', textOf(first.children[0], draft));
  }
  const name = nameOf(first, draft.source);
  return callOf(draft, name, argumentsOf(node, scope, draft, name));
}

/** A name that is read. One that nothing in the expression binds is a variable, also if a built-in has the same name. */
function variable(...[node, scope, draft]: Parameters<Emit>): string {
  const name = nameOf(node, draft.source);
  checkName(draft, node, name);
  if (!scope.bound.has(name)) {
    draft.names.add(name);
  }
  return textOf(node, draft);
}

/** `{a: 1, "b c": a}`: every entry sees those before it. */
function context(...[node, scope, draft]: Parameters<Emit>): string {
  let inner = scope;
  const texts = new Map<SyntaxNode, string>();
  for (const entry of node.children) {
    const [key, value] = entry.children;
    if (entry.name === 'ContextEntry') {
      const name = keyOf(key, draft);
      checkKey(draft, key, name);
      texts.set(entry, `${textOf(key, draft)}: ${draft.emit(value, inner)}`);
      inner = bind(inner, [[name, bindingOf(value)]]);
    }
  }
  return rewrite(
    node,
    draft,
    child => texts.get(child) ?? textOf(child, draft),
  );
}

function checkKey(draft: Draft, key: SyntaxNode, name: string): void {
  checkName(draft, key, name);
  if (name === '__proto__') {
    report(
      draft,
      key,
      "Expected keys that a context can have, but found '__proto__', which gets lost",
    );
  }
}

function keyOf(key: SyntaxNode, draft: Draft): string {
  const literal = childOf(key, 'StringLiteral');
  return literal
    ? textOf(literal, draft).slice(1, -1)
    : nameOf(key.children[0], draft.source);
}

function bindingOf(value: SyntaxNode): Binding {
  return value.name === 'FunctionDefinition' ? 'function' : 'value';
}

function unaryTestInput(...[node, , draft]: Parameters<Emit>): string {
  report(
    draft,
    node,
    "Expected a value, but found '?', which stands for the input of a decision table's cell only",
  );
  return textOf(node, draft);
}
