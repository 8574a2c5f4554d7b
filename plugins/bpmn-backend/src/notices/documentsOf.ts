import {
  findFileReferences,
  isFileReference,
  type FileReference,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Variables } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';

/** Most documents that somebody is told of. */
const MOST = 50;

/**
 * Files that help to do a task: first those in the variables that it sees, then the others of the instance. What is in a sensitive variable is
 * nobody's business, wherever else it is.
 */
export function documentsOf({
  variables,
  sensitive,
  files,
}: {
  readonly variables: Variables;
  readonly sensitive: ReadonlySet<string>;
  /** Those that the instance may have, the youngest first. */
  readonly files: readonly FileReference[];
}): readonly FileReference[] {
  const hidden = new Set<string>();
  const found = new Map<string, FileReference>();
  const granted = new Set(files.map(({ $file }) => $file));
  for (const [name, value] of Object.entries(variables)) {
    for (const file of findFileReferences(value).filter(isFileReference)) {
      if (sensitive.has(name)) {
        hidden.add(file.$file);
      } else if (granted.has(file.$file)) {
        found.set(file.$file, file);
      }
    }
  }
  files.forEach(file => {
    if (!found.has(file.$file)) {
      found.set(file.$file, file);
    }
  });
  return [...found.values()]
    .filter(({ $file }) => !hidden.has($file))
    .slice(0, MOST);
}
