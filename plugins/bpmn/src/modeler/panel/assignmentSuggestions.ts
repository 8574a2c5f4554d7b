import type { DiagramElement } from '../canvas/services';
import { suggestEntry, type Entry } from './entries';
import { MOST_CHOICES, type PanelData } from './panelData';
import type { PanelTools } from './PanelTools';
import { relationChoices } from './relationChoices';
import { withAnother } from './withAnother';

const ASSIGNMENT = 'zeebe:AssignmentDefinition';

/** The fields of an assignment, each followed by what can be taken over into it: people and groups of the catalog, and relations to them. */
export function withSuggestions(
  tools: PanelTools,
  element: DiagramElement,
  entries: readonly Entry[],
): Entry[] {
  const suggestions = suggestionsFor(tools, element);
  return entries.flatMap(entry => {
    const field = Object.keys(suggestions).find(name =>
      entry.id.endsWith(name),
    );
    return field ? [entry, ...suggestions[field]] : [entry];
  });
}

/** By how the id of the field before them ends. */
function suggestionsFor(
  tools: PanelTools,
  element: DiagramElement,
): Readonly<Record<string, readonly Entry[]>> {
  const { users, groups } = tools.data;
  const more = moreOf(tools.data);
  const related = relatedEntry(tools.data);
  const access = (name: string) =>
    tools.attribute(element, { type: ASSIGNMENT, name });
  const add = (name: string) => (ref: string) => {
    const { get, set } = access(name);
    set(withAnother(get(), ref));
  };
  return {
    Assignee: [
      suggestEntry({
        id: 'pipeline-assign',
        label: 'Assign to a person or group…',
        description: more.people,
        choices: [...users, ...groups],
        take: access('assignee').set,
      }),
      related('pipeline-assign-related', access('assignee').set),
    ],
    CandidateGroups: [
      suggestEntry({
        id: 'pipeline-add-group',
        label: 'Add a group of the catalog…',
        description: more.groups,
        choices: groups,
        take: add('candidateGroups'),
      }),
      related('pipeline-add-related-group', add('candidateGroups')),
    ],
    CandidateUsers: [
      suggestEntry({
        id: 'pipeline-add-user',
        label: 'Add a person of the catalog…',
        description: more.users,
        choices: users,
        take: add('candidateUsers'),
      }),
      related('pipeline-add-related-user', add('candidateUsers')),
    ],
  };
}

/** Whom the catalog is to be asked for. */
function relatedEntry(data: PanelData) {
  return (id: string, take: (relation: string) => void) =>
    suggestEntry({
      id,
      label: 'Let the catalog say who…',
      description: moreOf(data).related,
      choices: relationChoices(data),
      take,
    });
}

/** What to do about those that are not offered. */
function moreOf({ hasMoreUsers, hasMoreGroups, hasMoreOwned }: PanelData) {
  const there = (isSo: boolean | undefined, what: string, example: string) =>
    isSo
      ? `Only the first ${MOST_CHOICES} ${what} by name are offered. Write others into the field above, like ${example}.`
      : undefined;
  return {
    users: there(hasMoreUsers, 'people', 'user:default/name'),
    groups: there(hasMoreGroups, 'groups', 'group:default/name'),
    people: there(
      hasMoreUsers || hasMoreGroups,
      'people and groups',
      'user:default/name',
    ),
    related: there(
      hasMoreGroups || hasMoreOwned,
      'groups and entities',
      '"owner of component:default/name"',
    ),
  };
}
