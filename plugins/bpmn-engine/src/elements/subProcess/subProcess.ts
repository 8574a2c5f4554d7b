import { defineElement } from '../../execution/element';

/** An embedded sub-process: a scope that completes when nothing is left in it (BPMN 2.0.2 13.3.4). */
export const subProcess = defineElement<undefined>({
  type: 'subProcess',
  title: 'Sub-process',
  isScope: true,
  matches: ({ $type, triggeredByEvent }) =>
    $type === 'bpmn:SubProcess' && !triggeredByEvent,
  isActivity: true,
  compile: () => undefined,
  enter(visit) {
    const { starts } = visit.node.content!;
    if (starts.length === 0) {
      visit.complete();
    } else {
      visit.enterContent(starts);
    }
  },
});
