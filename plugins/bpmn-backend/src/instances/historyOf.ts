import { createHash } from 'node:crypto';
import type {
  StateChange,
  Variables,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { LedgerRow } from '../store/instances';
import { REDACTED, type Redaction } from './redaction';

/** Values of which more bytes of JSON are kept in the instance only. */
const LARGEST_KEPT = 4096;

/** What holds variables by name. */
const VARIABLES = new Set(['variables', 'collected']);

/** Words of ours in a change itself. */
const WORDS = new Set(['type', 'state', 'to', 'from', 'reason']);

/** Names of the model. */
const STRUCTURE = new Set([
  'kind',
  'elementId',
  'elementIds',
  'flowId',
  'flowIds',
  'usedFlowIds',
  'joinId',
  'instanceId',
  'activityId',
  'startId',
  'caughtBy',
]);

/** Changes that hold nothing but keys, and names of the model and of ours: most of all changes. */
const PLAIN: ReadonlySet<StateChange['type']> = new Set([
  'lifecycleMoved',
  'sequenceFlowTaken',
  'tokensConsumed',
  'gatewayReset',
  'loopStarted',
  'waitClosed',
  'incidentResolved',
  'compensationDropped',
]);

/** What history keeps of changes: all of it, but neither secrets nor values that are large or kept in the ledger. */
export function historyOf(
  changes: readonly StateChange[],
  redaction: Redaction,
): string {
  return `[${changes.map(change => keptOf(change, redaction)).join(',')}]`;
}

function keptOf(change: StateChange, redaction: Redaction): string {
  if (change.type === 'variablesSet') {
    // Names are enough: the values are in the ledger.
    const names = Object.keys(change.variables);
    return JSON.stringify({ ...change, variables: names });
  }
  const isPlain =
    change.type === 'elementEntered'
      ? change.cause === undefined
      : PLAIN.has(change.type);
  return isPlain ? JSON.stringify(change) : redacted(change, redaction);
}

function redacted(change: StateChange, redaction: Redaction): string {
  const listed = new Set<unknown>();
  return JSON.stringify(change, function replace(name, value) {
    if (VARIABLES.has(name) && isObject(value)) {
      return keptValues(value as Variables, redaction);
    }
    if (name === 'value' && isOutput(this)) {
      return redaction.hidesOutputsOf(this.elementId)
        ? REDACTED
        : cleaned(shortened(value), redaction.clean);
    }
    if (STRUCTURE.has(name)) {
      listed.add(value);
    }
    return isValue(value, this, { name, listed })
      ? redaction.clean(value)
      : value;
  });
}

function isValue(
  value: unknown,
  holder: unknown,
  place: { readonly name: string; readonly listed: ReadonlySet<unknown> },
): value is string {
  return typeof value === 'string' && !isStructure(holder, place);
}

/** Whether a text is no value, whatever it is. */
function isStructure(
  holder: unknown,
  {
    name,
    listed,
  }: { readonly name: string; readonly listed: ReadonlySet<unknown> },
): boolean {
  return (
    STRUCTURE.has(name) ||
    listed.has(holder) ||
    (WORDS.has(name) && hasNoText(holder as StateChange))
  );
}

/** Waits are no changes: the type of a job is made by the model. And why a command is dropped is said in a sentence. */
function hasNoText(holder: StateChange): boolean {
  return (
    holder.type === 'waitClosed' ||
    ('type' in holder &&
      !('kind' in holder) &&
      holder.type !== 'commandDropped')
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isOutput(
  change: unknown,
): change is Extract<StateChange, { type: 'loopOutputCollected' }> {
  return (change as { type?: unknown }).type === 'loopOutputCollected';
}

function keptValues(
  variables: Variables,
  { names, clean }: Redaction,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [
      name,
      names.has(name) ? REDACTED : cleaned(shortened(value), clean),
    ]),
  );
}

/** A value whose names may be like ours. */
function cleaned(value: unknown, clean: Redaction['clean']): unknown {
  if (typeof value === 'string') {
    return clean(value);
  }
  if (Array.isArray(value)) {
    return value.map(item => cleaned(item, clean));
  }
  return isObject(value)
    ? Object.fromEntries(
        Object.entries(value).map(([name, inner]) => [
          clean(name),
          cleaned(inner, clean),
        ]),
      )
    : value;
}

function shortened(value: JsonValue): unknown {
  const text = JSON.stringify(value);
  return text.length > LARGEST_KEPT
    ? { $sha256: hashOf(text), $size: Buffer.byteLength(text) }
    : value;
}

/** Every value that was set, for the ledger. */
export function ledgerOf(
  changes: readonly StateChange[],
  { names }: Redaction,
): readonly LedgerRow[] {
  return changes.flatMap(change =>
    change.type === 'variablesSet'
      ? Object.entries(change.variables).map(([name, value]) => ({
          scopeKey: change.scopeKey,
          name,
          ...(names.has(name) ? {} : ledgerValue(value)),
        }))
      : [],
  );
}

function ledgerValue(
  value: JsonValue,
): Pick<LedgerRow, 'value' | 'hash' | 'size'> {
  const text = JSON.stringify(value);
  return text.length > LARGEST_KEPT
    ? { hash: hashOf(text), size: Buffer.byteLength(text) }
    : { value: text };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
