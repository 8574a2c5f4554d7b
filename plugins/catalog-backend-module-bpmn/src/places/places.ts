import { normalize, sep } from 'node:path';
import type { LocationSpec } from '@backstage/plugin-catalog-node';

/**
 * What is read at a location, as a text; undefined if that is not plain. Whoever reads addresses folds what leads elsewhere ("..", also where it
 * is encoded): an address with that in it would be taken for one below a place that it has left.
 */
export function placeOf({ type, target }: LocationSpec): string | undefined {
  if (type === 'file') {
    return `file:${normalize(target).split(sep).join('/')}`;
  }
  return type === 'url' && isPlain(target) ? `url:${target}` : undefined;
}

/** Whether a place is a folder, or below it. Folders end with a slash, or are all there is of a type (`file:`). */
export function isWithin(place: string, folder: string): boolean {
  return `${place}/`.startsWith(folder) && !leavesOwner(place, folder);
}

function isPlain(address: string): boolean {
  if (!URL.canParse(address)) {
    return false;
  }
  const { href, pathname } = new URL(address);
  const path = decoded(pathname);
  return (
    href === address && path !== undefined && !/\\|\/\.{1,2}(\/|$)/.test(path)
  );
}

/** However often it is encoded; undefined if it cannot be decoded. */
function decoded(path: string): string | undefined {
  try {
    const once = decodeURIComponent(path);
    return once === path ? path : decoded(once);
  } catch {
    return undefined;
  }
}

/** A project of Bitbucket. Those who read git find it wherever it is in a path, and read there, whatever comes before. */
const PROJECT = /(?:projects|users)\/.*?\/(?=repos\/)/;

/** A whole type, or a whole host. */
const HAS_NO_OWNER = /^[a-z]+:(?:\w+:\/\/[^/]+\/)?$/;

/** Whether a place below a folder is read in a project that the folder does not name. */
function leavesOwner(place: string, folder: string): boolean {
  const project = place.startsWith('url:') ? PROJECT.exec(place) : null;
  return (
    project !== null &&
    !HAS_NO_OWNER.test(folder) &&
    project.index + project[0].length > folder.length
  );
}
