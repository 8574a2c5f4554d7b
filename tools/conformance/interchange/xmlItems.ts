import { Parser } from 'saxen';

/**
 * Everything that a document says, one item for each element, attribute and text, independent of prefixes, order and layout: how
 * often each occurs.
 */
export type XmlItems = ReadonlyMap<string, number>;

interface Open {
  readonly path: string;
  text: string;
}

type Attributes = Readonly<Record<string, string>>;

const XMLNS = 'http://www.w3.org/2000/xmlns/';
const SCHEMA_INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance';

/** 30.0 is 30. */
const DECIMAL = /^-?\d{1,12}(\.\d{1,9})?$/;
const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const FORMAL = `{${BPMN}}formalExpression`;
const EXPRESSIONS = new Set([
  `{${BPMN}}expression`,
  `{${BPMN}}formalExpression`,
]);
const WAYPOINT = '{http://www.omg.org/spec/DD/20100524/DI}waypoint';
/** Reads a document with a parser that knows nothing of BPMN. */
export function xmlItems(xml: string): XmlItems {
  const items = new Map<string, number>();
  const add = (item: string) => items.set(item, (items.get(item) ?? 0) + 1);
  const open: Open[] = [];
  const scopes: Attributes[] = [
    { xml: 'http://www.w3.org/XML/1998/namespace' },
  ];
  const parser = new Parser();
  parser.on(
    'openTag',
    (
      name: string,
      attributesOf: () => Attributes,
      decode: (text: string) => string,
    ) => {
      const attributes = attributesOf();
      const scope = { ...scopes[scopes.length - 1], ...declared(attributes) };
      scopes.push(scope);
      const parent = open[open.length - 1]?.path ?? '';
      const element = typeOf(qualified(name, scope, scope['']), attributes);
      const id = attributes.id ? `#${attributes.id}` : '';
      // Nearest names only: whole paths would report the children of something lost as well.
      const path = `${parent.split(' > ').slice(-1)} > ${element}${id}`;
      add(path);
      open.push({ path, text: '' });
      for (const [key, value] of Object.entries(attributes)) {
        const isSaid = key === 'xsi:type' && hasThatType(element);
        if (!isDeclaration(key) && !isSaid) {
          const attribute = qualified(key, scope, '');
          add(
            `${path} @${attribute}=${valueOf(attribute, decode(value), scope)}`,
          );
        }
      }
    },
  );
  parser.on('text', (text: string, decode: (text: string) => string) => {
    addText(open, decode(text));
  });
  parser.on('cdata', (text: string) => addText(open, text));
  parser.on('closeTag', () => {
    scopes.pop();
    const { path, text } = open.pop()!;
    if (text.trim()) {
      add(`${path} = ${text.trim().replace(/\s+/g, ' ')}`);
    }
  });
  parser.parse(xml);
  return items;
}

function addText(open: readonly Open[], text: string): void {
  const element = open[open.length - 1];
  if (element) {
    element.text += text;
  }
}

function isDeclaration(attribute: string): boolean {
  return attribute === 'xmlns' || attribute.startsWith('xmlns:');
}

function declared(attributes: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(([key]) => isDeclaration(key))
      .map(([key, uri]) => [key.replace(/^xmlns:?/, ''), uri]),
  );
}

function qualified(
  name: string,
  scope: Attributes,
  defaultUri: string | undefined,
): string {
  const [prefix, local] = name.includes(':') ? name.split(':') : ['', name];
  const uri = prefix ? scope[prefix] ?? XMLNS + prefix : defaultUri ?? '';
  return `{${uri}}${local}`;
}

/** The value of `xsi:type` and of references is a name with a prefix, which may have been exchanged. */
function valueOf(attribute: string, value: string, scope: Attributes): string {
  const isName = attribute === `{${SCHEMA_INSTANCE}}type`;
  if (isName) {
    return qualified(value, scope, scope['']);
  }
  return DECIMAL.test(value)
    ? String(Number(value))
    : value.replace(/\s+/g, ' ');
}

/** BPMN lets a formal expression be written by its own name, or as an expression of that type. */
function typeOf(element: string, attributes: Attributes): string {
  const isFormal =
    element === `{${BPMN}}formalExpression` ||
    attributes['xsi:type']?.endsWith('tFormalExpression');
  return isFormal && EXPRESSIONS.has(element) ? FORMAL : element;
}

/** Naming the type that an element of this name has anyway says nothing. */
function hasThatType(element: string): boolean {
  return element === FORMAL || element === WAYPOINT;
}

/** What one document says and another does not, as often as it is missing. */
export function missingFrom(all: XmlItems, other: XmlItems): readonly string[] {
  return Array.from(all).flatMap(([item, count]) => {
    const missing = count - (other.get(item) ?? 0);
    return missing > 0 ? [missing > 1 ? `${missing} x ${item}` : item] : [];
  });
}
