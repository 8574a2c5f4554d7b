import { withSuggestions } from './assignmentSuggestions';
import { NO_PANEL_DATA, type PanelData } from './panelData';
import type { PanelTools } from './PanelTools';

const FIELDS = ['assignee', 'CandidateGroups', 'CandidateUsers'].map(name => ({
  id: `task-assignmentDefinition${name[0].toUpperCase()}${name.slice(1)}`,
  component: () => null,
}));

const descriptions = (data: Partial<PanelData>) => {
  const tools = {
    data: { ...NO_PANEL_DATA, ...data },
    attribute: () => ({ get: () => undefined, set: () => {} }),
  };
  return Object.fromEntries(
    withSuggestions(
      tools as unknown as PanelTools,
      {} as never,
      FIELDS,
    ).flatMap(({ id, description }) =>
      description ? [[id, description]] : [],
    ),
  );
};

describe('withSuggestions', () => {
  it('should say nothing of others while all can be chosen', () => {
    expect(descriptions({ hasMoreUsers: false })).toEqual({});
  });

  it('should say how to name somebody who is not among those that are offered', () => {
    // when
    const said = descriptions({ hasMoreUsers: true });
    // then
    expect(Object.keys(said)).toEqual(['pipeline-assign', 'pipeline-add-user']);
    expect(said['pipeline-add-user']).toBe(
      'Only the first 500 people by name are offered. Write others into the field above, like user:default/name.',
    );
  });
});
