import { defineElement } from '../../execution/element';

/** The process itself: the outermost scope. It is entered by starting an instance. */
export const process = defineElement<undefined>({
  type: 'process',
  title: 'Process',
  matches: ({ $type }) => $type === 'bpmn:Process',
  compile: () => undefined,
  enter: visit => visit.enterContent(visit.node.content!.starts),
});
