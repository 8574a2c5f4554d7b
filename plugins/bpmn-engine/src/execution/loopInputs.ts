import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Loop, ModelValue } from '../model/graph';
import type { ElementInstance, Key } from '../state/state';
import { evaluatorFor } from './evaluate';
import { describeValue } from './evaluator';
import { Failure } from './failure';
import type { Run } from './run';
import { lookUp } from './variables';

type MultiInstance = Extract<Loop, { kind: 'multiInstance' }>;

/**
 * The input collection of a multi-instance activity; undefined if it has none. Evaluated again only if a variable that it reads has
 * been set: each of thousands of instances asks for it. May throw a Failure.
 */
export function inputsOf(
  run: Run,
  { key }: ElementInstance,
  { inputCollection }: MultiInstance,
): readonly JsonValue[] | undefined {
  if (!inputCollection) {
    return undefined;
  }
  const read = valuesRead(run, key, inputCollection);
  const known = run.loopInputs.get(key);
  if (known && read.every((value, index) => value === known.read[index])) {
    return known.inputs;
  }
  const inputs = evaluatorFor(run, key).evaluate(inputCollection);
  if (!Array.isArray(inputs)) {
    throw new Failure(
      'expressionFailed',
      `Expected ${
        inputCollection.place
      } to be a list, but it is ${describeValue(
        inputs,
      )}. Correct the variables that it reads`,
    );
  }
  run.loopInputs.set(key, { read, inputs });
  return inputs;
}

function valuesRead(
  run: Run,
  key: Key,
  value: ModelValue,
): readonly (JsonValue | undefined)[] {
  return value.kind === 'feel'
    ? value.expression.names.map(name => lookUp(run, key, name))
    : [];
}

/** The variable that an instance gets of the input collection. */
export function inputFor(
  { inputElement }: MultiInstance,
  inputs: readonly JsonValue[] | undefined,
  counter: number,
): Readonly<Record<string, JsonValue>> | undefined {
  return inputElement && inputs
    ? { [inputElement]: inputs[counter - 1] ?? null }
    : undefined;
}
