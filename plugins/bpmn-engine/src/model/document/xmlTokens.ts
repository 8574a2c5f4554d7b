/** An attribute: its name as written, and its value with entities as written. */
export type XmlAttribute = readonly [name: string, value: string];

/** The start of an element. */
export interface OpenTag {
  readonly kind: 'open';
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  /** Whether it is its end as well: `<task/>`. */
  readonly closed: boolean;
  readonly offset: number;
}

/** A piece of an XML document. Comments and processing instructions are left out. */
export type XmlToken =
  | OpenTag
  | { readonly kind: 'close'; readonly name: string; readonly offset: number }
  | {
      readonly kind: 'text';
      /** As written: with entities, or with the brackets of a CDATA section. */
      readonly source: string;
      readonly offset: number;
    }
  | {
      readonly kind: 'fault';
      /** `xml-doctype` for a document type, else `xml-syntax`. */
      readonly rule: 'xml-syntax' | 'xml-doctype';
      readonly message: string;
      readonly offset: number;
    };

const OPEN = /<([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)/y;
const ATTRIBUTE =
  /\s+([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;
const OPEN_END = /\s*(\/?)>/y;
const CLOSE = /<\/([A-Za-z_][\w.:-]*)\s*>/y;
const ENTITY = /&(?:amp|lt|gt|quot|apos|#(\d{1,7})|#x([0-9A-Fa-f]{1,6}));|&/g;

type Fault = Extract<XmlToken, { kind: 'fault' }>;

const fault = (
  offset: number,
  message: string,
  rule: Fault['rule'] = 'xml-syntax',
): Fault => ({ kind: 'fault', rule, message, offset });

/**
 * Splits an XML document, in one pass and without recursion. It ends with the first fault. Whether elements are
 * nested as they should be is left to the reader of the tokens.
 *
 * @param xml whose line ends are `\n`
 */
export function* xmlTokens(xml: string): Generator<XmlToken, void> {
  let at = 0;
  while (at < xml.length) {
    const { token, next } = tokenAt(xml, at);
    if (token) {
      yield token;
    }
    if (token?.kind === 'fault') {
      return;
    }
    at = next;
  }
}

interface Step {
  readonly token?: XmlToken;
  readonly next: number;
}

function tokenAt(xml: string, at: number): Step {
  if (xml[at] !== '<') {
    const end = xml.indexOf('<', at);
    return textToken(xml, at, end === -1 ? xml.length : end);
  }
  switch (xml[at + 1]) {
    case '?':
      return skipTo(xml, at, '?>');
    case '!':
      return declarationAt(xml, at);
    case '/':
      return closeToken(xml, at);
    default:
      return openToken(xml, at);
  }
}

function skipTo(xml: string, at: number, end: string): Step {
  const found = xml.indexOf(end, at);
  return found === -1
    ? {
        token: fault(
          at,
          `Expected "${end}" somewhere behind "${xml.slice(
            at,
            at + 4,
          )}", but found the end of the document: close it.`,
        ),
        next: xml.length,
      }
    : { next: found + end.length };
}

function declarationAt(xml: string, at: number): Step {
  if (xml.startsWith('<!--', at)) {
    return skipTo(xml, at, '-->');
  }
  if (xml.startsWith('<![CDATA[', at)) {
    const { token, next } = skipTo(xml, at, ']]>');
    const source = xml.slice(at, next);
    return { token: token ?? { kind: 'text', source, offset: at }, next };
  }
  return {
    token: fault(
      at,
      `Expected a document without document type and entities of its own, but found "${xml.slice(
        at,
        at + 9,
      )}": remove it, BPMN needs none.`,
      'xml-doctype',
    ),
    next: xml.length,
  };
}

function textToken(xml: string, at: number, end: number): Step {
  const source = xml.slice(at, end);
  return {
    token: entityFault(source, at) ?? { kind: 'text', source, offset: at },
    next: end,
  };
}

function closeToken(xml: string, at: number): Step {
  CLOSE.lastIndex = at;
  const match = CLOSE.exec(xml);
  return match
    ? {
        token: { kind: 'close', name: match[1], offset: at },
        next: CLOSE.lastIndex,
      }
    : { token: brokenTag(xml, at), next: xml.length };
}

function openToken(xml: string, at: number): Step {
  OPEN.lastIndex = at;
  const match = OPEN.exec(xml);
  if (!match) {
    return { token: brokenTag(xml, at), next: xml.length };
  }
  const { attributes, next } = attributesAt(xml, OPEN.lastIndex);
  OPEN_END.lastIndex = next;
  const end = OPEN_END.exec(xml);
  const broken = end ? attributeFault(attributes, at) : brokenTag(xml, at);
  const token: XmlToken = broken ?? {
    kind: 'open',
    name: match[1],
    attributes,
    closed: end?.[1] === '/',
    offset: at,
  };
  return { token, next: OPEN_END.lastIndex };
}

function attributesAt(xml: string, at: number) {
  const attributes: XmlAttribute[] = [];
  let next = at;
  ATTRIBUTE.lastIndex = at;
  for (let match = ATTRIBUTE.exec(xml); match; match = ATTRIBUTE.exec(xml)) {
    attributes.push([match[1], match[2] ?? match[3]]);
    next = ATTRIBUTE.lastIndex;
  }
  return { attributes, next };
}

function brokenTag(xml: string, at: number): Fault {
  const found = xml.slice(at, at + 40).replace(/\n[^]*$/, '');
  return fault(
    at,
    `Expected a tag with attributes in quotes and a ">", but found "${found}…": in text, write < as &lt; and otherwise complete the tag.`,
  );
}

function attributeFault(
  attributes: readonly XmlAttribute[],
  at: number,
): Fault | undefined {
  const seen = new Set<string>();
  for (const [name, value] of attributes) {
    if (seen.has(name)) {
      return fault(
        at,
        `Expected every attribute once, but found "${name}" twice in one element: keep one of them.`,
      );
    }
    seen.add(name);
    const broken = entityFault(value, at);
    if (broken) {
      return broken;
    }
  }
  return undefined;
}

function entityFault(text: string, at: number): Fault | undefined {
  if (!text.includes('&')) {
    return undefined;
  }
  for (const { 0: entity, 1: decimal, 2: hex, index } of text.matchAll(
    ENTITY,
  )) {
    const code = decimal ? Number(decimal) : parseInt(hex ?? '20', 16);
    if (entity === '&' || !isXmlCharacter(code)) {
      return fault(
        at + index,
        `Expected &amp;, &lt;, &gt;, &quot;, &apos; or the number of a character, but found "${text.slice(
          index,
          index + 12,
        )}": write & as &amp;.`,
      );
    }
  }
  return undefined;
}

function isXmlCharacter(code: number): boolean {
  const isControl = code < 0x20 && code !== 9 && code !== 10 && code !== 13;
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  return (
    !isControl &&
    !isSurrogate &&
    code !== 0xfffe &&
    code !== 0xffff &&
    code <= 0x10ffff
  );
}
