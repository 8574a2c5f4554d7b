import type { Row } from './fromTables';

/**
 * The form of the rows that this release writes. Counted up when a release writes what the one before it would misread; whoever changes the
 * rows of an instance without a command counts its revision up as well.
 */
export const FORMAT = 1;

/** Thrown if an instance was written by a newer release: this one would not understand it, and leaves it as it is. */
export class NewerFormat extends Error {
  constructor(readonly instanceId: string, readonly format: number) {
    super(
      `Expected process instance ${instanceId} to have a format of at most ${FORMAT}, but it has ${format}: a newer release has written it, and this replica is older. Ask again, so that another replica answers, and bring all of them to the same release`,
    );
    this.name = 'NewerFormat';
  }
}

/** Throws {@link NewerFormat} if the row of an instance was written by a newer release. */
export function requireKnownFormat({ id, format }: Row): void {
  if (format > FORMAT) {
    throw new NewerFormat(id, format);
  }
}
