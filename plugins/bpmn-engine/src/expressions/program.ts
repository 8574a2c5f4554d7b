import { evaluate } from '@bpmn-io/feelin';
import { findBuiltin } from './builtins';
import { GuardedExpression } from './guards/guardExpression';
import { aliasOf } from './guards/draft';
import { guards } from './guards/guards';
import { charge, currentRun, warn } from './run';
import { DIALECT } from './syntax/syntaxNode';
import { FeelFunction, isContext } from './values/feelValue';
import { kindOf } from './values/kindOf';

/** Reads a variable; undefined if there is none. */
export type ReadVariable = (name: string) => unknown;

/** An expression that is ready to be evaluated any number of times. */
export type Program = (variable: ReadVariable) => unknown;

interface Warning {
  readonly type: string;
  readonly message: string;
  /** The message before its values were filled in. */
  readonly details: {
    readonly template: string;
    readonly values: Readonly<Record<string, unknown>>;
  };
}

/**
 * Makes a program of a guarded expression. feelin parses whenever it evaluates; so it is made to evaluate a function
 * whose body is the expression, once, and then that function is called. The function copies its scope at every call, which
 * is how variables get in, and warns through the list of that one evaluation, which is how warnings get out. Parsing
 * without variables also means that their names cannot change what the expression means.
 */
export function programOf({ text, names, calls }: GuardedExpression): Program {
  const scope: Record<string, unknown> = Object.create(null);
  for (const name of calls) {
    scope[aliasOf(name)] = guards.get(name) ?? findBuiltin(name);
  }
  const { value, warnings } = evaluate(
    `function() (\n${text}\n)`,
    scope,
    DIALECT,
  );
  (warnings as unknown as { push: unknown }).push = collect;
  const main = value as FeelFunction;
  return variable => {
    for (const name of names) {
      const own = variable(name);
      scope[name] = own === undefined ? findBuiltin(name) : own;
    }
    try {
      return main.fn();
    } finally {
      for (const name of names) {
        scope[name] = undefined;
      }
    }
  };
}

const MISSING: ReadonlySet<string> = new Set([
  'NO_VARIABLE_FOUND',
  'NO_CONTEXT_ENTRY_FOUND',
  'NO_PROPERTY_FOUND',
]);

/** Takes feelin's warnings as they come, so that a loop does not pile them up. Before it warns, feelin has searched. */
function collect({ type, message, details }: Warning): void {
  const { target } = details.values;
  charge(1 + (message.length >> 6));
  if (isContext(target)) {
    charge(Object.keys(target).length >> 3);
  }
  if (!MISSING.has(type) || currentRun().hushed === 0) {
    warn(withoutValues(details));
  }
}

/** A warning can get into incidents and histories, where values have no business. */
function withoutValues({ template, values }: Warning['details']): string {
  return template.replace(/\{(\w+)\}/g, (found, name) =>
    Object.hasOwn(values, name) ? kindOf(values[name]) : found,
  );
}
