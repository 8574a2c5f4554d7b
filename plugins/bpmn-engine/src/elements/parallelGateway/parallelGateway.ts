import { defineElement } from '../../execution/element';

/** Waits for a token from every incoming flow, then takes every outgoing one (BPMN 2.0.2 13.4.1). */
export const parallelGateway = defineElement<undefined>({
  type: 'parallelGateway',
  title: 'Parallel gateway',
  matches: ({ $type }) => $type === 'bpmn:ParallelGateway',
  isJoin: incoming => incoming > 1,
  compile: () => undefined,
  isReady: ({ node, tokens }) =>
    tokens.size === node.incoming.length ? 'enter' : 'wait',
  enter: visit => visit.complete(),
  choosesFlows: true,
  chooseFlows: ({ node }) => node.outgoing,
});
