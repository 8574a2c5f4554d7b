import type {
  JsonObject,
  JsonValue,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { boundTo, fieldsOf, isField, partOf, type Field } from './Field';
import { wrong, type FieldWrong } from './FieldWrong';
import { findProblem } from './findProblem';
import { isKeyed } from './findTypeProblem';
import { FormScope } from './FormScope';
import { copyOf, Overlay } from './Overlay';
import { valueIn } from './places';
import { untouchedValue } from './untouchedValue';

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

/** What the walk before has left. */
export interface FormSeen {
  /** What the form shows; undefined: nobody has walked before. */
  readonly shown?: JsonObject;
  /** Places that an expression could have made read-only and has not: whoever fills in the form could write there. */
  readonly opened: Set<string>;
}

/** Where a part of a form has its values from. */
interface Origin {
  /** How many names lead to it. */
  readonly depth: number;
  /** What the process knows there; undefined: rows have been added or removed, so that there is no saying which one it was. */
  readonly known?: JsonObject;
  /** Then it was one of these, or is new. */
  candidates: readonly JsonObject[];
}

/** Where the walk through a form is. */
interface Place {
  readonly field: Field;
  /** Names and positions from the outside in. */
  readonly path: readonly string[];
  readonly scope: FormScope;
  readonly origin: Origin;
  readonly isHidden: boolean;
  /** Whether its conditions cannot be asked yet: then nothing is taken of what depends on one. */
  readonly isUnsure: boolean;
}

/** Most rows of a list: whoever has more has a file. */
const MOST_ROWS = 1_000;

/**
 * One walk through a form. Expressions see what the walk before has found that the form shows: nothing that it has hidden, disabled or made
 * read-only, whoever sends it.
 */
export class FormWalk {
  /** What the form shows. */
  readonly shown: Overlay;
  /** What the process gets. */
  readonly kept: Overlay;
  /** What is still to be looked at, where it is. */
  readonly checks: {
    readonly path: string;
    readonly find: () => FieldWrong | undefined;
  }[] = [];
  /** First names of all that fields are bound to. */
  readonly known = new Set<string>();
  /** Places of what was filled in. */
  private readonly taken = new Set<string>();

  constructor(
    private readonly form: FormFilledIn,
    private readonly seen: FormSeen,
  ) {
    const { schema, variables, now } = form;
    this.shown = new Overlay(variables);
    this.kept = new Overlay(variables);
    const places: Place[] = [
      {
        field: schema,
        path: [],
        scope: FormScope.of(seen.shown ?? {}, variables, now),
        origin: { depth: 0, known: variables, candidates: [] },
        isHidden: false,
        isUnsure: seen.shown === undefined,
      },
    ];
    // Not by recursion: nobody says how deep a form is.
    for (let place = places.pop(); place; place = places.pop()) {
      places.push(...this.visit(place));
    }
  }

  /** Looks at a field, and gives what is within it, the first one last. */
  private visit(place: Place): Place[] {
    const { field } = place;
    const isHidden = place.isHidden || isHiding(place);
    if (isKeyed(field.type)) {
      const path = [...place.path, ...boundTo(field, 'key')];
      if (path.length > 0) {
        this.look({ ...place, path, isHidden });
      }
      return [];
    }
    const path = [...place.path, ...boundTo(field, 'path')];
    const inside = { ...place, path, isHidden };
    const rows = field.type === 'dynamiclist' ? this.rowsOf(inside) : [inside];
    return rows
      .flatMap(row => fieldsOf(field).map(one => ({ ...row, field: one })))
      .reverse();
  }

  private look(place: Place): void {
    const { field, path, scope } = place;
    this.known.add(path[0]);
    if (place.isHidden || this.isLocked(place)) {
      this.leave(place);
      return;
    }
    const value =
      field.type === 'expression'
        ? scope.evaluate(field.expression) ?? null
        : valueIn(this.form.values, path);
    const find = () => findProblem(field, value, scope);
    this.checks.push({ path: path.join('.'), find });
    if (value !== undefined) {
      this.taken.add(path.join('.'));
      this.shown.place(path, value);
      this.kept.place(path, value);
    }
  }

  /** Whether nobody can write there. */
  private isLocked({ field, path, scope, isUnsure }: Place): boolean {
    const { disabled, readonly } = field;
    if (disabled === true || readonly === true) {
      return true;
    }
    const place = path.join('.');
    const isAsked = typeof readonly === 'string' && readonly.startsWith('=');
    if (!isAsked || this.seen.opened.has(place)) {
      return false;
    }
    if (isUnsure || scope.evaluate(readonly) === true) {
      return true;
    }
    // It stays so: what is written there may be what makes it read-only.
    this.seen.opened.add(place);
    return false;
  }

  /** A field has what it had. */
  private leave({ field, path, origin, isHidden }: Place): void {
    const sent = isHidden ? undefined : valueIn(this.form.values, path);
    const known = knownOf(origin, path, sent);
    if (this.taken.has(path.join('.'))) {
      return;
    }
    const value = untouchedValue(field, known);
    this.shown.place(path, value);
    // The form sends what it shows but what is disabled; what the process knows already is not written again.
    const isNews = known === undefined || origin.depth > 0;
    if (sent !== undefined && field.disabled !== true && isNews) {
      this.kept.place(path, value);
    }
  }

  /** The rows of a list, each with a scope of its own. */
  private rowsOf(place: Place): readonly Place[] {
    const { path, scope } = place;
    if (path.length === 0) {
      return [];
    }
    this.known.add(path[0]);
    const rows = valueIn(this.form.values, path);
    if (place.isHidden || rows === undefined || rows === null) {
      return [];
    }
    if (!isRows(rows)) {
      const message = `Expected a list of at most ${MOST_ROWS} rows.`;
      const find = () => wrong('type', message);
      this.checks.push({ path: path.join('.'), find });
      return [];
    }
    const origins = originsOf(place, rows.length);
    const begun = () => origins.map(({ known = {} }) => copyOf(known));
    this.shown.place(path, begun());
    this.kept.place(path, begun());
    const seen = valueIn(this.seen.shown ?? {}, path);
    return origins.map((one, index) => ({
      ...place,
      path: [...path, String(index)],
      origin: one,
      isUnsure: place.isUnsure || !Array.isArray(seen),
      scope: scope.inRow(rowIn(seen, index), index),
    }));
  }
}

function isHiding({ field, scope, isUnsure }: Place): boolean {
  const { hide } = partOf(field, 'conditional');
  return hide !== undefined && (isUnsure || scope.evaluate(hide) === true);
}

/** What the process knows at a place that nobody can write to: of rows that can be added and removed, what is sent if one of them has it. */
function knownOf(
  origin: Origin,
  path: readonly string[],
  sent: JsonValue | undefined,
): JsonValue | undefined {
  const inside = path.slice(origin.depth);
  if (origin.known) {
    return valueIn(origin.known, inside);
  }
  const alike = origin.candidates.filter(
    one => JSON.stringify(valueIn(one, inside)) === JSON.stringify(sent),
  );
  if (sent === undefined || alike.length === 0) {
    return undefined;
  }
  origin.candidates = alike;
  return sent;
}

function isRow(row: JsonValue): row is JsonObject {
  return isField(row);
}

function isRows(rows: JsonValue): rows is JsonObject[] {
  return Array.isArray(rows) && rows.length <= MOST_ROWS && rows.every(isRow);
}

/** Where the rows of a list are from. A list that nobody can add to or remove from has as many as it had. */
function originsOf(
  { field, path, origin }: Place,
  count: number,
): readonly Origin[] {
  const { known = {} } = origin;
  const rows = valueIn(known, path.slice(origin.depth));
  const depth = path.length + 1;
  if (field.allowAddRemove) {
    const candidates = Array.isArray(rows) ? rows.filter(isRow) : [];
    return Array.from({ length: count }, () => ({ depth, candidates }));
  }
  const length = Array.isArray(rows) ? rows.length : count;
  return Array.from({ length }, (_, index) => ({
    ...{ depth, candidates: [] },
    known: rowIn(rows, index),
  }));
}

function rowIn(rows: JsonValue | undefined, index: number): JsonObject {
  const row = Array.isArray(rows) ? rows[index] : {};
  return isRow(row) ? row : {};
}
