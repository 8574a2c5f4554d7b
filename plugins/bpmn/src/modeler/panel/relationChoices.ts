import type { Choice, PanelData } from './panelData';

/** Whom the catalog can be asked for in the place of somebody: managers of people and groups, and owners of all else. */
export function relationChoices({
  groups,
  owned,
}: Pick<PanelData, 'groups' | 'owned'>): readonly Choice[] {
  const related = (kind: string, word: string, { value, label }: Choice) => ({
    value: `${kind} of ${value}`,
    label: `${word} of ${label}`,
  });
  return [
    { value: 'manager of initiator', label: 'Manager of who starts it' },
    ...groups.map(group => related('manager', 'Manager', group)),
    ...owned.map(entity => related('owner', 'Owner', entity)),
  ];
}
