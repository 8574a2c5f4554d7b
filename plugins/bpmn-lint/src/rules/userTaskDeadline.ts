import {
  describeElement,
  elementOf,
  eventDefinitionsOf,
  extensionsOf,
  isEventSubProcess,
  textOf,
  type LintModel,
  type ModdleElement,
} from '../model';
import type { LintRule } from './rule';

/** Whether somebody is reminded, another one is asked or the task only turns red is for the author to say. */
export const userTaskDeadline: LintRule = {
  name: 'user-task-deadline',
  title:
    'A user task has a due date, or a timer that does something when nobody answers',
  severity: 'warning',
  why: 'Approvals are forgotten. Without a due date the inbox cannot sort or warn, and without a timer nobody is reminded: the process waits for ever, and so does whoever started it.',
  check: model => {
    const timed = timedElements(model);
    return model
      .ofType('bpmn:UserTask')
      .filter(task => !hasDueDate(task) && !isTimed(task, timed))
      .map(element => ({
        element,
        path: ['extensionElements', 'dueDate'],
        message: `Expected ${describeElement(
          element,
        )} to have a due date or a timer on its boundary, but found neither: set a due date, or attach a timer that reminds or escalates.`,
      }));
  },
};

function hasDueDate(task: ModdleElement) {
  return extensionsOf(task, 'zeebe:TaskSchedule').some(
    schedule => textOf(schedule, 'dueDate') !== '',
  );
}

/** Activities with a timer on their boundary, and scopes with one that starts an event sub-process in them. */
function timedElements({ ofType }: LintModel): ReadonlySet<unknown> {
  const hasTimer = (event: ModdleElement) =>
    eventDefinitionsOf(event, 'bpmn:TimerEventDefinition').length > 0;
  return new Set([
    ...ofType('bpmn:BoundaryEvent')
      .filter(hasTimer)
      .map(event => elementOf(event, 'attachedToRef')),
    ...ofType('bpmn:StartEvent')
      .filter(hasTimer)
      .map(event => elementOf(event, '$parent'))
      .filter(isEventSubProcess)
      .map(inner => elementOf(inner, '$parent')),
  ]);
}

/** Whether a timer watches the task itself or anything around it. */
function isTimed(task: ModdleElement, timed: ReadonlySet<unknown>): boolean {
  for (
    let here: ModdleElement | undefined = task;
    here;
    here = elementOf(here, '$parent')
  ) {
    if (timed.has(here)) {
      return true;
    }
  }
  return false;
}
