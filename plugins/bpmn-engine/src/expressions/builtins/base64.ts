const DIGITS =
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const WELL_FORMED = /^(?:[\w+/]{4})*(?:[\w+/]{2}(?:==)?|[\w+/]{3}=?)?$/;

/** Base64 (RFC 4648, section 4) of a string's UTF-8 bytes. */
export function encodeBase64(text: string): string {
  const bytes = bytesOf(text);
  const digits: string[] = [];
  for (let index = 0; index < bytes.length; index += 3) {
    const [a, b, c] = bytes.slice(index, index + 3);
    const group = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    digits.push(
      DIGITS[group >> 18],
      DIGITS[(group >> 12) & 63],
      b === undefined ? '=' : DIGITS[(group >> 6) & 63],
      c === undefined ? '=' : DIGITS[group & 63],
    );
  }
  return digits.join('');
}

/** The string whose Base64 it is, with or without `=` at its end; null if it is none or no UTF-8. */
export function decodeBase64(text: string): string | null {
  if (!WELL_FORMED.test(text) || text.includes('_')) {
    return null;
  }
  const bytes: number[] = [];
  let bits = 0;
  let buffer = 0;
  for (const digit of text.replace(/=/g, '')) {
    buffer = ((buffer << 6) | DIGITS.indexOf(digit)) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((buffer >> bits) & 0xff);
    }
  }
  return textOf(bytes);
}

function bytesOf(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    bytes.push(...utf8(character.codePointAt(0) ?? 0));
  }
  return bytes;
}

function utf8(code: number): number[] {
  if (code < 0x80) {
    return [code];
  }
  const tail = [0x80 | (code & 0x3f)];
  if (code < 0x800) {
    return [0xc0 | (code >> 6), ...tail];
  }
  tail.unshift(0x80 | ((code >> 6) & 0x3f));
  return code < 0x10000
    ? [0xe0 | (code >> 12), ...tail]
    : [0xf0 | (code >> 18), 0x80 | ((code >> 12) & 0x3f), ...tail];
}

function textOf(bytes: readonly number[]): string | null {
  try {
    return decodeURIComponent(
      bytes.map(byte => `%${byte.toString(16).padStart(2, '0')}`).join(''),
    );
  } catch {
    // Not UTF-8.
    return null;
  }
}
