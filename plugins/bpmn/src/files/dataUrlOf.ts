/**
 * An address that holds bytes itself. The content security policy of a portal that is built lets pages show images of such addresses, but not of
 * `blob:` ones.
 *
 * @param contentType - such as `image/png`
 */
export function dataUrlOf(bytes: ArrayBuffer, contentType: string): string {
  let letters = '';
  for (const byte of new Uint8Array(bytes)) {
    letters += String.fromCharCode(byte);
  }
  return `data:${contentType};base64,${btoa(letters)}`;
}
