import {
  describeElement,
  elementOf,
  extensionsOf,
  isOfType,
  textOf,
  type LintModel,
  type ModdleElement,
} from '../model';
import type { LintRule } from './rule';

/** As a word of an expression. */
const OUTCOME = /\boutcome\b/;

const FORM = ['formId', 'formKey', 'externalReference'];

/** A task that only has to be done needs no form. Nor does one of which a choice asks for what was decided: approved or rejected. */
export const userTaskAnswer: LintRule = {
  name: 'user-task-answer',
  title:
    'A user task before a choice has a form, or the choice asks for its outcome',
  severity: 'warning',
  why: 'Without a form people approve or reject, which is the variable "outcome". Conditions that ask for anything else find no answer, and the process goes the wrong way or stops there with an incident.',
  check: model =>
    model
      .ofType('bpmn:UserTask')
      .filter(task => !hasForm(task) && isAsked(task, model))
      .map(element => ({
        element,
        path: ['extensionElements'],
        message: `Expected a form in ${describeElement(
          element,
        )}, because a gateway chooses by its answer, but found none: draw one with a field for the answer, or have a way out of the gateway ask for =outcome = "approved".`,
      })),
};

function hasForm(task: ModdleElement) {
  return extensionsOf(task, 'zeebe:FormDefinition').some(form =>
    FORM.some(property => textOf(form, property) !== ''),
  );
}

function isAsked(task: ModdleElement, { outgoing }: LintModel) {
  return outgoing(task)
    .map(flow => elementOf(flow, 'targetRef'))
    .some(
      target =>
        target !== undefined &&
        (isOfType(target, 'bpmn:ExclusiveGateway') ||
          isOfType(target, 'bpmn:InclusiveGateway')) &&
        outgoing(target).length > 1 &&
        !outgoing(target).some(asksForOutcome),
    );
}

function asksForOutcome(flow: ModdleElement) {
  return OUTCOME.test(textOf(elementOf(flow, 'conditionExpression'), 'body'));
}
