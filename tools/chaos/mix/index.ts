import type { End, Kind } from './kind';
import { fragile, reviews, sleeper } from './people';
import { calls, dawn, givesUp, pingPong } from './talk';
import { items, nested, pauses, steps, undoing } from './work';

export type { Beginning, Dice, End, Kind, Outcome } from './kind';

/** Everything that the load is mixed of. */
export const kinds: readonly Kind[] = [
  ...[steps, pauses, items, nested, undoing],
  ...[calls, givesUp, pingPong, dawn],
  ...[fragile, reviews, sleeper],
];

/** How instances of a process end. */
export const endOf = (processId: string): End | undefined =>
  kinds.find(({ ends }) => processId in ends)?.ends[processId];
