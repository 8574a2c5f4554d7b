import {
  describeElement,
  elementsOf,
  extensionsOf,
  textOf,
  type LintModel,
  type ModdleElement,
} from '../model';
import type { LintRule } from './rule';

const WHO = ['assignee', 'candidateUsers', 'candidateGroups'];

/** Parsing accepts a user task for nobody: an operator or a REST client could still assign it. */
export const userTaskAssignment: LintRule = {
  name: 'user-task-assignment',
  title: 'A user task says who can do it',
  severity: 'warning',
  why: 'A task for nobody is in nobody’s inbox and nobody gets a mail: the process waits until an operator finds it. An assignee, candidates, a lane with a name or a listener that assigns will do.',
  check: model => {
    const inLanes = nodesInLanes(model);
    return model
      .ofType('bpmn:UserTask')
      .filter(task => !inLanes.has(task) && !isAssigned(task))
      .map(element => ({
        element,
        path: ['extensionElements'],
        message: `Expected ${describeElement(
          element,
        )} to have an assignee, candidates or a lane with a name, but found none of them: nobody would see the task. Choose a candidate group.`,
      }));
  },
};

function nodesInLanes({ ofType }: LintModel): ReadonlySet<ModdleElement> {
  return new Set(
    ofType('bpmn:Lane')
      .filter(lane => textOf(lane, 'name') !== '')
      .flatMap(lane => elementsOf(lane, 'flowNodeRef')),
  );
}

function isAssigned(task: ModdleElement) {
  return (
    extensionsOf(task, 'zeebe:AssignmentDefinition').some(assignment =>
      WHO.some(property => textOf(assignment, property) !== ''),
    ) ||
    extensionsOf(task, 'zeebe:TaskListeners')
      .flatMap(group => elementsOf(group, 'listeners'))
      .some(listener => /^creat(e|ing)$/.test(textOf(listener, 'eventType')))
  );
}
