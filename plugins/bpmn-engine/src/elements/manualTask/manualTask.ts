import { defineElement } from '../../execution/element';

/** Done by somebody whom nobody tells: the process goes on at once (BPMN 2.0.2 13.3.3, manual task). */
export const manualTask = defineElement<undefined>({
  type: 'manualTask',
  title: 'Manual task',
  matches: ({ $type }) =>
    $type === 'bpmn:ManualTask' || $type === 'bpmn:GlobalManualTask',
  isActivity: true,
  compile: () => undefined,
  enter: visit => visit.complete(),
});
