import type { Deed, TakenDeed } from '../store/outbox';

/** One kind of deed with the row that it is. */
export type Taken<Kind extends Deed['kind']> = TakenDeed & {
  readonly deed: Extract<Deed, { kind: Kind }>;
};
