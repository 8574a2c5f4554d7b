import {
  Rejection,
  type BroadcastSignal,
  type FailJob,
  type FulfilWait,
  type ThrowError,
  type ThrowEscalation,
  type UpdateUserTask,
} from '../command';
import { fulfil } from '../execution/catchers';
import { attempt, raiseIncident } from '../execution/incidents';
import { LONGEST_RETRY_AFTER, retryAt } from '../execution/retries';
import { running, type Run } from '../execution/run';
import { openListener } from '../execution/complete';
import {
  deliverSignal,
  throwError as throwBpmnError,
  throwEscalation as throwBpmnEscalation,
} from '../execution/throwing';
import { closeWait, openWait } from '../execution/waits';
import { MOST_RETRIES } from '../model/jobRetries';
import type { JobWait, Key, Wait } from '../state/state';

/** What was waited for has happened. */
export function fulfilWait(
  run: Run,
  { waitKey, variables, dueAt }: FulfilWait,
): void {
  const wait = openedWait(run, waitKey);
  if (dueAt !== undefined) {
    requireDue(run, wait, dueAt);
  }
  if (wait.kind === 'condition') {
    throw new Rejection(
      'invalidArgument',
      `Expected wait ${waitKey} to be fulfilled from outside, but it is a condition: set the variables that it reads`,
      { waitKey },
    );
  }
  fulfil(run, wait, variables ?? {});
}

/** A timer fires once for each time that it is due: it may have fired, or have been set anew, since somebody has looked. */
function requireDue({ now }: Run, wait: Wait, dueAt: number): void {
  const known = wait.kind === 'timer' ? wait.dueAt : undefined;
  if (known !== dueAt || now < dueAt) {
    throw new Rejection(
      'invalidState',
      `Expected wait ${wait.key} to be a timer that was due at ${dueAt}, but ${
        known === dueAt
          ? `it is ${now} only`
          : `it is ${known === undefined ? 'none' : `due at ${known}`}`
      }`,
      { waitKey: wait.key, dueAt },
    );
  }
}

/** A job could not be done, or a process not be called: it is tried again, or there is an incident. */
export function failJob(run: Run, command: FailJob): void {
  const wait = openedWait(run, command.waitKey);
  const instance = running(run, wait.elementInstanceKey);
  if (wait.kind === 'childInstance') {
    closeWait(run, wait, 'failed');
    raiseIncident(run, instance, {
      kind: 'calledElementMissing',
      message: command.message,
    });
    return;
  }
  if (wait.kind !== 'job') {
    throw wrongKind(wait, 'a job or a called instance');
  }
  // Fewer than none are none.
  requireWhole(command, 'retries', [-MOST_RETRIES, MOST_RETRIES]);
  requireWhole(command, 'retryAfter', [0, LONGEST_RETRY_AFTER]);
  retry(run, wait, command);
}

/** Anything else would be no time and no number of tries that can be kept. */
function requireWhole(
  { waitKey, ...command }: FailJob,
  name: 'retries' | 'retryAfter',
  [least, most]: readonly [number, number],
): void {
  const { [name]: value = 0 } = command;
  if (!(Number.isInteger(value) && value >= least && value <= most)) {
    throw new Rejection(
      'invalidArgument',
      `Expected ${name} to be a whole number from ${least} to ${most}, but found ${value}`,
      { waitKey },
    );
  }
}

function retry(
  run: Run,
  job: JobWait,
  { message, retryAfter, retries = job.retries - 1 }: FailJob,
): void {
  const instance = running(run, job.elementInstanceKey);
  closeWait(run, job, 'failed');
  if (retries > 0) {
    openWait(run, instance, {
      ...again(job),
      retries,
      failures: (job.failures ?? 0) + 1,
      notBefore:
        retryAfter === undefined ? retryAt(job, run.now) : run.now + retryAfter,
    });
  } else {
    raiseIncident(run, instance, { kind: 'jobFailed', message, job });
  }
}

/** A job as it can be opened again. */
export function again({
  key,
  elementInstanceKey,
  notBefore,
  failures,
  ...job
}: JobWait): Omit<JobWait, 'key' | 'elementInstanceKey'> {
  return job;
}

/** Whoever does the work reports a BPMN error. */
export function throwError(run: Run, command: ThrowError): void {
  const wait = openedWork(run, command.waitKey);
  closeWait(run, wait, 'failed');
  throwBpmnError(run, running(run, wait.elementInstanceKey), {
    code: command.code,
    message: command.message,
    variables: command.variables ?? {},
  });
}

/** Whoever does the work reports an escalation. */
export function throwEscalation(run: Run, command: ThrowEscalation): void {
  const wait = openedWork(run, command.waitKey);
  throwBpmnEscalation(run, running(run, wait.elementInstanceKey), {
    code: command.code,
    variables: command.variables ?? {},
  });
}

/** A signal from outside reaches everything that waits for it and accepts its sender. */
export function broadcastSignal(
  run: Run,
  { name, variables = {}, sender }: BroadcastSignal,
): void {
  deliverSignal(run, { name, variables, sender });
}

/** Who or when of a user task changes; its listeners are told. */
export function updateUserTask(
  run: Run,
  { waitKey, update }: UpdateUserTask,
): void {
  const wait = openedWait(run, waitKey);
  if (wait.kind !== 'userTask') {
    throw wrongKind(wait, 'a user task');
  }
  run.emit({ type: 'waitChanged', wait: { ...wait, ...update } });
  const instance = running(run, wait.elementInstanceKey);
  const on = 'assignee' in update ? 'assigning' : 'updating';
  attempt(run, instance, () => {
    openListener(run, instance, { on, index: 0 });
  });
}

function openedWait(run: Run, waitKey: Key): Wait {
  const wait = run.view.wait(waitKey);
  if (!wait) {
    throw new Rejection(
      'notFound',
      `Expected wait ${waitKey} to be open, but it is not: it was fulfilled or withdrawn`,
      { waitKey },
    );
  }
  return wait;
}

function openedWork(run: Run, waitKey: Key): Wait {
  const wait = openedWait(run, waitKey);
  if (!['job', 'userTask', 'childInstance'].includes(wait.kind)) {
    throw wrongKind(wait, 'a job, a user task or a called instance');
  }
  if (wait.kind === 'job' && wait.listener) {
    throw wrongKind(wait, 'the work of an element, which a listener is not');
  }
  return wait;
}

function wrongKind({ key, kind }: Wait, expected: string): Rejection {
  return new Rejection(
    'invalidArgument',
    `Expected wait ${key} to be ${expected}, but it is a ${kind}`,
    { waitKey: key, kind },
  );
}
