import {
  describeElement,
  shortened,
  textOf,
  type LintModel,
  type ModdleElement,
} from '../model';
import type { LintRule } from './rule';

/** More do not fit on a screen. */
const MOST_IDS = 20;

/** One finding per gateway: six ways out without names are one omission, not six. */
export const choiceLabels: LintRule = {
  name: 'choice-labels',
  title: 'A choice asks a question, and its ways out are the answers',
  severity: 'warning',
  why: 'Whoever approves, or asks later why it went this way, reads the picture and not the conditions. A question at the gateway and an answer at every way is the common convention (Bruce Silver, Method & Style; bpmnlint, label-required).',
  check: model =>
    [
      ...model.ofType('bpmn:ExclusiveGateway'),
      ...model.ofType('bpmn:InclusiveGateway'),
    ]
      .filter(gateway => model.outgoing(gateway).length > 1)
      .map(gateway => [gateway, namelessAt(gateway, model)] as const)
      .filter(([, nameless]) => nameless.length > 0)
      .map(([element, nameless]) => ({
        element,
        path: ['name'],
        parameters: {
          nameless: nameless
            .slice(0, MOST_IDS)
            .map(({ id }) => String(id ?? '')),
        },
        message: `Expected ${describeElement(
          element,
        )} to have a question for a name and every way out of it an answer, but found no name at ${shortened(
          nameless.slice(0, MOST_IDS).map(describeElement).join(', '),
        )}: write e.g. "Approved?" with "yes" and "no".`,
      })),
};

function namelessAt(gateway: ModdleElement, { outgoing }: LintModel) {
  return [gateway, ...outgoing(gateway)].filter(
    element => textOf(element, 'name') === '',
  );
}
