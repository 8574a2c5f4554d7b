import type { Problem } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Services } from './services';

const OVERLAY = 'pipeline-problem';

/** Puts a mark with their number on each element that has problems; what each says is its tooltip and in the list beside. */
export function markProblems(
  get: <Name extends keyof Services>(name: Name) => Services[Name],
  problems: readonly Problem[],
): void {
  const overlays = get('overlays');
  overlays.remove({ type: OVERLAY });
  for (const [elementId, found] of byElement(problems)) {
    const element = get('elementRegistry').get(elementId);
    if (element && (element.width || element.waypoints)) {
      overlays.add(elementId, OVERLAY, {
        position: element.waypoints
          ? { top: -8, left: -8 }
          : { top: -10, left: -10 },
        html: markOf(found),
      });
    }
  }
}

function byElement(problems: readonly Problem[]) {
  const found = new Map<string, Problem[]>();
  for (const problem of problems) {
    if (problem.elementId !== undefined) {
      const list = found.get(problem.elementId) ?? [];
      list.push(problem);
      found.set(problem.elementId, list);
    }
  }
  return found;
}

function markOf(problems: readonly Problem[]): HTMLElement {
  const mark = document.createElement('div');
  const isError = problems.some(({ severity }) => severity === 'error');
  mark.className = `pipeline-problem ${isError ? 'is-error' : 'is-warning'}`;
  mark.textContent = String(problems.length);
  mark.title = problems.map(({ message }) => message).join('\n');
  return mark;
}
