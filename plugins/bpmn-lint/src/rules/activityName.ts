import { describeElement, isOfType, textOf } from '../model';
import type { LintRule } from './rule';

/** User tasks are the matter of parsing (`user-task-name`), and an open sub-process shows what it is for. */
export const activityName: LintRule = {
  name: 'activity-name',
  title: 'A task or call activity has a name',
  severity: 'warning',
  why: 'When it fails at night, the incident, the log and the mail name it. An id such as Activity_0x3f tells nobody what has failed (bpmnlint, label-required).',
  check: ({ ofType }) =>
    [...ofType('bpmn:Task'), ...ofType('bpmn:CallActivity')]
      .filter(
        task => !isOfType(task, 'bpmn:UserTask') && textOf(task, 'name') === '',
      )
      .map(element => ({
        element,
        path: ['name'],
        message: `Expected ${describeElement(
          element,
        )} to have a name, which incidents and logs show, but found none: say what it does, e.g. "Score customers".`,
      })),
};
