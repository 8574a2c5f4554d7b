import type {
  JsonValue,
  Problem,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { compileExpression, type CompiledExpression } from '../expressions';
import { shortened, type ModdleElement } from './document';
import type { ModelValue } from './graph';
import { inPlace, placeOf } from './place';
import type { LiteralType, ModelReader } from './vocabulary';

/** What all readers of a document share. */
export interface ReadingContext {
  /** Time that the FEEL of the document has taken, in squares of characters. */
  readonly feel: { cost: number };
  readonly elementsById: ReadonlyMap<string, ModdleElement>;
  readonly problems: Problem[];
}

/** The reader of one element; its problems carry the id of `owner`. */
export function readerOf(
  source: ModdleElement,
  owner: ModdleElement,
  context: ReadingContext,
): ModelReader {
  const report: ModelReader['report'] = ({ severity = 'error', ...finding }) =>
    context.problems.push({ elementId: owner.id, severity, ...finding });
  const value: ModelReader['value'] = (text, type, path) => {
    const trimmed = text?.trim();
    if (!trimmed) {
      return undefined;
    }
    const place = placeOf(path, owner);
    return readValue(trimmed, type, {
      path,
      place,
      report,
      feel: context.feel,
    });
  };
  return {
    source,
    report,
    get owner() {
      return readerOf(owner, owner, context);
    },
    byId: id => context.elementsById.get(id),
    within: inner => readerOf(inner, owner, context),
    extension: type => findExtension(source, type),
    value,
    valueOrNull: (text, type, path) =>
      value(text, type, path) ?? {
        kind: 'literal',
        value: null,
        place: placeOf(path, owner),
      },
  };
}

/** The first extension element of a type. */
export function findExtension(
  source: ModdleElement,
  type: string,
): ModdleElement | undefined {
  return source.extensionElements?.values?.find(
    (value: ModdleElement) => value.$type === type,
  );
}

interface ValueContext {
  readonly path: string;
  readonly place: string;
  readonly report: ModelReader['report'];
  readonly feel: ReadingContext['feel'];
}

/** Parsing takes up to the square of an expression's length: some 4 s for all expressions of a document. */
const MAX_FEEL_COST = 500_000_000;

const TOO_MUCH: CompiledExpression = {
  problem:
    'Expected less FEEL in one document, but there is too much. Shorten the long expressions, or do their work in script tasks',
};

/** What may stand there without being FEEL. */
const ORDINARY: Readonly<Record<LiteralType, string>> = {
  text: '',
  number: 'a number or ',
  boolean: 'true, false or ',
  collection: '',
};

function readValue(
  text: string,
  type: LiteralType,
  { path, place, report, feel }: ValueContext,
): ModelValue {
  if (text.startsWith('=')) {
    feel.cost += text.length ** 2;
    const compiled =
      feel.cost > MAX_FEEL_COST ? TOO_MUCH : compileExpression(text.slice(1));
    if ('expression' in compiled) {
      return { kind: 'feel', expression: compiled.expression, place };
    }
    report({
      rule: 'feel-expression',
      parameters: { path, text: shortened(text) },
      message: inPlace(compiled.problem, place, text),
      path: [path],
    });
    return { kind: 'foreign', text, place };
  }
  const literal = readLiteral(text, type);
  if (literal !== undefined) {
    return { kind: 'literal', value: literal, place };
  }
  report({
    rule: 'expression-language',
    severity: 'warning',
    parameters: { path, text: shortened(text) },
    message: `Expected ${place} to be ${
      ORDINARY[type]
    }FEEL with a leading "=", but found ${shortened(
      text,
    )}. Write it in FEEL: reaching it raises an incident`,
    path: [path],
  });
  return { kind: 'foreign', text, place };
}

function readLiteral(text: string, type: LiteralType): JsonValue | undefined {
  switch (type) {
    case 'text':
      return text;
    case 'number':
      return text !== '' && Number.isFinite(Number(text))
        ? Number(text)
        : undefined;
    case 'boolean':
      return text === 'true' || text === 'false' ? text === 'true' : undefined;
    case 'collection':
      return undefined;
    default:
      throw new Error(`Unknown literal type ${type satisfies never}`);
  }
}
