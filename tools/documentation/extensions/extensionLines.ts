import { EXTENSION_NOTES } from './extensionNotes';
import { EXTENSION_PLACES } from './extensionPlaces';
import { extensionTypes } from './extensionTypes';
import {
  attributesOf,
  tryExtensions,
  type TriedExtension,
} from './tryExtensions';

/**
 * What of the extensions that the engine knows is read, and where: found out by trying. Throws an Error if what is said about it does
 * not fit.
 */
export async function extensionLines(root: string): Promise<readonly string[]> {
  const tried = await tryExtensions(extensionTypes(root));
  const read = tried.filter(({ places }) => places.length > 0);
  requireNotes(read);
  return [
    '| extension | what of it is read | where | what for |',
    '| --- | --- | --- | --- |',
    ...read.map(
      extension =>
        `| \`${extension.type.tag}\` | ${attributesIn(extension)} | ${where(
          extension,
        )} | ${EXTENSION_NOTES[extension.type.tag]} |`,
    ),
    '',
    `Rejected: ${rejectedIn(tried).join(', ')}.`,
    '',
    `Kept, and not read: ${Array.from(new Set(unreadIn(tried))).join(', ')}.`,
  ];
}

function requireNotes(read: readonly TriedExtension[]): void {
  const tags = read.map(({ type }) => type.tag);
  const noted = Object.keys(EXTENSION_NOTES);
  const wrong = [
    ...tags.filter(tag => !noted.includes(tag)),
    ...noted.filter(tag => !tags.includes(tag)),
  ];
  if (wrong.length > 0) {
    throw new Error(
      `Expected a note on every extension that is read, and on no other, but look at ${wrong.join(
        ', ',
      )} in EXTENSION_NOTES`,
    );
  }
}

/** `zeebe:input` `source`, `target`; `zeebe:output` … */
function attributesIn({ type, attributes }: TriedExtension): string {
  const byName = new Map<string, string[]>();
  for (const attribute of attributes) {
    const [tag, name] = attribute.split(' ');
    byName.set(tag, [...(byName.get(tag) ?? []), `\`${name}\``]);
  }
  return Array.from(byName)
    .map(([tag, names]) =>
      byName.size === 1 && tag === type.tag
        ? names.join(', ')
        : `\`${tag}\` ${names.join(', ')}`,
    )
    .join('; ');
}

function where({ places }: TriedExtension): string {
  const elements = EXTENSION_PLACES.filter(({ isElement }) => isElement);
  return elements.every(element => places.includes(element))
    ? 'every element'
    : places.map(({ title }) => title.toLocaleLowerCase('en-US')).join(', ');
}

function rejectedIn(tried: readonly TriedExtension[]): readonly string[] {
  return tried.flatMap(({ rejected }) =>
    Array.from(rejected).flatMap(([title, names]) =>
      names.map(
        name => `${quoted(name)} on ${title.toLocaleLowerCase('en-US')}`,
      ),
    ),
  );
}

/** Whole elements, and attributes of those that are read; what is read as a part of another is left out. */
function unreadIn(tried: readonly TriedExtension[]): readonly string[] {
  const partsRead = new Set(
    tried
      .flatMap(({ attributes }) => Array.from(attributes))
      .map(name => name.split(' ')[0]),
  );
  return tried
    .filter(({ type, places }) => places.length > 0 || !partsRead.has(type.tag))
    .flatMap(extension =>
      extension.places.length > 0
        ? unreadAttributes(extension).map(quoted)
        : [quoted(extension.type.tag)],
    );
}

function unreadAttributes({
  type,
  attributes,
  rejected,
}: TriedExtension): readonly string[] {
  const refused = Array.from(rejected.values()).flat();
  return attributesOf(type).filter(
    name => !attributes.has(name) && !refused.includes(name),
  );
}

/** `zeebe:header id` is `` `id` of `zeebe:header` ``. */
function quoted(name: string): string {
  const [tag, attribute] = name.split(' ');
  return attribute ? `\`${attribute}\` of \`${tag}\`` : `\`${tag}\``;
}
