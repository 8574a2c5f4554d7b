import { builtinNames } from './builtins';
import { FastPath, fastPathOf } from './fastPath';
import { GuardedExpression, guardExpression } from './guards/guardExpression';
import { Program, programOf } from './program';
import { findSizeProblem } from './syntax/scan';
import {
  hasDoubleEquals,
  hintOnForeignOperators,
} from './syntax/foreignOperators';
import { parse, SyntaxNode } from './syntax/syntaxNode';

/** An expression in FEEL that can be evaluated. Plain data: it survives JSON, after which its first evaluation compiles it anew. */
export interface Expression {
  /** The expression without its leading "=". */
  readonly source: string;
  /**
   * Names of the variables that it may read: the first of a path, without what it binds itself and without the functions
   * it calls. In a filter that includes names that turn out to be the item's. A name has single spaces (`order total`);
   * one with an operator in it is written in backticks (`` `order-id` ``) and listed without them.
   */
  readonly names: readonly string[];
}

/** Either an expression, or what is wrong with it: "Expected …, but …", with line and column where there is one. */
export type CompiledExpression =
  | { readonly expression: Expression }
  | { readonly problem: string };

/** What is kept beside an expression, so that it is compiled once. */
export interface Compilation {
  readonly guarded: GuardedExpression;
  readonly fast: FastPath | undefined;
  program: Program | undefined;
}

const compilations = new WeakMap<Expression, Compilation>();

/**
 * Compiles an expression in FEEL (DMN 1.3, chapter 10), written without the leading "=". Finds what is wrong in any case:
 * syntax, calls of functions that do not exist, size. A name that is called has to be a built-in or bound by the
 * expression, because a variable holds JSON and so no function. Never throws.
 */
export function compileExpression(source: string): CompiledExpression {
  const compiled = compile(source);
  if ('problem' in compiled) {
    return compiled;
  }
  const expression: Expression = { source, names: compiled.guarded.names };
  compilations.set(expression, compiled);
  return { expression };
}

/** The compilation of an expression, or what is wrong with it if it did not come from `compileExpression`. */
export function compilationOf(
  expression: Expression,
): Compilation | { readonly problem: string } {
  const known = compilations.get(expression);
  if (known) {
    return known;
  }
  const compiled = compile(expression.source);
  if (!('problem' in compiled)) {
    compilations.set(expression, compiled);
  }
  return compiled;
}

/** The program of a compilation, made when it is first needed. */
export function programFor(compilation: Compilation): Program {
  compilation.program ??= programOf(compilation.guarded);
  return compilation.program;
}

const DOUBLE_EQUALS = {
  problem: 'Expected an expression in FEEL, but found "==".',
};

function compile(source: string): Compilation | { readonly problem: string } {
  if (source.trim() === '') {
    return { problem: 'Expected an expression in FEEL, but found nothing.' };
  }
  const size = findSizeProblem(source);
  if (size) {
    return { problem: size };
  }
  const compiled = hasDoubleEquals(source)
    ? DOUBLE_EQUALS
    : compileTree(source);
  const hint = 'problem' in compiled && hintOnForeignOperators(source);
  return hint ? { problem: `${compiled.problem} ${hint}` } : compiled;
}

function compileTree(
  source: string,
): Compilation | { readonly problem: string } {
  try {
    const parsed = parse(source);
    if ('problem' in parsed) {
      return parsed;
    }
    const test = findTest(parsed.root, source);
    if (test) {
      return { problem: test };
    }
    const guarded = guardExpression(parsed.root, source, builtinNames);
    return guarded.problems.length > 0
      ? { problem: guarded.problems[0] }
      : {
          guarded,
          fast: fastPathOf(parsed.root, source),
          program: undefined,
        };
  } catch (error) {
    return {
      problem: `Expected an expression in FEEL, but it cannot be parsed: ${
        (error as Error).message
      }.`,
    };
  }
}

/** `= a` and `> a` parse, because decision tables and filters have them, but are no values. Ranges are written the same way. */
function findTest(root: SyntaxNode, source: string): string | undefined {
  const [node] = root.children;
  const isTest =
    node?.name === 'SimplePositiveUnaryTest' &&
    node.children[0].name !== 'Interval';
  return isTest
    ? `Expected a value, but found '${source
        .trim()
        .slice(
          0,
          40,
        )}', which is a test. Write the expression without a leading '='; before '<' or '>', write what is compared.`
    : undefined;
}
