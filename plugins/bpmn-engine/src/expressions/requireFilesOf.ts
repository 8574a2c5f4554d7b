import {
  findFileReferences,
  type JsonValue,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { ExpressionFailure } from './failure';

/**
 * Requires that every file a result stands for is one that the expression was given, as it was given: an expression hands files on, it makes
 * none, for what it could make is the file of somebody else.
 *
 * @throws ExpressionFailure where it is another
 */
export function requireFilesOf(
  result: JsonValue,
  given: readonly (JsonValue | undefined)[],
): void {
  const known = new Set(given.flatMap(findFileReferences).map(nameOf));
  if (!findFileReferences(result).every(file => known.has(nameOf(file)))) {
    throw new ExpressionFailure(
      'Expected files of the process, as they are, but the result is or contains something with a "$file" that is none of them. Hand on the variable that holds the file.',
    );
  }
}

/** The same for the same file, in whatever order its entries are. */
function nameOf(file: object): string {
  return JSON.stringify(
    Object.entries(file).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
