import { DateTime, Duration } from 'luxon';
import { isRange } from '../values/feelValue';
import { Builtin } from './builtin';

/** A point is a range from itself to itself. Null is an open end. */
interface Span {
  readonly start: number | string | null;
  readonly end: number | string | null;
  readonly hasStart: boolean;
  readonly hasEnd: boolean;
  readonly isPoint: boolean;
}

function spanOf(value: unknown): Span | null {
  if (!isRange(value)) {
    const point = comparable(value);
    return point === null
      ? null
      : {
          start: point,
          end: point,
          hasStart: true,
          hasEnd: true,
          isPoint: true,
        };
  }
  return {
    start: comparable(value.start),
    end: comparable(value.end),
    hasStart: value['start included'],
    hasEnd: value['end included'],
    isPoint: false,
  };
}

function comparable(value: unknown): number | string | null {
  if (typeof value === 'number' || typeof value === 'string') {
    return value;
  }
  return DateTime.isDateTime(value) || Duration.isDuration(value)
    ? value.valueOf()
    : null;
}

type Relation = (a: Span, b: Span) => boolean;

/** Whether a ends where or before b starts, with no point in common. An open end is before and after nothing. */
const before: Relation = (a, b) => {
  const [end, start] = [a.end, b.start];
  if (end === null || start === null) {
    return false;
  }
  return end < start || (end === start && !(a.hasEnd && b.hasStart));
};

const meets: Relation = (a, b) =>
  a.end !== null && a.end === b.start && a.hasEnd && b.hasStart;

const sameStart: Relation = (a, b) =>
  a.start === b.start && a.hasStart === b.hasStart;

const sameEnd: Relation = (a, b) => a.end === b.end && a.hasEnd === b.hasEnd;

/** Whether a starts where b does or later. */
const startsWithin: Relation = (a, b) =>
  b.start === null ||
  (a.start !== null &&
    (a.start > b.start ||
      (a.start === b.start && (b.hasStart || !a.hasStart))));

const endsWithin: Relation = (a, b) =>
  b.end === null ||
  (a.end !== null &&
    (a.end < b.end || (a.end === b.end && (b.hasEnd || !a.hasEnd))));

const during: Relation = (a, b) => startsWithin(a, b) && endsWithin(a, b);

const overlaps: Relation = (a, b) => !before(a, b) && !before(b, a);

/** Whether a starts before b, and ends within it. */
const overlapsBefore: Relation = (a, b) =>
  overlaps(a, b) && !startsWithin(a, b) && endsWithin(a, b);

const overlapsAfter: Relation = (a, b) =>
  overlaps(a, b) && startsWithin(a, b) && !endsWithin(a, b);

/** A point starts a range that includes its own start. */
const starts: Relation = (a, b) =>
  a.isPoint
    ? a.start === b.start && b.hasStart
    : sameStart(a, b) && endsWithin(a, b);

const finishes: Relation = (a, b) =>
  a.isPoint ? a.end === b.end && b.hasEnd : sameEnd(a, b) && startsWithin(a, b);

const coincides: Relation = (a, b) => sameStart(a, b) && sameEnd(a, b);

function related(relation: Relation) {
  return (first: unknown, second: unknown): boolean | null => {
    const [a, b] = [spanOf(first), spanOf(second)];
    return a && b ? relation(a, b) : null;
  };
}

const swapped =
  (relation: Relation): Relation =>
  (a, b) =>
    relation(b, a);

function relationBuiltin(
  name: string,
  relation: Relation,
  summary: string,
): Builtin {
  return {
    name,
    forms: [['range1', 'range2']],
    summary,
    call: related(relation),
  };
}

/** Built-ins about ranges and points (DMN 1.3, 10.3.4.10). */
export const rangeBuiltins: readonly Builtin[] = [
  relationBuiltin(
    'before',
    before,
    'Whether the first ends before the second starts.',
  ),
  relationBuiltin(
    'after',
    swapped(before),
    'Whether the first starts after the second ends.',
  ),
  relationBuiltin(
    'meets',
    meets,
    'Whether the first ends where the second starts.',
  ),
  relationBuiltin(
    'met by',
    swapped(meets),
    'Whether the first starts where the second ends.',
  ),
  relationBuiltin(
    'overlaps',
    overlaps,
    'Whether two ranges have a point in common.',
  ),
  relationBuiltin(
    'overlaps before',
    overlapsBefore,
    'Whether the first starts before the second and ends in it.',
  ),
  relationBuiltin(
    'overlaps after',
    overlapsAfter,
    'Whether the first starts in the second and ends after it.',
  ),
  relationBuiltin(
    'finishes',
    finishes,
    'Whether the first is the end of the second.',
  ),
  relationBuiltin(
    'finished by',
    swapped(finishes),
    'Whether the second is the end of the first.',
  ),
  relationBuiltin(
    'includes',
    swapped(during),
    'Whether the first includes the second.',
  ),
  relationBuiltin('during', during, 'Whether the first is in the second.'),
  relationBuiltin(
    'starts',
    starts,
    'Whether the first is the start of the second.',
  ),
  relationBuiltin(
    'started by',
    swapped(starts),
    'Whether the second is the start of the first.',
  ),
  relationBuiltin('coincides', coincides, 'Whether both are the same.'),
];
