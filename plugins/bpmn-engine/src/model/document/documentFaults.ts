import { isBpmn } from './contentModel';
import { isReservedName, qualifyElement, type Namespaces } from './namespaces';
import type { OpenTag } from './xmlTokens';

/** Ends the reading: what comes behind it makes no sense. */
export interface DocumentFault {
  readonly rule: string;
  readonly message: string;
  readonly offset: number;
}

/** What surrounds a tag. */
export interface TagSurroundings {
  /** How many elements are around it. */
  readonly depth: number;
  /** How many there have been, this one included. */
  readonly elements: number;
  /** How many namespaces have been declared, here included. */
  readonly namespaces: number;
  /** How many references the element around it holds so far. */
  readonly references: number;
  readonly isSecondRoot: boolean;
}

/** Far above what people nest, far below what a stack holds. */
const DEEPEST = 256;
/** Twice of what fits into the largest document when people draw it. */
const MOST_ELEMENTS = 150_000;
/** Above these, bpmn-moddle takes time by the square of their number. */
const MOST_ATTRIBUTES = 500;
const MOST_NAMESPACES = 500;
const MOST_REFERENCES = 10_000;

/**
 * @param offset in the text
 * @param message what is expected, what found, and the way out
 */
export function syntaxFault(offset: number, message: string): DocumentFault {
  return { rule: 'xml-syntax', message, offset };
}

/**
 * @param tag that opens an element
 * @param namespaces that hold in it
 * @param surroundings of the tag
 * @returns why the document cannot be read with it
 */
export function tagFault(
  tag: OpenTag,
  namespaces: Namespaces,
  surroundings: TagSurroundings,
): DocumentFault | undefined {
  return (
    sizeFault(tag, surroundings) ??
    prefixFault(tag, namespaces) ??
    reservedFault(tag) ??
    rootFault(tag, namespaces, surroundings)
  );
}

function sizeFault(
  { offset, attributes }: OpenTag,
  { depth, elements, namespaces, references }: TagSurroundings,
): DocumentFault | undefined {
  const limits: readonly (readonly [number, number, string])[] = [
    [depth, DEEPEST - 1, `at most ${DEEPEST} elements inside one another`],
    [elements, MOST_ELEMENTS, `at most ${MOST_ELEMENTS} elements`],
    [
      attributes.length,
      MOST_ATTRIBUTES,
      `at most ${MOST_ATTRIBUTES} attributes in one element`,
    ],
    [
      namespaces,
      MOST_NAMESPACES,
      `at most ${MOST_NAMESPACES} declarations of namespaces`,
    ],
    [
      references,
      MOST_REFERENCES,
      `at most ${MOST_REFERENCES} references in one element`,
    ],
  ];
  const broken = limits.find(([found, most]) => found > most);
  return (
    broken && {
      rule: 'document-too-large',
      message: `Expected ${broken[2]}, but found more: divide the process into smaller ones.`,
      offset,
    }
  );
}

function prefixFault(
  { name, attributes, offset }: OpenTag,
  namespaces: Namespaces,
): DocumentFault | undefined {
  const unknown = [name, ...attributes.map(([attribute]) => attribute)]
    .filter(used => used.includes(':') && !used.startsWith('xmlns:'))
    .map(used => used.split(':')[0])
    .find(prefix => !namespaces.get(prefix));
  return unknown === undefined
    ? undefined
    : syntaxFault(
        offset,
        `Expected a declaration of prefix "${unknown}", but found none: add xmlns:${unknown}="…" with the address of its namespace.`,
      );
}

function reservedFault({
  attributes,
  offset,
}: OpenTag): DocumentFault | undefined {
  const reserved = attributes.find(
    ([name, value]) =>
      name === 'xmlns:xmlns' ||
      (name.startsWith('xmlns') && isReservedName(value)),
  );
  return (
    reserved &&
    syntaxFault(
      offset,
      `Expected the address of a namespace, but found ${reserved[0]}="${reserved[1]}": correct it.`,
    )
  );
}

function rootFault(
  { name, offset }: OpenTag,
  namespaces: Namespaces,
  { depth, isSecondRoot }: TagSurroundings,
): DocumentFault | undefined {
  if (isSecondRoot) {
    return syntaxFault(
      offset,
      `Expected one root element, but found <${name}> behind it: keep one of them.`,
    );
  }
  const root = qualifyElement(name, namespaces);
  if (depth > 0 || (isBpmn(root) && root.local === 'definitions')) {
    return undefined;
  }
  const found = root.uri ? ` of ${root.uri}` : ' without namespace';
  return {
    rule: 'document-not-bpmn',
    message: `Expected <definitions> of BPMN 2.0 as root element, but found <${name}>${found}: choose a .bpmn file.`,
    offset,
  };
}
