import {
  looksLikeFileReference,
  type JsonValue,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { ElementInstance, Key, Variables } from '../state/state';
import { Failure } from './failure';
import { requireRoom, type Setting } from './room';
import type { Run } from './run';

/**
 * Value of a variable as an element instance sees it: its own, else that of the nearest scope around it. The positions and numbers
 * of loops (`loopCounter`, `nrOfInstances`, …) are variables that nobody sets.
 */
export function lookUp(
  run: Run,
  from: Key,
  name: string,
): JsonValue | undefined {
  const value = valueOf(run, from, name);
  if (
    run.secrets &&
    value !== undefined &&
    run.definition.sensitiveVariables.includes(name)
  ) {
    run.secrets.add(value);
  }
  return value;
}

function valueOf(
  { view }: Run,
  from: Key,
  name: string,
): JsonValue | undefined {
  for (let key = from; key !== 0; ) {
    const value = view.variable(key, name);
    if (value !== undefined) {
      return value;
    }
    const instance = view.elementInstance(key)!;
    const provided = providedBy(instance, name);
    if (provided !== undefined) {
      return provided;
    }
    key = instance.scopeKey;
  }
  return undefined;
}

function providedBy(
  { loop, loopCounter }: ElementInstance,
  name: string,
): number | undefined {
  if (loopCounter !== undefined && name === 'loopCounter') {
    return loopCounter;
  }
  if (loop === undefined) {
    return undefined;
  }
  switch (name) {
    case 'nrOfInstances':
      return loop.total ?? loop.started;
    case 'nrOfActiveInstances':
      return loop.started - loop.completed - loop.terminated;
    case 'nrOfCompletedInstances':
      return loop.completed;
    case 'nrOfTerminatedInstances':
      return loop.terminated;
    default:
      return undefined;
  }
}

/** The scope whose variable of a name an element instance sees. */
export function scopeOf(
  { view }: Run,
  from: Key,
  name: string,
): Key | undefined {
  for (let key = from; key !== 0; key = view.elementInstance(key)!.scopeKey) {
    if (view.variable(key, name) !== undefined) {
      return key;
    }
  }
  return undefined;
}

/** Every variable that an element instance sees. */
export function visibleVariables({ view }: Run, from: Key): Variables {
  const scopes: Variables[] = [];
  for (let key = from; key !== 0; ) {
    const { loopCounter, scopeKey } = view.elementInstance(key)!;
    scopes.push(view.variablesOf(key));
    if (loopCounter !== undefined) {
      scopes.push({ loopCounter });
    }
    key = scopeKey;
  }
  return Object.fromEntries(
    scopes.reverse().flatMap(variables => Object.entries(variables)),
  );
}

/** Sets variables of exactly one scope. Throws a Failure, having set nothing, if there is no room for them. */
export function setVariables(
  run: Run,
  scopeKey: Key,
  variables: Variables,
): void {
  requireRoom(run, [{ scopeKey, variables }]);
  putVariables(run, { scopeKey, variables });
}

/** Sets variables for which there is room. */
export function putVariables(run: Run, { scopeKey, variables }: Setting): void {
  const isNew = (name: string) =>
    run.view.variable(scopeKey, name) === undefined;
  setAnew(run, { scopeKey, variables, isNew });
}

/** The same where it is known which of them are to count as new. */
export function setAnew(
  run: Run,
  {
    scopeKey,
    variables,
    isNew,
  }: {
    readonly scopeKey: Key;
    readonly variables: Variables;
    readonly isNew: (name: string) => boolean;
  },
): void {
  const names = Object.keys(variables);
  if (names.length === 0) {
    return;
  }
  const { conditionNames, timerNames } = run.definition;
  if (conditionNames.size > 0 || timerNames.size > 0) {
    for (const name of names) {
      if (conditionNames.has(name) || timerNames.has(name)) {
        run.changes.push({ scopeKey, name, isNew: isNew(name) });
      }
    }
  }
  run.emit({ type: 'variablesSet', scopeKey, variables });
}

/**
 * Hands variables upwards: each goes to the first scope, from `from` on, that has its name, else to the process. Nothing leaves an
 * instance of a multi-instance activity but its output. Throws a Failure, having set nothing, if there is no room for them.
 *
 * @param released - bytes of outputs that go then
 */
export function propagate(
  run: Run,
  from: Key,
  { variables, released }: { variables: Variables; released?: number },
): void {
  const byScope = new Map<Key, [string, JsonValue][]>();
  for (const name of Object.keys(variables)) {
    const scopeKey = scopeThatHas(run, from, name);
    const entries = byScope.get(scopeKey);
    if (entries) {
      entries.push([name, variables[name]]);
    } else {
      byScope.set(scopeKey, [[name, variables[name]]]);
    }
  }
  const settings = Array.from(byScope, ([scopeKey, entries]) => ({
    scopeKey,
    variables: Object.fromEntries(entries),
  }));
  requireRoom(run, settings, released);
  settings.forEach(setting => putVariables(run, setting));
}

function scopeThatHas({ view, definition }: Run, from: Key, name: string): Key {
  let key = from;
  for (;;) {
    const { scopeKey, loopCounter, elementId, cause } =
      view.elementInstance(key)!;
    // What undoes an activity sees the past in its own scope; what it sets goes to the present.
    const isPast = cause?.kind === 'compensation';
    const isOutermost =
      scopeKey === 0 ||
      (loopCounter !== undefined &&
        definition.nodes.get(elementId)!.loop?.kind === 'multiInstance');
    if (isOutermost || (!isPast && view.variable(key, name) !== undefined)) {
      return key;
    }
    key = scopeKey;
  }
}

/**
 * A copy of a value with something set at a path; whatever is in the way and is no object is replaced. Throws a Failure where that would make
 * a file of it that is another one.
 */
export function withPath(
  value: JsonValue | undefined,
  path: readonly string[],
  leaf: JsonValue,
): JsonValue {
  if (path.length === 0) {
    return leaf;
  }
  const [field, ...rest] = path;
  if (field === '$file' || looksLikeFileReference(value)) {
    throw new Failure(
      'mappingFailed',
      `Expected a file to be handed on as it is, but a mapping sets its ${field}. Map the variable that holds the file as a whole`,
    );
  }
  const object =
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Variables)
      : {};
  const inner = Object.hasOwn(object, field) ? object[field] : undefined;
  return Object.fromEntries([
    ...Object.entries(object).filter(([name]) => name !== field),
    [field, withPath(inner, rest, leaf)],
  ]);
}
