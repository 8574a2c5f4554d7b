import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { isField, type Field } from './Field';
import type { FormScope } from './FormScope';

/** Choices of a field, as JSON; undefined: there is no saying, so anything can be chosen. */
export function optionsOf(
  { values, valuesKey, valuesExpression }: Field,
  scope: FormScope,
): ReadonlySet<string> | undefined {
  const given = Array.isArray(values)
    ? values
    : scope.evaluate(valuesExpression) ?? keyed(valuesKey, scope);
  return Array.isArray(given)
    ? new Set(given.map(option => JSON.stringify(valueOf(option))))
    : undefined;
}

/** A path of names in what the process knows. */
const PATH = /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u;

function keyed(key: unknown, scope: FormScope): JsonValue | undefined {
  return typeof key === 'string' && PATH.test(key)
    ? scope.evaluate(`=${key}`)
    : undefined;
}

/** A choice is its own value, or has one. */
function valueOf(option: unknown): unknown {
  return isField(option) && 'value' in option ? option.value : option;
}
