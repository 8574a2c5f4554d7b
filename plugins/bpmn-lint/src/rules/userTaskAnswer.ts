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

const FORM = ['formId', 'formKey', 'externalReference'];

/** A task that only has to be done needs no form. One whose answer decides the way does. */
export const userTaskAnswer: LintRule = {
  name: 'user-task-answer',
  title: 'A user task before a choice has a form to answer with',
  severity: 'warning',
  why: 'Without a form there is only the button "done": the conditions behind it find no answer, and the process stops there with an incident. Only a REST client could still give one.',
  check: model =>
    model
      .ofType('bpmn:UserTask')
      .filter(task => !hasForm(task) && isAsked(task, model))
      .map(element => ({
        element,
        path: ['extensionElements'],
        message: `Expected a form in ${describeElement(
          element,
        )}, because a gateway chooses by its answer, but found none: draw one with a field for the answer, and choose it.`,
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
        outgoing(target).length > 1,
    );
}
