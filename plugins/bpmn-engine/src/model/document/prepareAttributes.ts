import {
  isDrawing,
  isKnownNamespace,
  type Place,
  type QualifiedName,
} from './contentModel';
import { moddle } from './moddle';
import { withKeptPrefix } from './keptPrefixes';
import { isReservedName } from './namespaces';
import {
  shortened,
  type PropertyDescriptor,
  type TypeDescriptor,
} from './moddleElement';
import type { ReadingProblem } from './readingProblems';
import type { XmlAttribute } from './xmlTokens';

/** What an element says about itself. */
export interface OpenElement {
  readonly name: QualifiedName;
  readonly place: Place;
  readonly attributes: readonly XmlAttribute[];
  readonly offset: number;
  /** Looks up the prefix of an attribute. */
  readonly qualify: (name: string) => QualifiedName;
  /** Of elements without a prefix. */
  readonly defaultNamespace: string | undefined;
  /** Ids that are taken. */
  readonly ids: Set<string>;
  /** Of the nearest element around. */
  readonly outerId: string | undefined;
}

/** The attributes that bpmn-moddle keeps, and what is wrong with the others. */
export interface PreparedAttributes {
  readonly attributes: readonly XmlAttribute[];
  readonly id: string | undefined;
  readonly problems: readonly ReadingProblem[];
}

/** What becomes of one attribute. */
type Verdict =
  | {
      readonly value: string;
      /** Under which it is kept, if not its own. */
      readonly name?: string;
      readonly problem?: Complaint;
    }
  | { readonly value?: undefined; readonly problem: Complaint };

type Complaint = Pick<
  ReadingProblem,
  'rule' | 'severity' | 'message' | 'parameters'
>;

/** What bpmn-moddle takes as the name of a thing: a part of what XML allows. */
const ID = /^[A-Za-z_][\w.-]*$/;

/**
 * @param element as it stands in the document
 */
export function prepareAttributes(element: OpenElement): PreparedAttributes {
  const id = ownId(element);
  const elementId = id ?? element.outerId;
  const attributes: XmlAttribute[] = [];
  const problems: ReadingProblem[] = [];
  for (const [name, value] of element.attributes) {
    const verdict = judge(element, name, value);
    const { problem } = verdict;
    if (verdict.value !== undefined) {
      attributes.push([verdict.name ?? name, verdict.value]);
    }
    if (problem) {
      problems.push({
        ...problem,
        // Of two elements with one id, it is the id that is wrong.
        elementId: problem.rule === 'duplicate-id' ? value : elementId,
        offset: element.offset,
        path: [name],
      });
    }
  }
  if (id !== undefined) {
    element.ids.add(id);
  }
  return { attributes, id, problems };
}

function ownId({ place, attributes, ids }: OpenElement): string | undefined {
  const id =
    place.kind === 'element' && place.type.idProperty
      ? attributes.find(([name]) => name === 'id')?.[1]
      : undefined;
  return id !== undefined && ID.test(id) && !isReservedName(id) && !ids.has(id)
    ? id
    : undefined;
}

function judge(element: OpenElement, name: string, value: string): Verdict {
  const { place } = element;
  if (name === 'xmlns' || name.startsWith('xmlns:')) {
    return { value };
  }
  if (isReservedName(name) || (place.kind === 'foreign' && isMethod(name))) {
    return dropped(name, 'is a reserved word');
  }
  return place.kind === 'element'
    ? judgeKnown(element, place.type, [name, value])
    : judgeForeign(element, [name, value]);
}

/**
 * bpmn-moddle takes the prefix of an attribute away when it is that of the element or of the default namespace: then the prefix
 * becomes a part of the name, until the document is written.
 */
function judgeForeign(
  { name: element, qualify, defaultNamespace }: OpenElement,
  [name, value]: XmlAttribute,
): Verdict {
  const { uri } = qualify(name);
  const losesPrefix =
    name.includes(':') &&
    uri !== undefined &&
    (uri === element.uri || uri === defaultNamespace);
  return losesPrefix ? { value, name: withKeptPrefix(name) } : { value };
}

