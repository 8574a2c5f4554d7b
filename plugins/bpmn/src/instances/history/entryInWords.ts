import type { HistoryEntry } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { changeInWords, NameOf } from './changeInWords';

/** A command of the history as people read it. */
export interface TimelineEntry {
  readonly revision: number;
  readonly at: string;
  readonly actor: string;
  readonly lines: readonly string[];
  /** Whether something in it asks for attention. */
  readonly isTrouble: boolean;
}

/**
 * Puts the history into words, the latest first. What an element does in one step is one line; steps that say nothing are left out.
 *
 * @param rootKey - the process as an element: that it begins and ends is said already
 */
export function timelineOf(
  entries: readonly HistoryEntry[],
  nameOf: NameOf,
  rootKey: number,
): readonly TimelineEntry[] {
  return entries
    .flatMap(({ revision, at, actor, changes }) => {
      const told = changes.filter(
        ({ type, key }) =>
          key !== rootKey || !/^(elementEntered|lifecycleMoved)$/.test(type),
      );
      const passed = passedThrough(told);
      const lines = told.flatMap(change => {
        const id = change.key as number;
        if (change.type === 'elementEntered' && passed.has(id)) {
          return [];
        }
        return changeInWords(change, nameOf) ?? [];
      });
      const isTrouble = changes.some(({ type }) => type === 'incidentRaised');
      const entry = { revision, at, actor, lines, isTrouble };
      return lines.length > 0 ? [entry] : [];
    })
    .reverse();
}

/** Keys of elements that are done in the step in which they begin. */
function passedThrough(changes: HistoryEntry['changes']): ReadonlySet<number> {
  return new Set(
    changes.flatMap(({ type, to, key }) =>
      type === 'lifecycleMoved' && to === 'completed' ? [key as number] : [],
    ),
  );
}
