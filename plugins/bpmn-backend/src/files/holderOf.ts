import { v5 as uuidOf } from 'uuid';

const HOLDERS = '5b7f1d0c-5a63-4f0e-9d3e-6f0f2a1c7e44';

/** Stands where an instance would, for files that somebody has added to start one with: it is the same each time, and no instance is called so. */
export function holderOf(actor: string): string {
  return uuidOf(actor, HOLDERS);
}
