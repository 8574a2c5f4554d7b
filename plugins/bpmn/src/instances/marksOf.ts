import type { HistoryEntry } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { DiagramMarks, ElementMark } from '../diagram/marks';
import type { Run } from './useRun';

/** What a diagram shows of a run. */
export function marksOf(
  { instance, elements, incidents }: Run,
  entries: readonly HistoryEntry[],
): DiagramMarks {
  const marks: Record<string, ElementMark> = {};
  const add = (id: string, mark: ElementMark) => {
    marks[id] = { ...marks[id], ...mark };
  };
  for (const { changes } of entries) {
    for (const { type, elementId, to } of changes) {
      if (type === 'lifecycleMoved' && to === 'completed') {
        add(String(elementId), { isDone: true });
      }
    }
  }
  for (const { key, elementId } of elements.items) {
    if (key !== instance.rootKey) {
      add(elementId, { tokens: (marks[elementId]?.tokens ?? 0) + 1 });
    }
  }
  for (const { elementId } of incidents.items) {
    add(elementId, { incidents: (marks[elementId]?.incidents ?? 0) + 1 });
  }
  return marks;
}
