import { defineElement } from '../../execution/element';

/** A task without type: nothing to do (BPMN 2.0.2 13.3.3, abstract task). */
export const task = defineElement<undefined>({
  type: 'task',
  title: 'Task',
  matches: ({ $type }) => $type === 'bpmn:Task' || $type === 'bpmn:GlobalTask',
  isActivity: true,
  compile: () => undefined,
  enter: visit => visit.complete(),
});
