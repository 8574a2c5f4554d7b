import { evaluate } from '@bpmn-io/feelin';
import { charge } from '../run';
import { Callable, chargeDeep, chargeFlat } from '../values/feelValue';
import { booleanBuiltins } from './booleanBuiltins';
import { Builtin } from './builtin';
import { contextBuiltins } from './contextBuiltins';
import { conversionBuiltins } from './conversionBuiltins';
import { listBuiltins } from './listBuiltins';
import { numericBuiltins } from './numericBuiltins';
import { rangeBuiltins } from './rangeBuiltins';
import { stringBuiltins } from './stringBuiltins';
import { temporalBuiltins } from './temporalBuiltins';

const families = [
  booleanBuiltins,
  stringBuiltins,
  numericBuiltins,
  listBuiltins,
  contextBuiltins,
  temporalBuiltins,
  rangeBuiltins,
  conversionBuiltins,
].flat();

/** A form of a built-in, as an editor offers it. */
export interface CamundaBuiltin {
  /** As an expression calls it; `@` is written before a text. */
  readonly name: string;
  /** Names of its parameters; `?` marks one that may be left out, `...` one that may be repeated. */
  readonly parameters: readonly string[];
  /** Whose it is: feelin's own, or ours because feelin has none or another one. */
  readonly in: 'feelin' | 'engine';
  /** One line for people. */
  readonly summary: string;
}

/**
 * Every built-in function of Camunda 8's FEEL, form by form, see
 * https://docs.camunda.io/docs/components/modeler/feel/builtin-functions/feel-built-in-functions-introduction/. Some are
 * ours alone: `cycle`, `random number`, `from base64`, `unix timestamp` and `from unix timestamp`, `list replace`.
 *
 * `fromAi` is not among them: it gives its argument back and only marks it for Camunda's AI agent, which reads the text of
 * the expression. Without that agent it would promise something that does not happen. `and(…)` and `or(…)`, the old names
 * of `all(…)` and `any(…)`, cannot be parsed.
 */
export const camundaBuiltins: readonly CamundaBuiltin[] = families.flatMap(
  ({ name, forms, call, summary }) =>
    forms.map(parameters => ({
      name,
      parameters,
      in: call ? ('engine' as const) : ('feelin' as const),
      summary,
    })),
);

const byName: ReadonlyMap<string, Builtin> = new Map(
  families.map(builtin => [builtin.name, builtin]),
);

/** Names of all built-ins, without `@`. */
export const builtinNames: ReadonlySet<string> = new Set(
  [...byName.keys()].filter(name => name !== '@'),
);

const callables = new Map<string, Callable>();

/** A built-in as feelin calls it. It charges for what it reads. Undefined if there is none. */
export function findBuiltin(name: string): Callable | undefined {
  const known = callables.get(name);
  const builtin = byName.get(name);
  if (known || !builtin) {
    return known;
  }
  const callable = charged(builtin, callOf(builtin));
  callables.set(name, callable);
  return callable;
}

function callOf({ name, call }: Builtin): (...args: unknown[]) => unknown {
  return call ?? (evaluate(name).value as Callable);
}

function charged(
  { forms, order, deep }: Builtin,
  call: (...args: unknown[]) => unknown,
): Callable {
  const read = deep ? (value: unknown) => chargeDeep(value) : chargeFlat;
  const names = (order ?? forms[0]).map(name => name.replace('?', ''));
  return Object.assign(
    (...args: unknown[]) => {
      charge(1);
      args.forEach(read);
      return call(...args);
    },
    { $args: names },
  );
}
