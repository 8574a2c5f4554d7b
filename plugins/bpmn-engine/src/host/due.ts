import type { TimerWait } from '../state/state';
import { isHeld, type HostedInstance } from './hosted';

/** Something that happens at a time; epoch milliseconds. */
export interface Due {
  readonly at: number;
  readonly act: () => void;
}

/** Open timers of instances, with what to do when they are due. */
export function timersOf(
  instances: Iterable<HostedInstance>,
  fire: (hosted: HostedInstance, timer: TimerWait) => void,
): readonly Due[] {
  return Array.from(instances).flatMap(hosted =>
    Array.from(hosted.rows.waits.values()).flatMap(wait =>
      wait.kind === 'timer' && !isHeld(hosted.rows, wait.key)
        ? [{ at: wait.dueAt, act: () => fire(hosted, wait) }]
        : [],
    ),
  );
}

/** What happens first; of two at the same time, the first of the list. */
export function earliest(all: readonly Due[]): Due | undefined {
  return all.reduce<Due | undefined>(
    (next, due) => (next && next.at <= due.at ? next : due),
    undefined,
  );
}
