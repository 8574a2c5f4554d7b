import { defineElement } from '../../execution/element';

/** A sub-process that begins when its start event happens while its scope is active (BPMN 2.0.2 13.5.4). */
export const eventSubProcess = defineElement<undefined>({
  type: 'eventSubProcess',
  title: 'Event sub-process',
  isScope: true,
  matches: ({ triggeredByEvent, flowElements }) =>
    triggeredByEvent === true && flowElements !== undefined,
  compile: () => undefined,
  enter(visit) {
    const { cause } = visit.instance;
    const { triggeredStarts, starts } = visit.node.content!;
    const start =
      triggeredStarts.find(({ id }) => id === cause?.startId) ??
      triggeredStarts[0] ??
      starts[0];
    visit.enterContent([start], {
      kind: 'event',
      ...(cause?.kind === 'event' && { variables: cause.variables }),
    });
  },
});
