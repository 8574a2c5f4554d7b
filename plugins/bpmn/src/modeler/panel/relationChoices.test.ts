import { readPeopleRelation } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { relationChoices } from './relationChoices';

describe('relationChoices', () => {
  it('should be relations that the catalog can be asked for', () => {
    // when
    const choices = relationChoices({
      groups: [{ value: 'group:default/risk', label: 'Risk' }],
      owned: [{ value: 'component:default/website', label: 'Website' }],
    });
    // then
    expect(choices).toEqual([
      { value: 'manager of initiator', label: 'Manager of who starts it' },
      { value: 'manager of group:default/risk', label: 'Manager of Risk' },
      {
        value: 'owner of component:default/website',
        label: 'Owner of Website',
      },
    ]);
    expect(choices.map(({ value }) => readPeopleRelation(value)?.kind)).toEqual(
      ['manager', 'manager', 'owner'],
    );
  });
});
