import { nameOf, SyntaxNode } from '../syntax/syntaxNode';
import { callOf, Draft, Emit, report, rewrite, Scope, textOf } from './draft';

const LITERALS: ReadonlySet<string> = new Set([
  'BooleanLiteral',
  'NumericLiteral',
  'StringLiteral',
  'null',
]);

/** `a = b`, `a < b`, `a in b`, `a between b and c`: comparing lists and contexts takes as long as they are big. */
const comparison: Emit = (node, scope, draft) => {
  const [left, operator, right] = node.children;
  const isSmall =
    operator.name === 'between' ||
    LITERALS.has(left.name) ||
    LITERALS.has(right.name);
  return rewrite(node, draft, child => {
    const text = draft.emit(child, scope);
    if (child !== left) {
      return text;
    }
    const guarded = isSmall ? text : callOf(draft, 'compared', text);
    return isOrdering(textOf(operator, draft)) && !LITERALS.has(left.name)
      ? callOf(draft, 'ordered', guarded, draft.emit(right, scope))
      : guarded;
  });
};

function isOrdering(operator: string): boolean {
  return /^[<>]=?$/.test(operator);
}

/** What follows `in`, unless it is a comparison itself. */
const listedTest: Emit = (node, scope, draft) =>
  rewrite(node, draft, child => {
    const text = draft.emit(child, scope);
    return LITERALS.has(child.name) || child.name === 'SimplePositiveUnaryTest'
      ? text
      : callOf(draft, 'compared', text);
  });

/** Whether an operand is written as a date, time or duration. Variables hold none. */
function isTemporal({ name, children }: SyntaxNode): boolean {
  return (
    name === 'DateTimeLiteral' ||
    (/^(?:Arithmetic|Parenthesized)Expression$/.test(name) &&
      children.some(isTemporal))
  );
}

const SCALES: ReadonlyMap<string, string> = new Map([
  ['*', 'times'],
  ['/', 'divided'],
]);

/** `a + b` may join strings; feelin knows no multiples of durations. */
const arithmetic: Emit = (node, scope, draft) => {
  const [left, operator, right] = node.children;
  const sign = operator.name === 'ArithOp' ? textOf(operator, draft) : '';
  const names = [left?.name, right?.name];
  const scale = SCALES.get(sign);
  if (scale && isTemporal(node)) {
    return callOf(
      draft,
      scale,
      draft.emit(left, scope),
      draft.emit(right, scope),
    );
  }
  const joins = sign === '+' && !names.includes('NumericLiteral');
  const guarded = joins
    ? [left, right].find(({ name }) => !LITERALS.has(name))
    : undefined;
  return rewrite(node, draft, child => {
    const text = draft.emit(child, scope);
    return child === guarded ? callOf(draft, 'joined', text) : text;
  });
};

/** `a.b`, which goes through `a` if it is a list. */
const path: Emit = (node, scope, draft) => {
  const [target] = node.children;
  return rewrite(node, draft, child => {
    if (child !== target) {
      return textOf(child, draft);
    }
    const text = draft.emit(target, scope);
    return isItem(target, scope, draft) ? text : callOf(draft, 'listed', text);
  });
};

function isItem(target: SyntaxNode, scope: Scope, draft: Draft): boolean {
  return (
    target.name === 'VariableName' &&
    scope.items.has(nameOf(target, draft.source))
  );
}

/** `a instance of number`, which feelin answers with false. Stays a test, so that filters go on to take it for one. */
const instanceOf: Emit = (node, scope, draft) => {
  const [value, , , type] = node.children;
  const kind = type.children[0];
  const name = /^(?:List|Context|Function|Range)Type$/.test(kind.name)
    ? kind.name.replace('Type', '').toLowerCase()
    : nameOf(kind, draft.source);
  const call = callOf(
    draft,
    'instance of',
    draft.emit(value, scope),
    JSON.stringify(name),
  );
  return `(${call} = true)`;
};

const WITH_EXPONENT = /^(-?)(\d+)(e.*)$/i;

/** A number. feelin reads `1e3` as 1 and `- 5` as no number. */
const number: Emit = (node, _scope, draft) => {
  const text = textOf(node, draft).replace(/\s+/g, '');
  if (!Number.isFinite(Number(text))) {
    report(
      draft,
      node,
      `Expected a number of at most 1.8e308, but found ${text}`,
    );
  }
  return text.replace(WITH_EXPONENT, '$1$2.0$3');
};

/** How operators and literals are guarded. */
export const operators: ReadonlyMap<string, Emit> = new Map([
  ['Comparison', comparison],
  ['PositiveUnaryTest', listedTest],
  ['ArithmeticExpression', arithmetic],
  ['PathExpression', path],
  ['InstanceOfExpression', instanceOf],
  ['NumericLiteral', number],
]);
