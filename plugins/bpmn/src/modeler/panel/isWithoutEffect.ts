import type { DiagramElement } from '../canvas/services';
import { canHaveForm } from './formGroup';
import { hasScript } from './scriptGroups';

/** What our own groups replace, where a task has a script in a programming language. */
const OF_OTHER_SCRIPTS = new Set([
  'scriptImplementation',
  'script',
  'taskDefinition',
]);

/** What is kept in a model and does nothing when it runs: docs/bpmn-support.md. */
const NEVER = new Set([
  'userTaskImplementation',
  'adHocSubProcessImplementation',
  'outputCollection',
]);

/** Whether a group of the panel would let somebody set what is not executed, or is set in another group here. */
export function isWithoutEffect(
  groupId: string,
  element: DiagramElement,
): boolean {
  if (NEVER.has(groupId)) {
    return true;
  }
  if (groupId === 'form') {
    return canHaveForm(element);
  }
  if (groupId === 'jobPriorityDefinition') {
    return (
      element.type === 'bpmn:Process' || element.type === 'bpmn:Participant'
    );
  }
  return OF_OTHER_SCRIPTS.has(groupId) && hasScript(element);
}
