import type {
  FieldProblem,
  JsonObject,
  JsonValue,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { boundTo, fieldsOf, isField, partOf, type Field } from './Field';
import { wrong, type FieldWrong } from './FieldWrong';
import { findRuleProblem } from './findRuleProblem';
import { findTypeProblem, isEmpty, isKeyed } from './findTypeProblem';
import { FormScope } from './FormScope';
import { placeIn, valueIn } from './places';

/** A form that was filled in. */
export interface FormFilledIn {
  /** As form-js has it. */
  readonly schema: JsonObject;
  readonly values: JsonObject;
  /** What the process knows: conditions and choices may ask for it. */
  readonly variables: JsonObject;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** What is found of it. */
export interface FormChecked {
  readonly problems: readonly FieldProblem[];
  /** What the fields that are shown have; what others were given is left out. */
  readonly values: JsonObject;
  /** Names of values that no field has, hidden or not. */
  readonly unknown: readonly string[];
}

/** Where the walk through a form is. */
interface Place {
  readonly field: Field;
  /** Names and positions from the outside in. */
  readonly path: readonly string[];
  readonly scope: FormScope;
  readonly isHidden: boolean;
}

/** What the walk through a form leaves behind. */
interface Found {
  readonly problems: FieldProblem[];
  readonly values: Record<string, JsonValue>;
  /** First names of all that fields are bound to. */
  readonly known: Set<string>;
}

/** Checks what a form was filled in with as the form itself does: fields that it hides do not count, nor do those that it has disabled. */
export function checkForm({
  schema,
  values,
  variables,
  now,
}: FormFilledIn): FormChecked {
  const scope = FormScope.of(values, variables, now);
  const found: Found = { problems: [], values: {}, known: new Set() };
  const places: Place[] = [{ field: schema, path: [], scope, isHidden: false }];
  // Not by recursion: nobody says how deep a form is.
  for (let place = places.pop(); place; place = places.pop()) {
    places.push(...visit(place, values, found));
  }
  const { problems, known } = found;
  return {
    problems,
    values: found.values,
    unknown: Object.keys(values).filter(name => !known.has(name)),
  };
}

/** Looks at a field, and gives what is within it, the first one last. */
function visit(place: Place, values: JsonObject, found: Found): Place[] {
  const { field, scope } = place;
  const { hide } = partOf(field, 'conditional') as { readonly hide?: string };
  const isHidden =
    place.isHidden || (hide !== undefined && scope.evaluate(hide) === true);
  if (isKeyed(field.type)) {
    const path = [...place.path, ...boundTo(field, 'key')];
    checkField({ ...place, path, isHidden }, values, found);
    return [];
  }
  const path = [...place.path, ...boundTo(field, 'path')];
  const inside = { ...place, path, isHidden };
  const rows =
    field.type === 'dynamiclist' ? rowsOf(inside, values, found) : [inside];
  return rows
    .flatMap(row => fieldsOf(field).map(one => ({ ...row, field: one })))
    .reverse();
}

function checkField(
  { field, path, scope, isHidden }: Place,
  values: JsonObject,
  { problems, values: kept, known }: Found,
): void {
  if (path.length === 0) {
    return;
  }
  known.add(path[0]);
  const value = valueIn(values, path);
  if (isHidden || field.disabled === true) {
    return;
  }
  const problem = findProblem(field, value, scope);
  if (problem) {
    problems.push({ path: path.join('.'), ...problem });
  }
  if (value !== undefined) {
    placeIn(kept, path, value);
  }
}

function findProblem(
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

/** Most rows of a list: whoever has more has a file. */
const MOST_ROWS = 1_000;

/** The rows of a list, each with a scope of its own. */
function rowsOf(
  { path, scope, isHidden, ...place }: Place,
  values: JsonObject,
  { problems, values: kept, known }: Found,
): readonly Place[] {
  if (path.length === 0) {
    return [];
  }
  known.add(path[0]);
  const rows = valueIn(values, path);
  if (isHidden || rows === undefined || rows === null) {
    return [];
  }
  const isList =
    Array.isArray(rows) && rows.length <= MOST_ROWS && rows.every(isField);
  if (!isList) {
    const message = `Expected a list of at most ${MOST_ROWS} rows.`;
    problems.push({ path: path.join('.'), ...wrong('type', message) });
    return [];
  }
  placeIn(
    kept,
    path,
    rows.map(() => ({})),
  );
  return rows.map((row, index) => ({
    ...place,
    isHidden,
    path: [...path, String(index)],
    scope: scope.inRow(row as JsonObject, index),
  }));
}
