import {
  MAX_DEFINITION_BYTES,
  type Problem,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { BpmnDocument } from './bpmnDocument';
import { decodeText } from './decodeText';
import { moddle, type ModdleDocument } from './moddle';
import type { ModdleElement } from './moddleElement';
import { prepareXml } from './prepareXml';
import { resolveReferences } from './resolveReferences';

/** A document, or the reasons why there is none. */
export interface ReadResult {
  /** Absent when the text is no BPMN document. Also present with errors in it, so that they can be drawn. */
  readonly document?: BpmnDocument;
  /** Everything that reading found; the problems of the document among them. */
  readonly problems: readonly Problem[];
}

/**
 * Reads a BPMN document. It never rejects: what is wrong is a problem. What a document contains takes time in
 * proportion to its size and nothing else.
 *
 * @param source its bytes, or its text when it has been decoded already
 */
export async function readDocument(
  source: string | Uint8Array,
): Promise<ReadResult> {
  const text = textOf(source);
  if (typeof text !== 'string') {
    return { problems: [text] };
  }
  const { xml, problems } = prepareXml(text);
  if (xml === undefined) {
    return { problems };
  }
  try {
    return await readXml(xml, problems);
  } catch (error) {
    return { problems: [...problems, unreadable(String(error))] };
  }
}

async function readXml(
  xml: string,
  found: readonly Problem[],
): Promise<ReadResult> {
  const { rootElement, elementsById, references, warnings } =
    (await moddle().fromXML(xml)) as unknown as ModdleDocument;
  const elements: ReadonlyMap<string, ModdleElement> = new Map(
    Object.entries(elementsById),
  );
  const { danglingReferences, problems } = resolveReferences(
    rootElement,
    references,
    elements,
  );
  const unforeseen = warnings
    .filter(({ message }) => message.startsWith('unparsable'))
    .map(({ message }) => unreadable(message));
  const document: BpmnDocument = {
    definitions: rootElement,
    elementsById: elements,
    danglingReferences,
    problems: [...found, ...problems, ...unforeseen],
  };
  return { document, problems: document.problems };
}

function textOf(source: string | Uint8Array): string | Problem {
  const bytes =
    typeof source === 'string' ? byteLength(source) : source.byteLength;
  if (bytes > MAX_DEFINITION_BYTES) {
    return {
      rule: 'document-too-large',
      severity: 'error',
      message: `Expected at most ${MAX_DEFINITION_BYTES} bytes, but found ${bytes}: divide the process into smaller ones, and keep pictures out of it.`,
      parameters: { bytes, most: MAX_DEFINITION_BYTES },
    };
  }
  const decoded =
    typeof source === 'string' ? { text: source } : decodeText(source);
  if ('fault' in decoded) {
    return {
      rule: 'document-encoding',
      severity: 'error',
      message: decoded.fault,
      parameters: decoded.parameters,
    };
  }
  return strangeCharacter(decoded.text) ?? normalised(decoded.text);
}

/** More than the largest size need not be counted exactly. */
function byteLength(text: string): number {
  return text.length > MAX_DEFINITION_BYTES
    ? text.length
    : new TextEncoder().encode(text).byteLength;
}

function strangeCharacter(text: string): Problem | undefined {
  const at = text.search(
    // Also half a surrogate pair, which no encoding can write.
    // eslint-disable-next-line no-control-regex
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]/u,
  );
  const code = text.codePointAt(at)?.toString(16).padStart(4, '0');
  return at === -1
    ? undefined
    : {
        rule: 'xml-syntax',
        severity: 'error',
        message: `Line ${
          text.slice(0, at).split(/\r\n?|\n/).length
        }: Expected characters that XML allows, but found U+${code}: remove it.`,
        parameters: { character: `U+${code}` },
      };
}

/** As XML wants it read: line ends are one character. What the declaration says of the encoding is done with. */
function normalised(text: string): string {
  return text
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/^\s*<\?xml\s[^>]*\?>/, declaration =>
      declaration.replace(/[^\n]+/g, ''),
    );
}

function unreadable(found: string): Problem {
  return {
    rule: 'document-unreadable',
    severity: 'error',
    message: `Expected a document that can be read as BPMN, but found: ${found
      .replace(/\s+/g, ' ')
      .slice(0, 300)}. Correct it there.`,
  };
}
