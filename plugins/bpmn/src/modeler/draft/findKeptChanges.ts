import type { BundleResource } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { resourcesOf } from './bundle';
import type { KeptContent } from './draftKeeper';
import type { Editor } from './useEditor';

/** What was kept of a draft that has just been opened, unless it is what the draft holds: then it was saved after all. */
export function findKeptChanges({
  keeper,
  bundle,
}: Pick<Editor, 'keeper' | 'bundle'>): KeptContent | undefined {
  const kept = keeper.kept();
  const present = bundle();
  return kept &&
    !isSame(kept.resources, resourcesOf(present, present.model.content))
    ? kept
    : undefined;
}

/** Whatever the order. */
function isSame(
  some: readonly BundleResource[],
  others: readonly BundleResource[],
): boolean {
  const contents = new Map(others.map(({ name, content }) => [name, content]));
  return (
    some.length === others.length &&
    some.every(({ name, content }) => contents.get(name) === content)
  );
}
