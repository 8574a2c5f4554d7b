import {
  findFileReferences,
  isFileReference,
  type FileReference,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Variables } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { FileRecord } from '../store/files';

/** Most documents that somebody is told of. */
const MOST = 50;

/** Owners of processes are groups: what a process has made is theirs. */
const OWNERS = 'group:';

/**
 * Files that help to do a task: first those in the variables that it sees, then those that the process has made besides. What somebody has
 * uploaded is a document only where a variable has it: it may be part of a form that is not sent yet. What is in a sensitive variable is nobody's
 * business, wherever else it is; and where variables are sensitive, some of them may be seen from elsewhere only, so that nothing is known of files
 * in no variable.
 */
export function documentsOf({
  variables,
  sensitive,
  files,
}: {
  readonly variables: Variables;
  readonly sensitive: ReadonlySet<string>;
  /** Those that the instance may have, the youngest first. */
  readonly files: readonly FileRecord[];
}): readonly FileReference[] {
  const hidden = new Set<string>();
  const found = new Map<string, FileReference>();
  const granted = new Set(files.map(({ reference }) => reference.$file));
  for (const [name, value] of Object.entries(variables)) {
    for (const file of findFileReferences(value).filter(isFileReference)) {
      if (sensitive.has(name)) {
        hidden.add(file.$file);
      } else if (granted.has(file.$file)) {
        found.set(file.$file, file);
      }
    }
  }
  const made = files.filter(({ createdBy }) => createdBy.startsWith(OWNERS));
  const others = sensitive.size > 0 ? [] : made;
  others.forEach(({ reference }) => {
    if (!found.has(reference.$file)) {
      found.set(reference.$file, reference);
    }
  });
  return [...found.values()]
    .filter(({ $file }) => !hidden.has($file))
    .slice(0, MOST);
}
