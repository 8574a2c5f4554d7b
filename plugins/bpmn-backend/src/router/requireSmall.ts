import {
  MAX_INSTANCE_VARIABLES_BYTES,
  MAX_VARIABLE_BYTES,
  type JsonObject,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { Refusal } from './Refusal';

/** Throws if variables are larger than variables can be. */
export function requireSmall(variables: JsonObject = {}): void {
  let sum = 0;
  for (const [name, value] of Object.entries(variables)) {
    const size = Buffer.byteLength(JSON.stringify(value));
    sum += size;
    if (size > MAX_VARIABLE_BYTES) {
      throw new Refusal(
        [413, 'variableTooLarge'],
        `Expected variable ${name} to have at most ${MAX_VARIABLE_BYTES} bytes of JSON, but it has ${size}. Anything larger is a file`,
        { parameters: { name, size, limit: MAX_VARIABLE_BYTES } },
      );
    }
  }
  if (sum > MAX_INSTANCE_VARIABLES_BYTES) {
    throw new Refusal(
      [413, 'variablesTooLarge'],
      `Expected variables of at most ${MAX_INSTANCE_VARIABLES_BYTES} bytes of JSON together, but they have ${sum}`,
      { parameters: { size: sum, limit: MAX_INSTANCE_VARIABLES_BYTES } },
    );
  }
}
