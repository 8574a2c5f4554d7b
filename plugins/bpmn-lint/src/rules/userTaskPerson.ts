import { readPeopleRelation } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import {
  constantText,
  describeElement,
  extensionsOf,
  shortened,
  textOf,
  type ModdleElement,
} from '../model';
import type { LintRule } from './rule';

/** A group in the place of a person is no person; whether it may stand there is not the matter of this rule. */
const GROUP = /^group:/i;

/** The process outlives the person: groups of the catalog and relations such as "owner of the component" do not. */
export const userTaskPerson: LintRule = {
  name: 'user-task-person',
  title:
    'A user task goes to a group or to whom the process finds, not to a person by name',
  severity: 'warning',
  why: 'People go on holiday, move and leave, and the model stays: tasks pile up with somebody who cannot do them, until the process is changed and deployed again.',
  check: model =>
    model.ofType('bpmn:UserTask').flatMap(element =>
      personsOf(element).map(([property, person]) => ({
        element,
        path: ['extensionElements', property],
        parameters: { property, person },
        message: `Expected the ${property} of ${describeElement(
          element,
        )} to be an expression, but found "${shortened(
          person,
        )}": name a group in candidateGroups, find the person by FEEL, or ask the catalog, e.g. for the owner of component:default/website.`,
      })),
    ),
};

function personsOf(task: ModdleElement) {
  return extensionsOf(task, 'zeebe:AssignmentDefinition').flatMap(assignment =>
    ['assignee', 'candidateUsers'].flatMap(property => {
      const person = constantText(textOf(assignment, property));
      return person && namesPerson(person) ? [[property, person]] : [];
    }),
  );
}

/** Who the catalog names for a relation can change. */
function namesPerson(text: string) {
  return (
    !GROUP.test(text) &&
    text.split(',').some(name => readPeopleRelation(name) === undefined)
  );
}
