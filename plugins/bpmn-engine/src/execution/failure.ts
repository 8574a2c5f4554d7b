import type { IncidentKind } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { TooLarge } from '../state/state';

/**
 * The modelled process cannot go on. Thrown while something is evaluated, before anything is emitted; it ends in one place, as an
 * incident.
 */
export class Failure extends Error {
  readonly kind: IncidentKind;
  /** Present if there was no room for a variable. */
  readonly tooLarge?: TooLarge;

  constructor(kind: IncidentKind, message: string, tooLarge?: TooLarge) {
    super(message);
    this.name = 'Failure';
    this.kind = kind;
    this.tooLarge = tooLarge;
  }
}

/** What fails while inputs or outputs are mapped says so. */
export function asMapping(map: () => void): void {
  try {
    map();
  } catch (error) {
    throw error instanceof Failure
      ? new Failure('mappingFailed', error.message)
      : error;
  }
}
