import type { Problem } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import {
  childPlace,
  definitionsPlace,
  isXsiType,
  type ChildPlace,
  type Place,
  type QualifiedName,
} from './contentModel';
import { syntaxFault, tagFault, type DocumentFault } from './documentFaults';
import { droppedElement } from './droppedElement';
import {
  declaredIn,
  qualifyAttribute,
  qualifyElement,
  XML_NAMESPACES,
  type Namespaces,
} from './namespaces';
import { prepareAttributes } from './prepareAttributes';
import { readingProblems, type ReadingProblems } from './readingProblems';
import {
  xmlTokens,
  type OpenTag,
  type XmlAttribute,
  type XmlToken,
} from './xmlTokens';

/** A document that bpmn-moddle can read as a whole, or none. */
export interface PreparedXml {
  readonly xml?: string;
  readonly problems: readonly Problem[];
}

interface Frame {
  readonly name: string;
  /** Nothing when the element is left out. */
  readonly place: Place | undefined;
  readonly namespaces: Namespaces;
  readonly id: string | undefined;
  /** Properties that have a value. */
  readonly properties: Set<string>;
  references: number;
  hasText: boolean;
  hasChildren: boolean;
}

interface Preparation {
  readonly problems: ReadingProblems;
  readonly output: string[];
  readonly frames: Frame[];
  readonly ids: Set<string>;
  /** Elements so far. */
  elements: number;
  /** Declarations of namespaces so far. */
  namespaces: number;
  hasRoot: boolean;
}

/**
 * Checks that a document is XML and BPMN, and leaves out what bpmn-moddle would drop, so that nothing is lost without
 * a problem that says so. One pass, however hostile the document is.
 *
 * @param xml whose line ends are `\n`
 */
export function prepareXml(xml: string): PreparedXml {
  const preparation: Preparation = {
    problems: readingProblems(xml),
    output: [],
    frames: [],
    ids: new Set(),
    elements: 0,
    namespaces: 0,
    hasRoot: false,
  };
  const fault = run(preparation, xml);
  const { problems, output } = preparation;
  if (fault) {
    problems.add({ ...fault, severity: 'error' });
  }
  return {
    problems: problems.all(),
    ...(fault ? {} : { xml: output.join('') }),
  };
}

function run(preparation: Preparation, xml: string): DocumentFault | undefined {
  for (const token of xmlTokens(xml)) {
    const fault = take(preparation, token);
    if (fault) {
      return fault;
    }
  }
  const unclosed = preparation.frames.at(-1);
  if (unclosed) {
    return syntaxFault(
      xml.length,
      `Expected </${unclosed.name}>, but found the end of the document: it is cut off. Save or upload it again.`,
    );
  }
  return preparation.hasRoot
    ? undefined
    : {
        rule: 'document-empty',
        message: 'Expected a BPMN document, but found no element in it.',
        offset: 0,
      };
}

function take(
  preparation: Preparation,
  token: XmlToken,
): DocumentFault | undefined {
  switch (token.kind) {
    case 'fault':
      return withoutKind(token);
    case 'open':
      return open(preparation, token);
    case 'close':
      return close(preparation, token);
    case 'text':
      return text(preparation, token);
    default:
      return token satisfies never;
  }
}

function withoutKind({
  kind: _,
  ...fault
}: Extract<XmlToken, { kind: 'fault' }>): DocumentFault {
  return fault;
}

function open(
  preparation: Preparation,
  token: OpenTag,
): DocumentFault | undefined {
  const { frames } = preparation;
  const parent = frames.at(-1);
  const namespaces = declaredIn(token, parent?.namespaces ?? XML_NAMESPACES);
  preparation.elements += 1;
  preparation.namespaces += token.attributes.filter(([name]) =>
    name.startsWith('xmlns'),
  ).length;
  const fault = tagFault(token, namespaces, {
    depth: frames.length,
    elements: preparation.elements,
    namespaces: preparation.namespaces,
    references: parent?.references ?? 0,
    isSecondRoot: !parent && preparation.hasRoot,
  });
  if (fault) {
    return fault;
  }
  const name = qualifyElement(token.name, namespaces);
  const child = parent
    ? childOf(preparation, parent, { token, name, namespaces })
    : { place: definitionsPlace() };
  const id = child && write(preparation, { token, name, namespaces, child });
  const frame: Frame = {
    name: token.name,
    place: child?.place,
    namespaces,
    id: id ?? parent?.id,
    properties: new Set(),
    references: 0,
    hasText: false,
    hasChildren: false,
  };
  preparation.hasRoot = true;
  if (!token.closed) {
    frames.push(frame);
  }
  return undefined;
}

interface Child {
  readonly token: OpenTag;
  readonly name: QualifiedName;
  readonly namespaces: Namespaces;
}

