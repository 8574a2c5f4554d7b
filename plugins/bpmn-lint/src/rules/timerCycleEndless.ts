import {
  describeElement,
  elementOf,
  eventDefinitionsOf,
  isEventSubProcess,
  isOfType,
  shortened,
  textOf,
  type ModdleElement,
} from '../model';
import type { LintRule } from './rule';

/** A cycle that starts a process is meant to go on; one that interrupts fires once (`timer-cycle-once` of parsing). */
export const timerCycleEndless: LintRule = {
  name: 'timer-cycle-endless',
  title: 'A timer that repeats beside a waiting activity says how often',
  severity: 'warning',
  why: 'If nobody answers, it reminds for ever: people filter the mails, and the tenth one should have gone to somebody else. Every tick starts its way anew, so an instance that is stuck grows without end.',
  check: ({ ofType }) =>
    [...ofType('bpmn:BoundaryEvent'), ...ofType('bpmn:StartEvent')]
      .filter(repeatsBeside)
      .flatMap(element =>
        eventDefinitionsOf(element, 'bpmn:TimerEventDefinition')
          .map(timer => textOf(elementOf(timer, 'timeCycle'), 'body'))
          .filter(isEndless)
          .map(cycle => ({
            element,
            path: ['eventDefinitions', 'timeCycle'],
            parameters: { cycle },
            message: `Expected ${describeElement(
              element,
            )} to repeat a number of times, but found the endless cycle "${shortened(
              cycle,
            )}": write how often, e.g. R3/P1D, and escalate after that.`,
          })),
      ),
};

function repeatsBeside(event: ModdleElement) {
  return isOfType(event, 'bpmn:BoundaryEvent')
    ? event.cancelActivity === false
    : event.isInterrupting === false &&
        isEventSubProcess(elementOf(event, '$parent'));
}

/** `R/…` and cron; what FEEL gives is known at run time only. */
function isEndless(cycle: string) {
  return cycle !== '' && !cycle.startsWith('=') && !/^R\d/.test(cycle);
}
