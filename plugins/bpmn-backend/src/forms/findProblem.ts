import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { partOf, type Field } from './Field';
import { wrong, type FieldWrong } from './FieldWrong';
import { findRuleProblem } from './findRuleProblem';
import { findTypeProblem, isEmpty } from './findTypeProblem';
import type { FormScope } from './FormScope';

/** What is wrong with the value of a field that is shown. */
export function findProblem(
  field: Field,
  value: JsonValue | undefined,
  scope: FormScope,
): FieldWrong | undefined {
  const isRequired = partOf(field, 'validate').required === true;
  const isUnticked = field.type === 'checkbox' && value === false;
  if (isRequired && (isEmpty(value) || isUnticked)) {
    return wrong('required', 'This is needed.');
  }
  return value === undefined || isEmpty(value)
    ? undefined
    : findTypeProblem({ field, value, scope }) ??
        findRuleProblem(field, value, scope);
}
