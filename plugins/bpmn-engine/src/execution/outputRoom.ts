import {
  MAX_INSTANCE_VARIABLES_BYTES,
  MAX_VARIABLE_BYTES,
  type JsonValue,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { jsonBytes } from '../state/jsonBytes';
import type { ElementInstance } from '../state/state';
import { Failure } from './failure';
import { running, type Run } from './run';

/** Bytes of what stands for an instance without output: null, and a comma. */
const BYTES_OF_NOTHING = 5;

/** Most instances whose outputs are collected: the collection would be too large if each of them gave null. */
export const MAX_OUTPUTS = Math.floor(MAX_VARIABLE_BYTES / BYTES_OF_NOTHING);

/**
 * Says that the output of an instance of a loop can be collected: the collection is going to be a variable, so it is the instance that holds
 * the value for which there is no room that has to be made smaller. Throws a Failure.
 */
export function requireRoomForOutput(
  run: Run,
  { lifecycle, scopeKey, loopCounter }: ElementInstance,
  { collection, value }: { collection: string; value: JsonValue },
): void {
  const { total, completed, bytes = 0 } = running(run, scopeKey).loop!;
  const size = jsonBytes(value);
  // Only what has been about to complete once can have an output already.
  const former =
    lifecycle === 'completing'
      ? run.view.outputsOf(scopeKey).get(loopCounter!)
      : undefined;
  const grown = size - (former === undefined ? 0 : jsonBytes(former));
  const missing = Math.max(total! - completed - 1, 0);
  const whole = bytes + grown + total! + 1 + missing * (BYTES_OF_NOTHING - 1);
  if (whole > MAX_VARIABLE_BYTES) {
    throw noRoom(`variable ${collection}`, MAX_VARIABLE_BYTES, {
      size,
      whole,
    });
  }
  const all = run.view.variableBytes() + grown;
  if (grown > 0 && all > MAX_INSTANCE_VARIABLES_BYTES) {
    throw noRoom('all variables of an instance', MAX_INSTANCE_VARIABLES_BYTES, {
      size,
      whole: all,
    });
  }
}

function noRoom(
  what: string,
  limit: number,
  { size, whole }: { size: number; whole: number },
): Failure {
  return new Failure(
    'limitExceeded',
    `Expected ${what} to have at most ${limit} bytes of JSON, but with this output, which has ${size}, there would be ${whole}. Put it into a file and let the output refer to that, or make variables smaller`,
  );
}
