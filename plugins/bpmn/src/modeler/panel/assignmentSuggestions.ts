import type { DiagramElement } from '../canvas/services';
import { suggestEntry, type Entry } from './entries';
import type { PanelTools } from './PanelTools';
import { withAnother } from './withAnother';

const ASSIGNMENT = 'zeebe:AssignmentDefinition';

/** People and groups of the catalog, to be taken over into the fields of the assignment. */
export function assignmentSuggestions(
  tools: PanelTools,
  element: DiagramElement,
): Entry[] {
  if (element.type !== 'bpmn:UserTask') {
    return [];
  }
  const { users, groups } = tools.data;
  const access = (name: string) =>
    tools.attribute(element, { type: ASSIGNMENT, name });
  const add = (name: string) => (ref: string) => {
    const { get, set } = access(name);
    set(withAnother(get(), ref));
  };
  return [
    suggestEntry({
      id: 'pipeline-add-group',
      label: 'Add a group of the catalog…',
      choices: groups,
      take: add('candidateGroups'),
    }),
    suggestEntry({
      id: 'pipeline-add-user',
      label: 'Add a person of the catalog…',
      choices: users,
      take: add('candidateUsers'),
    }),
    suggestEntry({
      id: 'pipeline-assign',
      label: 'Assign to a person or group…',
      choices: [...users, ...groups],
      take: ref => access('assignee').set(ref),
    }),
  ];
}
