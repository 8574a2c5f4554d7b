import { defineElement } from '../../execution/element';

/** Which of its events comes first decides. */
export interface EventBasedGateway {
  /** Begins the process, and all of its events have to come. */
  readonly isParallel: boolean;
}

/** Waits for the events behind it; the first one wins (BPMN 2.0.2 13.4.4). */
export const eventBasedGateway = defineElement<EventBasedGateway>({
  type: 'eventBasedGateway',
  title: 'Event-based gateway',
  matches: ({ $type }) => $type === 'bpmn:EventBasedGateway',
  choosesFlows: true,
  compile: ({ source }) => ({
    isParallel: source.eventGatewayType === 'Parallel',
  }),
  enter(visit) {
    const requests = visit.node.outgoing.flatMap(({ target }) =>
      visit.catchRequests(target),
    );
    visit.waitForEvents(requests);
  },
  resume(visit, { wait, variables }) {
    const flow = visit.node.outgoing.find(
      ({ target }) => target.id === wait.elementId,
    )!;
    const isPartOfAll =
      flow.target.isParallelMultiple &&
      visit.openWaits().some(({ elementId }) => elementId === wait.elementId);
    if (isPartOfAll) {
      visit.setResult(variables);
      return;
    }
    visit.withdrawWaits();
    visit.complete({ flows: [flow], cause: { kind: 'event', variables } });
  },
});
