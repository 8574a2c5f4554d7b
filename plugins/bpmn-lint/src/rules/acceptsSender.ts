import {
  describeElement,
  eventDefinitionsOf,
  extensionsOf,
  shortened,
  textOf,
  type ModdleElement,
} from '../model';
import type { LintRule } from './rule';

const SENDER = /^(any|group:([\w.-]+\/)?[\w.-]+)$/i;

/** Everybody else than the owner is kept out by default; what opens the door has to say for whom. */
export const acceptsSender: LintRule = {
  name: 'accepts-sender',
  title:
    'Those who may send a message or signal are groups of the catalog, or any',
  severity: 'error',
  why: 'pipeline:accepts is an access rule. A person, or a name that is no group, fits nobody: the sender is refused in silence and the process waits; and who reads the model believes that somebody else may send.',
  check: ({ ofType }) =>
    [...ofType('bpmn:CatchEvent'), ...ofType('bpmn:ReceiveTask')].flatMap(
      element =>
        strangersAt(element).map(sender => ({
          element,
          path: ['extensionElements', 'from'],
          parameters: { sender },
          message: `Expected ${describeElement(
            element,
          )} to accept groups such as group:default/risk, or any, but found "${shortened(
            sender,
          )}": write the entity ref of the group.`,
        })),
    ),
};

function strangersAt(element: ModdleElement) {
  return [element, ...eventDefinitionsOf(element)]
    .flatMap(holder => extensionsOf(holder, 'pipeline:Accepts'))
    .flatMap(accepts => textOf(accepts, 'from').split(','))
    .map(sender => sender.trim())
    .filter(sender => !SENDER.test(sender));
}