/** Elements of an unknown namespace have these beside their attributes. */
function isMethod(name: string): boolean {
  return name === 'get' || name === 'set';
}

function judgeKnown(
  element: OpenElement,
  type: TypeDescriptor,
  [name, value]: XmlAttribute,
): Verdict {
  const qualified = element.qualify(name);
  const property = type.propertiesByName[propertyKey(name, qualified)];
  if (!property) {
    return { value, problem: unknownAttribute(element, name, qualified) };
  }
  if (!property.isAttr) {
    return dropped(name, 'is written as an element');
  }
  return name === 'id' && type.idProperty
    ? judgeId(element, value)
    : judgeValue(element, property, value);
}

function propertyKey(name: string, { uri, local }: QualifiedName): string {
  const prefix = name.includes(':') && uri && moddle().getPackage(uri)?.prefix;
  return prefix ? `${prefix}:${local}` : name;
}

function dropped(name: string, reason: string): Verdict {
  return {
    problem: {
      rule: 'dropped-content',
      severity: 'warning',
      message: `Expected no attribute "${name}", which ${reason}, but found one: it is left out. Remove it.`,
      parameters: { content: name },
    },
  };
}

function unknownAttribute(
  { name: { local } }: OpenElement,
  name: string,
  { uri }: QualifiedName,
): Complaint | undefined {
  const isOurs = !name.includes(':') || isKnownNamespace(uri);
  return isOurs && !/^(xsi|xml):/.test(name)
    ? {
        rule: 'unknown-attribute',
        severity: 'warning',
        message: `Expected attributes that ${local} has, but found "${name}": check how it is spelled, it has no effect.`,
        parameters: { attribute: name },
      }
    : undefined;
}

function judgeId({ ids }: OpenElement, id: string): Verdict {
  if (ids.has(id)) {
    return {
      problem: {
        rule: 'duplicate-id',
        severity: 'error',
        message: `Expected every id once, but found "${shortened(
          id,
        )}" again: give one of the elements another id.`,
        parameters: { id },
      },
    };
  }
  if (!ID.test(id) || isReservedName(id)) {
    return {
      problem: {
        rule: 'id-syntax',
        severity: 'error',
        message: isReservedName(id)
          ? `Expected an id that is not a reserved word, but found "${shortened(
              id,
            )}": choose another one.`
          : `Expected an id of letters from A to Z, digits, "_", "-" and ".", beginning with a letter or "_", but found "${shortened(
              id,
            )}": choose another one.`,
        parameters: { id },
      },
    };
  }
  return { value: id };
}

const VALUES: Readonly<
  Record<string, { readonly syntax: RegExp; readonly expected: string }>
> = {
  Boolean: { syntax: /^(true|false)$/, expected: 'true or false' },
  Integer: { syntax: /^[+-]?\d+$/, expected: 'a whole number' },
  Real: {
    syntax: /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/,
    expected: 'a number',
  },
};

function judgeValue(
  element: OpenElement,
  property: PropertyDescriptor,
  value: string,
): Verdict {
  if (property.isReference) {
    return { value: value.trim().replace(/\s+/g, ' ') };
  }
  const expectation = VALUES[property.type];
  // XML Schema writes a truth value in two ways.
  const plain = property.type === 'Boolean' ? booleanOf(value) : value.trim();
  if (!expectation || expectation.syntax.test(plain)) {
    return { value: expectation ? plain : value };
  }
  return {
    value,
    problem: {
      rule: 'attribute-value',
      severity: isDrawing(element.name) ? 'warning' : 'error',
      message: `Expected ${expectation.expected} as ${
        property.name
      }, but found "${shortened(value)}": correct it.`,
      parameters: { attribute: property.name, value },
    },
  };
}

function booleanOf(value: string): string {
  const plain = value.trim();
  return { '1': 'true', '0': 'false' }[plain] ?? plain;
}
