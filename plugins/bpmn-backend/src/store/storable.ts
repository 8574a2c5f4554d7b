// What PostgreSQL has no text for, and half of a surrogate pair, which no encoding can write.
// eslint-disable-next-line no-control-regex
const STRANGE = /[\u0000\ud800-\udfff]/gu;

/** Whether both databases keep a text as it is. */
export function isStorable(text: string): boolean {
  return text.search(STRANGE) === -1;
}

/** A text for people, as both databases can keep it: what they cannot becomes U+FFFD. */
export function storable(text: string): string {
  return text.replace(STRANGE, '\uFFFD');
}
