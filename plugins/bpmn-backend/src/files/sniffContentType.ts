/** What is known of a file before it is looked into. */
export interface FileHints {
  /** Its name: only what is text, or an archive, is told apart by it. */
  readonly name: string;
  /** What whoever brings it says that it is. */
  readonly declared?: string;
}

/** Bytes that are looked at. */
export const SNIFFED_BYTES = 4096;

const UNKNOWN = 'application/octet-stream';
const ZIP = 'application/zip';
const HTML = 'text/html';
const SVG = 'image/svg+xml';
const XML = 'application/xml';
const TEXT = 'text/plain';
const JSON_TYPE = 'application/json';

/** What begins with these bytes, whatever its name: latin-1, `?` is any byte. */
const SIGNATURES: readonly (readonly [signature: string, type: string])[] = [
  ['\x89PNG\r\n\x1a\n', 'image/png'],
  ['\xff\xd8\xff', 'image/jpeg'],
  ['GIF87a', 'image/gif'],
  ['GIF89a', 'image/gif'],
  ['RIFF????WEBP', 'image/webp'],
  ['%PDF-', 'application/pdf'],
  ['PK\x03\x04', ZIP],
  ['PK\x05\x06', ZIP],
  ['\x1f\x8b', 'application/gzip'],
  ['PAR1', 'application/vnd.apache.parquet'],
  ['ARROW1', 'application/vnd.apache.arrow.file'],
];

const OFFICE = 'application/vnd.openxmlformats-officedocument';

/** Archives that are documents, by their extensions. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  docx: `${OFFICE}.wordprocessingml.document`,
  pptx: `${OFFICE}.presentationml.presentation`,
  xlsx: `${OFFICE}.spreadsheetml.sheet`,
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odt: 'application/vnd.oasis.opendocument.text',
};

/** Texts, by their extensions. */
const TEXTS: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  htm: HTML,
  html: HTML,
  json: JSON_TYPE,
  jsonl: 'application/x-ndjson',
  markdown: 'text/markdown',
  md: 'text/markdown',
  ndjson: 'application/x-ndjson',
  svg: SVG,
  tsv: 'text/tab-separated-values',
  txt: TEXT,
  xhtml: HTML,
  xml: XML,
};

const TEXT_TYPES: ReadonlySet<string> = new Set(Object.values(TEXTS));

/** Bytes that no text has, in UTF-8 or in what was there before it. */
// eslint-disable-next-line no-control-regex
const BINARY = /[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]/;

const ELEMENTS =
  'html|head|body|script|style|title|iframe|object|embed|base|link|meta|form|table|div|span|p|a|b|i|br|hr|h[1-6]|img|video|audio|math|template|font|center|ul|ol';

/** What a browser takes for a page. */
const LOOKS_LIKE_HTML = new RegExp(
  `^<(?:!doctype\\s+html|(?:${ELEMENTS})(?=[\\s/>]|$))`,
  'i',
);
const LOOKS_LIKE_SVG = /^<(?:!doctype\s+svg|(?:\w+:)?svg(?=[\s/>]|$))/i;

/** Before what a document begins with. */
const PREAMBLE = /^(?:\s+|<!--[\s\S]*?(?:-->|$)|<\?[\s\S]*?(?:\?>|$))/;

/** Of XML that has pages or drawings within it. */
const ACTIVE_NAMESPACE = /http:\/\/www\.w3\.org\/(?:1999\/xhtml|2000\/svg)/i;

/**
 * The content type of a file, by its first bytes. What is said of it only tells texts apart from texts: nobody can make a page, or a picture, of
 * something that is none. What looks like HTML or SVG, which a browser would execute, is always called so.
 */
export function sniffContentType(first: Buffer, hints: FileHints): string {
  const latin1 = first.toString('latin1');
  const extension = /\.([^.]+)$/.exec(hints.name)?.[1].toLowerCase() ?? '';
  const signed = SIGNATURES.find(([one]) => beginsWith(latin1, one))?.[1];
  if (signed) {
    return (signed === ZIP && ownOf(DOCUMENTS, extension)) || signed;
  }
  const text = textOf(first, latin1);
  return text === undefined
    ? UNKNOWN
    : markupOf(text) ?? textTypeOf(text, extension, hints.declared);
}

function beginsWith(latin1: string, signature: string): boolean {
  return Array.from(signature).every(
    (byte, index) => byte === '?' || latin1[index] === byte,
  );
}

/** What can be read; undefined: it is no text. */
function textOf(first: Buffer, latin1: string): string | undefined {
  if (latin1.startsWith('\xff\xfe')) {
    return first.toString('utf16le').slice(1);
  }
  if (latin1.startsWith('\xfe\xff')) {
    return new TextDecoder('utf-16be').decode(first);
  }
  return BINARY.test(latin1) ? undefined : new TextDecoder().decode(first);
}

/** What a browser would execute. */
function markupOf(text: string): string | undefined {
  let rest = text;
  let found = PREAMBLE.exec(rest);
  while (found) {
    rest = rest.slice(found[0].length);
    found = PREAMBLE.exec(rest);
  }
  if (LOOKS_LIKE_SVG.test(rest)) {
    return SVG;
  }
  const isXml = rest.startsWith('<');
  return LOOKS_LIKE_HTML.test(rest) || (isXml && ACTIVE_NAMESPACE.test(rest))
    ? HTML
    : undefined;
}

function textTypeOf(text: string, extension: string, declared = ''): string {
  const named = ownOf(TEXTS, extension);
  if (named) {
    return named;
  }
  const [said] = declared.toLowerCase().split(';', 1);
  if (TEXT_TYPES.has(said.trim())) {
    return said.trim();
  }
  return isJson(text) ? JSON_TYPE : TEXT;
}

/** Whether a text is all of a JSON document. */
function isJson(text: string): boolean {
  try {
    return /^\s*[[{]/.test(text) && JSON.parse(text) !== undefined;
  } catch {
    return false;
  }
}

function ownOf(
  table: Readonly<Record<string, string>>,
  name: string,
): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
