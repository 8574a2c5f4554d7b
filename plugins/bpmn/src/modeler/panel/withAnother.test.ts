import { withAnother } from './withAnother';

describe('withAnother', () => {
  it.each([
    [undefined, 'group:default/risk'],
    ['group:default/risk', 'group:default/risk'],
    ['=owners', 'group:default/risk'],
    ['group:default/ops', 'group:default/ops, group:default/risk'],
  ])('should add to %s', (before, after) => {
    expect(withAnother(before, 'group:default/risk')).toBe(after);
  });
});
