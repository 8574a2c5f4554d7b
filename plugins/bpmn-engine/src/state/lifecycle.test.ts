import { canMove, isFinal } from './lifecycle';
import type { Lifecycle } from './state';

const ALL: readonly Lifecycle[] = [
  'activating',
  'active',
  'completing',
  'completed',
  'terminating',
  'terminated',
];

describe('the life of an element instance', () => {
  it.each<[Lifecycle, readonly Lifecycle[]]>([
    [
      'activating',
      ['active', 'completing', 'completed', 'terminating', 'terminated'],
    ],
    ['active', ['completing', 'completed', 'terminating', 'terminated']],
    ['completing', ['completed', 'terminating', 'terminated']],
    ['terminating', ['terminated']],
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
