import { defineElement } from '../../execution/element';
import type { ModelValue } from '../../model/graph';

/** When it goes on. */
export interface ComplexGateway {
  /** Reads `activationCount`, the number of tokens that have come; absent: all that can come are waited for. */
  readonly activationCondition?: ModelValue;
}

/**
 * Goes on as soon as its condition is true, then swallows the late tokens and starts afresh when no more can come (BPMN 2.0.2
 * 13.4.5).
 */
export const complexGateway = defineElement<ComplexGateway>({
  type: 'complexGateway',
  title: 'Complex gateway',
  matches: ({ $type }) => $type === 'bpmn:ComplexGateway',
  isJoin: incoming => incoming > 1,
  looksAtScope: true,
  compile: reader => ({
    activationCondition: reader.value(
      reader.source.activationCondition?.body,
      'boolean',
      'activationCondition',
    ),
  }),
  isReady(visit, isSettled) {
    const { node, isActivated, tokens, expectsMoreTokens } = visit;
    const { activationCondition } = node.data;
    const isOver = isSettled && !expectsMoreTokens();
    if (isActivated) {
      return isOver ? 'reset' : 'wait';
    }
    if (tokens.size === 0) {
      return 'wait';
    }
    if (!activationCondition) {
      return isOver ? 'enter' : 'wait';
    }
    if (!visit.activation(activationCondition)) {
      return 'wait';
    }
    return 'enterAndWaitForReset';
  },
  enter: visit => visit.complete(),
  choosesFlows: true,
  chooseFlows: visit => visit.selectFlows('all'),
});
