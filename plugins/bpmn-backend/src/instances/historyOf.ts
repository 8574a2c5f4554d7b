import { createHash } from 'node:crypto';
import type {
  StateChange,
  Variables,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { LedgerRow } from '../store/instances';

/** Values of which more bytes of JSON are kept in the instance only. */
const LARGEST_KEPT = 4096;

/** What stands for a value that nobody is to see. */
const REDACTED = { $redacted: true };

/** What history keeps of changes: all of it, but neither secrets nor values that are large or kept in the ledger. */
export function historyOf(
  changes: readonly StateChange[],
  sensitive: ReadonlySet<string>,
): string {
  const kept = keptValues(sensitive);
  return JSON.stringify(changes, function replace(name, value) {
    if (name === 'variables' && isObject(value)) {
      // Of what is set, names are enough: the values are in the ledger.
      return (this as { type?: string }).type === 'variablesSet'
        ? Object.keys(value)
        : kept(value as Variables);
    }
    return name === 'value' && isOutput(this) ? shortened(value) : value;
  });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isOutput(change: { readonly type?: string }): boolean {
  return change.type === 'loopOutputCollected';
}

function keptValues(sensitive: ReadonlySet<string>) {
  return (variables: Variables): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [
        name,
        sensitive.has(name) ? REDACTED : shortened(value),
      ]),
    );
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
  sensitive: ReadonlySet<string>,
): readonly LedgerRow[] {
  return changes.flatMap(change =>
    change.type === 'variablesSet'
      ? Object.entries(change.variables).map(([name, value]) => ({
          scopeKey: change.scopeKey,
          name,
          ...(sensitive.has(name) ? {} : ledgerValue(value)),
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
