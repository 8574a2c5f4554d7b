import {
  readPeopleRelation,
  type PeopleRelation,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import {
  constantText,
  describeElement,
  extensionsOf,
  shortened,
  textOf,
  type ModdleElement,
} from '../model';
import type { LintRule } from './rule';

const WHO = ['assignee', 'candidateUsers', 'candidateGroups'];

/** People and groups have managers and no owner; with all else it is the other way round. */
const PEOPLE = /^(user|group):/;

const EXPECTED = {
  owner: 'an entity that has an owner',
  manager: 'a user or group, or by initiator',
} as const;

const EXAMPLES = {
  owner: 'e.g. owner of component:default/website',
  manager:
    'e.g. manager of initiator, for whoever starts the process, or manager of group:default/risk',
} as const;

/** What only FEEL knows is found out when the task comes: then it is for those who own the process, and says so. */
export const userTaskRelation: LintRule = {
  name: 'user-task-relation',
  title:
    'A user task for an owner or a manager says whose, so that the catalog can be asked',
  severity: 'error',
  why: 'The catalog knows owners of entities, and managers of people and groups. Asked for anything else it names nobody, and every task has to be reassigned by hand.',
  check: model =>
    model.ofType('bpmn:UserTask').flatMap(element =>
      relationsOf(element)
        .filter(({ relation }) => !canBeAsked(relation))
        .map(({ property, name, relation: { kind } }) => ({
          element,
          path: ['extensionElements', property],
          parameters: { property, relation: name },
          message: `Expected "${kind} of" in the ${property} of ${describeElement(
            element,
          )} to be followed by the ref of ${
            EXPECTED[kind]
          }, but found "${shortened(name)}". Write ${EXAMPLES[kind]}.`,
        })),
    ),
};

function relationsOf(task: ModdleElement) {
  return extensionsOf(task, 'zeebe:AssignmentDefinition').flatMap(assignment =>
    WHO.flatMap(property =>
      (constantText(textOf(assignment, property)) ?? '')
        .split(',')
        .flatMap(name => {
          const relation = readPeopleRelation(name);
          return relation ? [{ property, name: name.trim(), relation }] : [];
        }),
    ),
  );
}

function canBeAsked({ kind, of }: PeopleRelation) {
  return of !== undefined && PEOPLE.test(of) === (kind === 'manager');
}
