import { choiceOf, paramsOf, queryOf } from './inboxQuery';

describe('what is chosen in an inbox', () => {
  it('should be what is due first of my own where nothing was chosen', () => {
    // when
    const choice = choiceOf(new URLSearchParams());
    // then
    expect(queryOf(choice)).toEqual({ scope: 'mine', sort: 'due' });
    expect(paramsOf(choice)).toEqual({});
  });

  it('should come back from the address as it was', () => {
    // given
    const choice = {
      tab: 'available',
      search: 'click ',
      processId: 'click-propensity',
      sort: 'priority',
    } as const;
    // when
    const again = choiceOf(new URLSearchParams(paramsOf(choice)));
    // then
    expect(again).toEqual(choice);
    expect(queryOf(again)).toEqual({
      scope: 'available',
      search: 'click',
      processId: 'click-propensity',
      sort: 'priority',
    });
  });

  it('should not believe an address that names no order', () => {
    // then
    expect(choiceOf(new URLSearchParams('sort=colour')).sort).toBe('due');
  });
});
