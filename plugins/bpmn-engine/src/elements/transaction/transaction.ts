import { defineElement } from '../../execution/element';

/** A sub-process that can be cancelled: what has completed in it is undone, and it is left by its cancel event (BPMN 2.0.2 10.3.5). */
export const transaction = defineElement<undefined>({
  type: 'transaction',
  title: 'Transaction',
  isScope: true,
  matches: ({ $type, triggeredByEvent }) =>
    $type === 'bpmn:Transaction' && !triggeredByEvent,
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
