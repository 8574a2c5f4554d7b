import type { Lifecycle } from './state';

/** What may follow what. Entering makes `activating`; automatic elements complete without resting in between. */
const NEXT: Record<Lifecycle, readonly Lifecycle[]> = {
  activating: ['active', 'completing', 'completed', 'terminated'],
  active: ['completing', 'completed', 'terminated'],
  completing: ['completed', 'terminated'],
  completed: [],
  terminated: [],
};

/** Whether an element instance may move from one place of its life to another. */
export function canMove(from: Lifecycle, to: Lifecycle): boolean {
  return NEXT[from].includes(to);
}

/** Whether an element instance that stands here is no longer kept. */
export function isFinal(lifecycle: Lifecycle): boolean {
  return lifecycle === 'completed' || lifecycle === 'terminated';
}
