import { defineElement } from '../../execution/element';

/**
 * Waits until no token can still come, then takes every flow whose condition is true, else the default one (BPMN 2.0.2 13.4.3).
 */
export const inclusiveGateway = defineElement<undefined>({
  type: 'inclusiveGateway',
  title: 'Inclusive gateway',
  matches: ({ $type }) => $type === 'bpmn:InclusiveGateway',
  isJoin: incoming => incoming > 1,
  looksAtScope: true,
  compile: () => undefined,
  isReady({ node, tokens, expectsMoreTokens }, isSettled) {
    const isComplete = tokens.size === node.incoming.length;
    return isComplete || (isSettled && !expectsMoreTokens()) ? 'enter' : 'wait';
  },
  enter: visit => visit.complete(),
  choosesFlows: true,
  chooseFlows: visit => visit.selectFlows('all'),
});
