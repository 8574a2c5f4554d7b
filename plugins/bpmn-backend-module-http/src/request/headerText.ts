// RFC 9110, 5.6.2 and 5.5
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Whether a text can be the name of a header. */
export function isHeaderName(text: string): boolean {
  return NAME.test(text);
}

/** Whether a text can be the value of a header: a line break, for example, would begin another. */
export function isHeaderValue(text: string): boolean {
  return VALUE.test(text);
}
