import { canMove, isFinal } from './lifecycle';
import type { Lifecycle } from './state';

const ALL: readonly Lifecycle[] = [
  'activating',
  'active',
  'completing',
  'completed',
  'terminated',
];

describe('the life of an element instance', () => {
  it.each<[Lifecycle, readonly Lifecycle[]]>([
    ['activating', ['active', 'completing', 'completed', 'terminated']],
    ['active', ['completing', 'completed', 'terminated']],
    ['completing', ['completed', 'terminated']],
    ['completed', []],
    ['terminated', []],
  ])('should go on from %s to %j only', (from, expected) => {
    // when
    const possible = ALL.filter(to => canMove(from, to));
    // then
    expect(possible).toEqual(expected);
  });

  it('should end completed or terminated', () => {
    // when
    const final = ALL.filter(isFinal);
    // then
    expect(final).toEqual(['completed', 'terminated']);
  });
});
