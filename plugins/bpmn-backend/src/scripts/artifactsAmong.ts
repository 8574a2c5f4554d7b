import type {
  FileReference,
  JsonObject,
  JsonValue,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { Rejection } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type {
  ScriptEnd,
  ScriptFailureKind,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import { FileTooLarge } from '../files/FileTooLarge';

/** What stands in an output for an artifact of the same run. */
const ARTIFACT = '$artifact';

/** What has become of an artifact: a file of the instance, or why it is none. */
export interface KeptArtifact {
  readonly name: string;
  readonly file?: FileReference;
  readonly problem?: unknown;
}

/** An output is an artifact that is no file. */
class NoFile extends Error {
  constructor(readonly kind: ScriptFailureKind, message: string) {
    super(message);
  }
}

/**
 * How a run ends, with references to files in place of artifacts. A run whose outputs are artifacts that could not be kept has failed: nobody would
 * find them.
 *
 * @param artifacts - of the run, in the order in which it has left them
 */
export function withFiles(
  end: ScriptEnd,
  artifacts: readonly KeptArtifact[],
): ScriptEnd {
  const filed = (values: JsonObject) =>
    mapped(values, value => inPlace(value, artifacts));
  try {
    switch (end.type) {
      case 'result':
        return { ...end, outputs: filed(end.outputs) };
      case 'thrown':
        return { ...end, variables: filed(end.variables) };
      case 'error':
        return end;
      default:
        throw new Error(`Unknown end ${end satisfies never}`);
    }
  } catch (error) {
    return { type: 'error', ...failureOf(error), usage: end.usage };
  }
}

function failureOf(error: unknown): {
  readonly kind: ScriptFailureKind;
  readonly message: string;
} {
  if (error instanceof NoFile) {
    const { kind, message } = error;
    return { kind, message };
  }
  if (error instanceof RangeError) {
    const message =
      'Expected outputs that can be gone through, but they nest too deep. Flatten them';
    return { kind: 'bad-output', message };
  }
  throw error;
}

function inPlace(
  value: JsonValue,
  artifacts: readonly KeptArtifact[],
): JsonValue {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(item => inPlace(item, artifacts));
  }
  const object = value as JsonObject;
  return Object.hasOwn(object, ARTIFACT)
    ? fileOf(object[ARTIFACT], artifacts)
    : mapped(object, inner => inPlace(inner, artifacts));
}

function fileOf(
  number: JsonValue,
  artifacts: readonly KeptArtifact[],
): JsonValue {
  const artifact = artifacts[Number(number) - 1];
  if (!artifact) {
    throw new NoFile(
      'bad-output',
      `Expected outputs that are artifacts to be some of this run, but one has "${ARTIFACT}" and is none. Hand on what flow.artifact() returns`,
    );
  }
  const { name, file, problem } = artifact;
  if (file) {
    return { ...file };
  }
  const isTooMuch = problem instanceof FileTooLarge;
  const why =
    isTooMuch || problem instanceof Rejection
      ? `: ${problem.message}`
      : '. Those who run the portal find more in its log';
  throw new NoFile(
    isTooMuch ? 'output-limit' : 'bad-output',
    `Expected ${name}, which is an output, to be kept as a file of the process, but it could not be${why}`,
  );
}

function mapped(
  values: JsonObject,
  map: (value: JsonValue) => JsonValue,
): JsonObject {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, map(value)]),
  );
}
