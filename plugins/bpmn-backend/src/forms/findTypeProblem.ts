import {
  isFileReference,
  type JsonValue,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Field } from './Field';
import { wrong, type FieldWrong } from './FieldWrong';
import type { FormScope } from './FormScope';
import { optionsOf } from './optionsOf';

interface Asked {
  readonly field: Field;
  readonly value: JsonValue;
  readonly scope: FormScope;
}

type Check = (asked: Asked) => FieldWrong | undefined;

/** Whether there is a value at all: an empty text or list is none, nor is a box that is not ticked. */
export function isEmpty(value: JsonValue | undefined): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  );
}

const text: Check = ({ value }) =>
  typeof value === 'string' ? undefined : wrong('type', 'Expected a text.');

const DECIMAL = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;

const number: Check = ({ field, value }) => {
  const isText = field.serializeToString === true;
  const isNumber = isText
    ? typeof value === 'string' && DECIMAL.test(value)
    : typeof value === 'number';
  if (!isNumber) {
    return wrong('type', 'Expected a number.');
  }
  const written = String(value);
  return findDigitsProblem(field, written) ?? findStepProblem(field, written);
};

function findDigitsProblem(
  { decimalDigits }: Field,
  written: string,
): FieldWrong | undefined {
  if (typeof decimalDigits !== 'number' || decimalDigits < 0) {
    return undefined;
  }
  const [, decimals = ''] = written.split('.');
  if (decimals.length <= decimalDigits) {
    return undefined;
  }
  return decimalDigits === 0
    ? wrong('decimalDigits', 'Expected a whole number.')
    : wrong(
        'decimalDigits',
        `Expected at most ${decimalDigits} digits after the point.`,
      );
}

/** How far from a whole number of steps a number may be: it was not written in twos. */
const NEAR = 1e-9;

function findStepProblem(
  { increment }: Field,
  written: string,
): FieldWrong | undefined {
  const step = Number(increment);
  if (!(step > 0)) {
    return undefined;
  }
  const steps = Number(written) / step;
  return Math.abs(steps - Math.round(steps)) <= NEAR * Math.max(1, steps)
    ? undefined
    : wrong('increment', `Expected a multiple of ${step}.`);
}

const checkbox: Check = ({ value }) =>
  typeof value === 'boolean' ? undefined : wrong('type', 'Expected yes or no.');

const oneOption: Check = ({ field, value, scope }) =>
  isOption(value, optionsOf(field, scope));

const someOptions: Check = ({ field, value, scope }) => {
  if (!Array.isArray(value)) {
    return wrong('type', 'Expected a list of choices.');
  }
  const options = optionsOf(field, scope);
  return value.map(one => isOption(one, options)).find(Boolean);
};

function isOption(
  value: JsonValue,
  options: ReadonlySet<string> | undefined,
): FieldWrong | undefined {
  return !options || options.has(JSON.stringify(value))
    ? undefined
    : wrong('option', 'Expected one of the choices of the form.');
}

const MOMENTS: Readonly<Record<string, readonly [RegExp, string]>> = {
  date: [/^\d{4}-\d{2}-\d{2}$/, 'Expected a date.'],
  time: [/^\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?$/, 'Expected a time.'],
  datetime: [
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/,
    'Expected a date and time.',
  ],
};

const datetime: Check = ({ field, value }) => {
  const subtype = String(field.subtype);
  const [form, message] = Object.hasOwn(MOMENTS, subtype)
    ? MOMENTS[subtype]
    : MOMENTS.date;
  const isMoment =
    typeof value === 'string' &&
    form.test(value) &&
    (field.subtype === 'time' || !Number.isNaN(Date.parse(value)));
  return isMoment ? undefined : wrong('type', message);
};

/** That the file is one of the instance is seen where it is written. */
const filepicker: Check = ({ field, value }) => {
  if (isFileReference(value)) {
    return undefined;
  }
  const isList = Boolean(field.multiple) && Array.isArray(value);
  return isList && (value as readonly JsonValue[]).every(isFileReference)
    ? undefined
    : wrong('file', 'Expected a file that was uploaded.');
};

const CHECKS: Readonly<Record<string, Check>> = {
  textfield: text,
  textarea: text,
  number,
  checkbox,
  radio: oneOption,
  select: oneOption,
  checklist: someOptions,
  taglist: someOptions,
  datetime,
  filepicker,
  // Computed here.
  expression: () => undefined,
};

/** What is wrong with the kind of a value, by the type of its field. */
export function findTypeProblem(asked: Asked): FieldWrong | undefined {
  const { type } = asked.field;
  return isKeyed(type) ? CHECKS[type](asked) : undefined;
}

/** Whether a type of field has a value. */
export function isKeyed(type: unknown): type is string {
  return typeof type === 'string' && Object.hasOwn(CHECKS, type);
}
