import type { Problem } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { compileExpression, type CompiledExpression } from '../expressions';
import type { ModdleElement } from './document';
import type { ModelValue } from './graph';
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
  return {
    source,
    report,
    get owner() {
      return readerOf(owner, owner, context);
    },
    byId: id => context.elementsById.get(id),
    within: inner => readerOf(inner, owner, context),
    extension: type => findExtension(source, type),
    value(text, type, path) {
      const trimmed = text?.trim();
      return trimmed
        ? readValue(trimmed, type, { path, report, feel: context.feel })
        : undefined;
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
  readonly report: ModelReader['report'];
  readonly feel: ReadingContext['feel'];
}

/** Parsing takes up to the square of an expression's length: some 4 s for all expressions of a document. */
const MAX_FEEL_COST = 500_000_000;

const TOO_MUCH: CompiledExpression = {
  problem:
    'Expected less FEEL in one document, but there is too much. Shorten the long expressions, or do their work in script tasks',
};

function readValue(
  text: string,
  type: LiteralType,
  { path, report, feel }: ValueContext,
): ModelValue {
  if (text.startsWith('=')) {
    feel.cost += text.length ** 2;
    const compiled =
      feel.cost > MAX_FEEL_COST ? TOO_MUCH : compileExpression(text.slice(1));
    if ('expression' in compiled) {
      return { kind: 'feel', expression: compiled.expression };
    }
    report({
      rule: 'feel-expression',
      message: `${compiled.problem} (in ${path}: ${shorten(text)})`,
      path: [path],
    });
    return { kind: 'foreign', text };
  }
  const literal = readLiteral(text, type);
  if (literal) {
    return literal;
  }
  report({
    rule: 'expression-language',
    severity: 'warning',
    parameters: { path, text: shorten(text) },
    message: `Expected ${path} to be FEEL with a leading "=", but found ${shorten(
      text,
    )}. Write it in FEEL: reaching it raises an incident`,
    path: [path],
  });
  return { kind: 'foreign', text };
}

function readLiteral(text: string, type: LiteralType): ModelValue | undefined {
  switch (type) {
    case 'text':
      return { kind: 'literal', value: text };
    case 'number':
      return text !== '' && Number.isFinite(Number(text))
        ? { kind: 'literal', value: Number(text) }
        : undefined;
    case 'boolean':
      return text === 'true' || text === 'false'
        ? { kind: 'literal', value: text === 'true' }
        : undefined;
    case 'collection':
      return undefined;
    default:
      throw new Error(`Unknown literal type ${type satisfies never}`);
  }
}

const LONGEST_QUOTE = 80;

function shorten(text: string): string {
  return text.length > LONGEST_QUOTE
    ? `${text.slice(0, LONGEST_QUOTE)}…`
    : text;
}
