import { isBpmn, type Place, type QualifiedName } from './contentModel';
import type { ReadingProblem } from './readingProblems';
import type { OpenTag } from './xmlTokens';

/** The element around one that is left out. */
export interface Surroundings {
  readonly name: string;
  readonly place: Place | undefined;
  readonly id: string | undefined;
}

/** Says that an element is left out because it does not belong where it is, and what to do. */
export function droppedElement(
  parent: Surroundings,
  token: OpenTag,
  name: QualifiedName,
): ReadingProblem {
  // Documentation loses its format only; anything else of BPMN is something that the author wants to happen.
  const isFormat = parent.place !== undefined && isPlainText(parent.place);
  const isBare = name.uri === undefined;
  return {
    rule: 'dropped-content',
    severity: (isBpmn(name) || isBare) && !isFormat ? 'error' : 'warning',
    message: `Expected ${expectedIn(parent)}, but found <${
      token.name
    }>: ${wayOutOf(parent, token, name)}`,
    offset: token.offset,
    elementId: parent.id,
    parameters: { content: token.name },
  };
}

/** Of a note or of documentation. */
function isPlainText(place: Place): boolean {
  return place.kind === 'element'
    ? place.type.name === 'bpmn:Documentation'
    : place.kind === 'value' && place.property === 'text';
}

/** Type of what holds elements; undefined for what holds text. */
const typeOf = ({ place }: Surroundings) =>
  place?.kind === 'element' && !place.type.bodyProperty
    ? place.type.name
    : undefined;

const EXTENSIONS = 'bpmn:ExtensionElements';

function expectedIn(parent: Surroundings): string {
  const type = typeOf(parent);
  const what = type === EXTENSIONS ? 'known extensions' : 'what belongs';
  return `only ${type ? what : 'text'} in <${parent.name}>`;
}

function wayOutOf(
  parent: Surroundings,
  { name: tag }: OpenTag,
  name: QualifiedName,
): string {
  const type = typeOf(parent);
  if (!type) {
    return 'it is left out. Write "<" as &lt; where it is text, or remove it.';
  }
  if (name.uri === undefined) {
    return `it has no namespace. Write it with the prefix of BPMN (<bpmn:${tag}>), or remove it.`;
  }
  const isOutside = type.startsWith('bpmn:') && type !== EXTENSIONS;
  return isOutside && !isBpmn(name)
    ? 'it is left out. Put it into <extensionElements>, or remove it.'
    : 'it is left out and has no effect. Check how it is spelled and where it belongs, or remove it.';
}
