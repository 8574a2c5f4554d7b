import {
  parse,
  type ParseResult,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import { EXTENSION_PLACES, type ExtensionPlace } from './extensionPlaces';
import { extensionSample } from './extensionSample';
import type { ExtensionType } from './extensionTypes';
import { isSame, parseExecutable } from '../trial';

/** What was found out about an extension element by trying it at every place. */
export interface TriedExtension {
  readonly type: ExtensionType;
  /** Where it changes what is compiled. */
  readonly places: readonly ExtensionPlace[];
  /** Attributes that do so, of it and of what is in it, as in `zeebe:input source`. */
  readonly attributes: ReadonlySet<string>;
  /** Attributes, or the tag alone, that make a model invalid, by the title of the place. */
  readonly rejected: ReadonlyMap<string, readonly string[]>;
}

/** One extension element at one place. */
interface Trial {
  readonly type: ExtensionType;
  /** Parses the place with the extension, and those of its attributes that shall be there. */
  readonly parseWith: (
    has: (attribute: string) => boolean,
  ) => Promise<ParseResult>;
}

/** Tries extension elements, with and without each of their attributes, at each place. */
export async function tryExtensions(
  types: readonly ExtensionType[],
): Promise<readonly TriedExtension[]> {
  const places: [ExtensionPlace, ParseResult][] = [];
  for (const place of EXTENSION_PLACES) {
    places.push([place, await parseExecutable(place.withExtensions(''))]);
  }
  const found: TriedExtension[] = [];
  for (const type of types) {
    found.push(await tryExtension(type, places));
  }
  return found;
}

/** @param placesWithout what comes of each place without any extension */
async function tryExtension(
  type: ExtensionType,
  placesWithout: readonly [ExtensionPlace, ParseResult][],
): Promise<TriedExtension> {
  const places: ExtensionPlace[] = [];
  const attributes = new Set<string>();
  const rejected = new Map<string, readonly string[]>();
  for (const [place, without] of placesWithout) {
    const parseWith: Trial['parseWith'] = has =>
      parse(place.withExtensions(extensionSample(type, has)));
    const whole = await parseWith(() => true);
    if (isSame(whole, without)) {
      continue;
    }
    const refused = isValid(whole) ? [] : await refusedOf({ type, parseWith });
    const read = await readOf({ type, parseWith }, refused, without);
    if (refused.length > 0) {
      rejected.set(place.title, refused);
    }
    if (read.length > 0) {
      places.push(place);
      read.forEach(attribute => attributes.add(attribute));
    }
  }
  return { type, places, attributes, rejected };
}

/** What makes the model invalid: the tag if it does so without attributes, else those that do so alone. */
async function refusedOf({
  type,
  parseWith,
}: Trial): Promise<readonly string[]> {
  if (!isValid(await parseWith(() => false))) {
    return [type.tag];
  }
  const refused: string[] = [];
  for (const name of attributesOf(type)) {
    if (!isValid(await parseWith(other => other === name))) {
      refused.push(name);
    }
  }
  return refused;
}

/** Attributes without which something else is compiled; those that are refused are left out. */
async function readOf(
  { type, parseWith }: Trial,
  refused: readonly string[],
  without: ParseResult,
): Promise<readonly string[]> {
  const has = (name: string) => !refused.includes(name);
  const whole = await parseWith(has);
  if (!isValid(whole) || isSame(whole, without)) {
    return [];
  }
  const read: string[] = [];
  for (const name of attributesOf(type).filter(has)) {
    const less = await parseWith(other => has(other) && other !== name);
    if (!isSame(less, whole)) {
      read.push(name);
    }
  }
  return read;
}

function isValid({ definition }: ParseResult): boolean {
  return definition !== undefined;
}

/** Of an extension element and of what is in it, as in `zeebe:input source`; each once. */
export function attributesOf({
  tag,
  attributes,
  children,
}: ExtensionType): readonly string[] {
  return Array.from(
    new Set([
      ...attributes.map(({ name }) => `${tag} ${name}`),
      ...children.flatMap(attributesOf),
    ]),
  );
}
