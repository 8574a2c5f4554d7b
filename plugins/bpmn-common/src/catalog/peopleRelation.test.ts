import { readPeopleRelation, writePeopleRelation } from './peopleRelation';

const STARTER = 'user:default/chloe';

describe('a relation of people', () => {
  it.each([
    [
      'owner of component:default/Website',
      { kind: 'owner', of: 'component:default/website' },
    ],
    ['owner of website', { kind: 'owner', of: 'component:default/website' }],
    ['owner of api:pay/v1', { kind: 'owner', of: 'api:pay/v1' }],
    [' Manager  of  Ada ', { kind: 'manager', of: 'user:default/ada' }],
    [
      'manager of group:default/data',
      { kind: 'manager', of: 'group:default/data' },
    ],
    ['manager of initiator', { kind: 'manager', of: STARTER }],
    [
      'manager of user:default/initiator',
      { kind: 'manager', of: 'user:default/initiator' },
    ],
    ['manager of a:b:c', { kind: 'manager' }],
    ['manager of', { kind: 'manager' }],
    ['manager of ', { kind: 'manager' }],
    ['manager of a b', { kind: 'manager' }],
    [`owner of ${'x'.repeat(200)}`, { kind: 'owner' }],
  ])('should be read of "%s"', (text, relation) => {
    // then
    expect(readPeopleRelation(text, STARTER)).toEqual(relation);
  });

  it.each([
    'ada',
    'user:default/manager',
    'owner',
    'owner often',
    'friend of ada',
  ])('should not be read of "%s"', text => {
    // then
    expect(readPeopleRelation(text, STARTER)).toBeUndefined();
  });

  it('should be written in one way, and read again', () => {
    // given
    const relation = readPeopleRelation('MANAGER of Ada')!;
    // when
    const written = writePeopleRelation(relation);
    // then
    expect(written).toBe('manager of user:default/ada');
    expect(readPeopleRelation(written)).toEqual(relation);
    expect(writePeopleRelation({ kind: 'owner' })).toBe('owner of ?');
    expect(readPeopleRelation('owner of ?')).toEqual({ kind: 'owner' });
  });
});
