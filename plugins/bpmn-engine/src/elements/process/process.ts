import { defineElement, type Visit } from '../../execution/element';

/** The process itself: the outermost scope. It is entered by starting an instance, which may say where it begins. */
export const process = defineElement<undefined>({
  type: 'process',
  title: 'Process',
  isScope: true,
  matches: ({ $type }) => $type === 'bpmn:Process',
  compile: () => undefined,
  enter(visit) {
    const { queued } = visit.instance;
    if (queued) {
      queued.forEach(id => begin(visit, id));
    } else {
      visit.enterContent(visit.node.content!.starts);
    }
  },
});

function begin(visit: Visit, id: string): void {
  const { cause } = visit.instance;
  const start = visit.node.content!.nodes.filter(inner => inner.id === id);
  const isTriggered = cause?.kind === 'event' && cause.startId === id;
  visit.enterContent(
    start,
    isTriggered ? { kind: 'event', event: cause.event } : undefined,
  );
}
