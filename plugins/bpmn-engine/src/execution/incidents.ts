import type { ElementInstance, Incident } from '../state/state';
import { Failure } from './failure';
import type { Run } from './run';

/** Says that an element instance cannot go on. It stays where it is until somebody resolves the incident. */
export function raiseIncident(
  run: Run,
  { key, elementId }: ElementInstance,
  details: Omit<Incident, 'key' | 'elementInstanceKey' | 'elementId'> &
    Partial<Pick<Incident, 'elementId'>>,
): void {
  run.emit({
    type: 'incidentRaised',
    incident: {
      key: run.nextKey(),
      elementInstanceKey: key,
      elementId,
      ...details,
    },
  });
}

/**
 * Does something for an element instance that may fail. A Failure becomes an incident; anything else is a bug and goes on to the
 * caller of the step. Returns whether it succeeded.
 */
export function attempt(
  run: Run,
  instance: ElementInstance,
  act: () => void,
): boolean {
  return attemptTo(run, instance, { act });
}

/** As {@link attempt}, for what is done when outputs are mapped and end listeners are done: it alone is done again. */
export function attemptToFinish(
  run: Run,
  instance: ElementInstance,
  act: () => void,
): boolean {
  return attemptTo(run, instance, { act, details: { isFinishing: true } });
}

/** As {@link attempt}, for what is done because something has come: that is kept, and taken when the incident is resolved. */
export function attemptToResume(
  run: Run,
  instance: ElementInstance,
  {
    act,
    resumes,
  }: { act: () => void; resumes: NonNullable<Incident['resumes']> },
): boolean {
  return attemptTo(run, instance, { act, details: { resumes } });
}

function attemptTo(
  run: Run,
  instance: ElementInstance,
  {
    act,
    details,
  }: { act: () => void; details?: Pick<Incident, 'isFinishing' | 'resumes'> },
): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if (!(error instanceof Failure)) {
      throw error;
    }
    const { kind, message, tooLarge } = error;
    const resumes = details?.resumes && {
      ...details.resumes,
      ...(tooLarge && { tooLarge }),
    };
    raiseIncident(run, instance, {
      kind,
      message,
      ...details,
      ...(resumes && { resumes }),
    });
    return false;
  }
}