function childOf(
  preparation: Preparation,
  parent: Frame,
  { token, name, namespaces }: Child,
): ChildPlace | undefined {
  const { problems } = preparation;
  parent.hasChildren = true;
  if (!parent.place) {
    return undefined;
  }
  const child = childPlace(
    parent.place,
    name,
    xsiTypeOf(token.attributes, namespaces),
  );
  if (!child) {
    problems.add(droppedElement(parent, token, name));
    return undefined;
  }
  warnOfMixedContent(preparation, parent, token.offset);
  if (child.place.kind === 'reference') {
    parent.references += 1;
  }
  const { property } = child;
  if (property && !property.isMany && parent.properties.has(property.name)) {
    problems.add({
      rule: 'repeated-content',
      severity: 'error',
      message: `Expected one ${property.name} in <${parent.name}>, but found <${token.name}> in addition: remove one of them.`,
      offset: token.offset,
      elementId: parent.id,
      path: [property.name],
      parameters: { property: property.name, element: token.name },
    });
  }
  if (property) {
    parent.properties.add(property.name);
  }
  return child;
}

function xsiTypeOf(
  attributes: readonly XmlAttribute[],
  namespaces: Namespaces,
): QualifiedName | undefined {
  const type = attributes.find(([name]) =>
    isXsiType(qualifyAttribute(name, namespaces)),
  );
  return type && qualifyElement(type[1].trim(), namespaces);
}

function warnOfMixedContent(
  { problems }: Preparation,
  frame: Frame,
  offset: number,
): void {
  if (frame.place?.kind === 'foreign' && frame.hasText && frame.hasChildren) {
    frame.hasText = false;
    problems.add({
      rule: 'dropped-content',
      severity: 'warning',
      message: `Expected text or elements in <${frame.name}>, but found both: their order is lost. Put the text into elements of its own.`,
      offset,
      elementId: frame.id,
      parameters: { content: frame.name },
    });
  }
}

function write(
  { problems, output, ids, frames }: Preparation,
  { token, name, namespaces, child }: Child & { readonly child: ChildPlace },
): string | undefined {
  const prepared = prepareAttributes({
    name,
    place: child.place,
    attributes: token.attributes,
    offset: token.offset,
    qualify: attribute => qualifyAttribute(attribute, namespaces),
    defaultNamespace: namespaces.get(''),
    ids,
    outerId: frames.at(-1)?.id,
  });
  prepared.problems.forEach(problems.add);
  output.push('<', token.name);
  for (const [attribute, value] of prepared.attributes) {
    const quote = value.includes('"') ? "'" : '"';
    output.push(' ', attribute, '=', quote, withWideCharacters(value), quote);
  }
  output.push(token.closed ? '/>' : '>');
  return prepared.id;
}

/** bpmn-moddle cuts the number of a character to 16 bits. */
function withWideCharacters(source: string): string {
  return source.includes('&#')
    ? source.replace(
        /&#(?:x0*([1-9a-f][0-9a-f]{4,5})|0*(\d{5,7}));/gi,
        (_, hex, decimal) =>
          String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal)),
      )
    : source;
}

function close(
  { frames, output }: Preparation,
  { name, offset }: Extract<XmlToken, { kind: 'close' }>,
): DocumentFault | undefined {
  const frame = frames.pop();
  if (frame?.name !== name) {
    return syntaxFault(
      offset,
      frame
        ? `Expected </${frame.name}>, but found </${name}>: close every element before the one around it.`
        : `Expected the end of the document, but found </${name}>: remove it.`,
    );
  }
  if (frame.place) {
    output.push('</', name, '>');
  }
  return undefined;
}

function text(
  preparation: Preparation,
  { source, offset }: Extract<XmlToken, { kind: 'text' }>,
): DocumentFault | undefined {
  const frame = preparation.frames.at(-1);
  if (!source.trim()) {
    preparation.output.push(frame?.place ? source : '');
    return undefined;
  }
  if (!frame) {
    return syntaxFault(
      offset,
      `Expected elements, but found text outside of them: "${source
        .trim()
        .slice(0, 40)}". Remove it.`,
    );
  }
  if (!frame.place) {
    return undefined;
  }
  if (frame.place.kind === 'element' && !frame.place.type.bodyProperty) {
    preparation.problems.add({
      rule: 'dropped-content',
      severity: 'warning',
      message: `Expected elements in <${frame.name}>, but found text: "${source
        .trim()
        .slice(0, 40)}" is left out. Remove it.`,
      offset,
      elementId: frame.id,
      parameters: { content: source.trim().slice(0, 40) },
    });
    return undefined;
  }
  preparation.output.push(writtenText(frame.place, source));
  frame.hasText = true;
  warnOfMixedContent(preparation, frame, offset);
  return undefined;
}

function writtenText(place: Place, source: string): string {
  if (source.startsWith('<![CDATA[')) {
    return source;
  }
  return withWideCharacters(
    place.kind === 'reference' ? source.trim() : source,
  );
}
