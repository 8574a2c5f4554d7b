import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type {
  ProcessDefinition,
  StateChange,
  Variables,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';

/** What nobody is to see. */
export interface Redaction {
  /** Names of sensitive variables. */
  readonly names: ReadonlySet<string>;
  /** Loops whose outputs are sensitive, by their elements. */
  readonly hidesOutputsOf: (elementId: string) => boolean;
  /** A text without what is in it of the values of sensitive variables. */
  readonly clean: (text: string) => string;
}

/** What stands for a value. */
export const REDACTED = { $redacted: true };

/** What stands for a part of a text. */
const REDACTED_TEXT = '[redacted]';

/** Shorter texts are in others by chance: they are not looked for. */
const SHORTEST = 4;

/** Most parts of a value that are looked for. */
const MOST = 1000;

/** What is to be hidden of what a command has changed. */
export function redactionOf({
  definition: { sensitiveVariables, nodes },
  changes,
  secrets,
}: {
  readonly definition: ProcessDefinition;
  readonly changes: readonly StateChange[];
  /** Values of sensitive variables that the command has read. */
  readonly secrets: Iterable<JsonValue>;
}): Redaction {
  const names = new Set(sensitiveVariables);
  const hidesOutputsOf = (elementId: string) => {
    const loop = nodes.get(elementId)?.loop;
    return (
      loop?.kind === 'multiInstance' && names.has(loop.outputCollection ?? '')
    );
  };
  if (names.size === 0) {
    return { names, hidesOutputsOf, clean: text => text };
  }
  const clean = cleanerOf([...secrets, ...valuesSet(changes, names)]);
  return { names, hidesOutputsOf, clean };
}

/** Takes values out of texts. */
export function cleanerOf(
  secrets: Iterable<JsonValue>,
): (text: string) => string {
  const texts = new Set<string>();
  for (const value of secrets) {
    collectTexts(value, texts);
  }
  // What holds another one goes first.
  const sorted = [...texts].sort((a, b) => b.length - a.length);
  return text =>
    sorted.reduce(
      (rest, secret) => rest.replaceAll(secret, REDACTED_TEXT),
      text,
    );
}

/** Values of sensitive variables among variables. */
export function sensitiveAmong(
  variables: Variables,
  names: ReadonlySet<string>,
): readonly JsonValue[] {
  return Object.keys(variables)
    .filter(name => names.has(name))
    .map(name => variables[name]);
}

function valuesSet(
  changes: readonly StateChange[],
  names: ReadonlySet<string>,
): readonly JsonValue[] {
  return changes.flatMap(change =>
    change.type === 'variablesSet'
      ? sensitiveAmong(change.variables, names)
      : [],
  );
}

function collectTexts(value: JsonValue, texts: Set<string>): void {
  if (texts.size >= MOST || value === null) {
    return;
  }
  if (typeof value === 'object') {
    for (const inner of Object.values(value)) {
      collectTexts(inner, texts);
    }
  } else if (typeof value !== 'boolean' && String(value).length >= SHORTEST) {
    texts.add(String(value));
  }
}
