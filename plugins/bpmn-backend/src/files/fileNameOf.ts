/** Bytes of a name: what file systems keep. */
const LONGEST = 255;

const UNNAMED = 'file';

/** Control characters, halves of surrogate pairs, and what makes a name look like another one by its direction. */
const HIDDEN = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A name as files are called: no folders, nothing that cannot be seen, and not too long, for which the end goes before its extension. */
export function fileNameOf(given: string): string {
  const visible = given.replace(HIDDEN, '');
  const name = visible.split(/[/\\]/).at(-1)!.trim();
  if (name === '' || name === '.' || name === '..') {
    return UNNAMED;
  }
  if (Buffer.byteLength(name) <= LONGEST) {
    return name;
  }
  const extension = /\.[^.]{1,20}$/u.exec(name)?.[0] ?? '';
  const stem = name.slice(0, name.length - extension.length);
  return cut(stem, LONGEST - Buffer.byteLength(extension)) + extension;
}

/** The beginning of a text, whole characters only. */
function cut(text: string, bytes: number): string {
  let left = bytes;
  let end = 0;
  for (const character of text) {
    left -= Buffer.byteLength(character);
    if (left < 0) {
      break;
    }
    end += character.length;
  }
  return text.slice(0, end);
}
