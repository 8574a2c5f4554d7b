/** Text, or why there is none. */
export type Decoded =
  | { readonly text: string }
  | {
      readonly fault: string;
      readonly parameters: { readonly encoding: string };
    };

/** How the first bytes of a document look when `<?` or a byte order mark opens it. */
const SIGNATURES: readonly {
  readonly bytes: readonly number[];
  readonly encoding: string;
}[] = [
  // Before UTF-16, whose byte order mark it begins with.
  { bytes: [0xff, 0xfe, 0, 0], encoding: 'utf-32le' },
  { bytes: [0, 0, 0xfe, 0xff], encoding: 'utf-32be' },
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
  { bytes: [0x3c, 0, 0, 0], encoding: 'utf-32le' },
  { bytes: [0, 0, 0, 0x3c], encoding: 'utf-32be' },
  { bytes: [0x3c, 0], encoding: 'utf-16le' },
  { bytes: [0, 0x3c], encoding: 'utf-16be' },
];

/** Encodings that keep ASCII as it is, so that the declaration can be read before it is obeyed. */
const KNOWN =
  /^(utf-?8|us-ascii|ascii|iso-?8859-?(1|2|3|4|5|6|7|8|10|13|14|15|16)|windows-125\d|latin1)$/;

const DECLARATION =
  /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.:-]*)["']/;

/**
 * Decodes a document by its byte order mark or, without one, by the encoding that its XML declaration names.
 *
 * @param bytes of the document
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const encoding = encodingOf(bytes);
  const label = decoderFor(encoding);
  if (!label) {
    return {
      fault: `Expected a document in UTF-8, UTF-16 or a Western single-byte encoding, but found encoding "${encoding}": save it as UTF-8.`,
      parameters: { encoding },
    };
  }
  try {
    return { text: new TextDecoder(label, { fatal: true }).decode(bytes) };
  } catch {
    return {
      fault: `Expected text in ${encoding}, but found bytes that are none: save the document in the encoding that its first line names, best as UTF-8.`,
      parameters: { encoding },
    };
  }
}

function encodingOf(bytes: Uint8Array): string {
  const signature = SIGNATURES.find(({ bytes: start }) =>
    start.every((byte, at) => bytes[at] === byte),
  );
  if (signature) {
    return signature.encoding;
  }
  const start = new TextDecoder('windows-1252').decode(bytes.subarray(0, 256));
  return DECLARATION.exec(start)?.[1].toLocaleLowerCase('en-US') ?? 'utf-8';
}

function decoderFor(encoding: string): string | undefined {
  if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    return encoding;
  }
  // ASCII is what UTF-8 and every other known encoding have in common, and a document that we could read up to here
  // byte by byte is not in UTF-16, whatever it says: some tools declare what their strings are made of in memory.
  if (/^(us-)?ascii$|^utf-?16$/.test(encoding)) {
    return 'utf-8';
  }
  return KNOWN.test(encoding) ? encoding : undefined;
}
