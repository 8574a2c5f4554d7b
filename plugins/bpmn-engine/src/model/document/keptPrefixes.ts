/** Between prefix and name; XML allows dots in names, and nobody writes these. */
const MARK = '..prefix..';

/** @param name with a prefix that is to be kept: `triso:kind` */
export function withKeptPrefix(name: string): string {
  return name.replace(':', MARK);
}

/** @param xml with names that {@link withKeptPrefix} made */
export function withPrefixesBack(xml: string): string {
  return xml.replaceAll(MARK, ':');
}
