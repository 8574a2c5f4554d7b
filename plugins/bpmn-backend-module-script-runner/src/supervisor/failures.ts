import { constants } from 'node:os';
import type { ScriptFailureKind } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { BodyEnd } from './Body';

/** Why a script did not come to its own end. */
export interface Failure {
  readonly kind: ScriptFailureKind;
  readonly message: string;
  readonly signal?: string;
}

const { SIGXCPU, SIGKILL } = constants.signals;

/** What has been told to end, or has ended by itself without saying how. */
export function failureOf({ code, signal }: BodyEnd): Failure {
  if (signal === SIGXCPU) {
    return {
      kind: 'timeout',
      message:
        'Expected the script to be done within the CPU time that it may take, but it was not. Let it do less at a time, or give the task more (cpu)',
    };
  }
  if (signal !== undefined) {
    const name = nameOf(signal);
    const hint =
      signal === SIGKILL
        ? 'The machine may have run out of memory'
        : 'A library that it uses has failed';
    return {
      kind: 'crashed',
      signal: name,
      message: `Expected the script to come to its end, but its process was ended by ${name}. ${hint}`,
    };
  }
  if (code !== undefined) {
    return {
      kind: 'bad-output',
      message: `Expected a result, but the process of the script ended with code ${code} before there was one. Let the script run to its end`,
    };
  }
  return {
    kind: 'lost',
    message:
      'Expected the script to come to its end, but its sandbox was ended from outside. It is done again',
  };
}

function nameOf(signal: number): string {
  const found = Object.entries(constants.signals).find(
    ([, number]) => number === signal,
  );
  return found?.[0] ?? `signal ${signal}`;
}

/** It took longer than it may. */
export const tooLate = (milliseconds: number): Failure => ({
  kind: 'timeout',
  message: `Expected the script to be done within ${milliseconds} ms, but it was not. Let it do less at a time, or give the task more time (timeout)`,
});

/** Somebody did not want it any more. */
export const CANCELLED: Failure = {
  kind: 'cancelled',
  message: 'The script was ended because it is not wanted any more',
};

/** It said more than it may. */
export const tooMuch = (what: string): Failure => ({
  kind: 'output-limit',
  message: `Expected the script to give at most ${what}, but it gave more. Say less, or keep it in fewer and larger files`,
});

/** Together its processes have more memory than it may have. */
export const tooLarge = (bytes: number): Failure => ({
  kind: 'memory',
  message: `Expected the script to get along with ${Math.round(
    bytes / (1 << 20),
  )} MiB of memory, but its processes have more together. Let it do less at a time, or give the task more memory`,
});

/** What came was no frame, or no message. */
export const GARBLED: Failure = {
  kind: 'bad-output',
  message:
    'Expected the script to leave the channel to its runtime alone, but what came over it is no message. Do not write to descriptors that the script has not opened',
};
