import { createHash } from 'node:crypto';

/** A process id is the name of an entity in the catalog, which has at most so many characters. */
const LONGEST = 63;

/** An id that the catalog can have. */
export function shortId(id: string): string {
  if (id.length <= LONGEST) {
    return id;
  }
  const hash = createHash('sha256').update(id).digest('hex').slice(0, 8);
  return `${id.slice(0, LONGEST - hash.length - 1)}_${hash}`;
}

/** A document in which all ids are short enough. */
export function withShortIds(xml: string): string {
  return xml.replace(/\w+/g, shortId);
}
