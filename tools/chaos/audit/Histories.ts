import type { StateChange } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import { foldHistory } from '@bpmn-pipelines/backstage-plugin-bpmn-engine/testing';
import type { Knex } from 'knex';

/** What has happened to an instance. */
export interface History {
  readonly revisions: readonly number[];
  readonly changes: readonly StateChange[];
  /** Attempts of jobs whose results have become variables, with the scope. */
  readonly proofs: readonly string[];
}

/** What history says of instances. */
export class Histories {
  constructor(private readonly knex: Knex) {}

  /** All that has happened to an instance, with the values that its variables were given. */
  async of(instanceId: string): Promise<History> {
    const rows = await this.knex('history')
      .where({ instance_id: instanceId })
      .orderBy('revision');
    const ledger = await this.knex('variable_ledger')
      .where({ instance_id: instanceId })
      .orderBy(['revision', 'position']);
    const values = new Map<number, LedgerRow[]>();
    for (const row of ledger) {
      values.set(row.revision, [...(values.get(row.revision) ?? []), row]);
    }
    return {
      revisions: rows.map(({ revision }) => revision),
      changes: rows.flatMap(({ revision, changes }) =>
        withValues(JSON.parse(changes), values.get(revision) ?? []),
      ),
      proofs: ledger
        .filter(({ name }) => name === 'proof')
        .map(row => `${JSON.parse(row.value)} in ${row.scope_key}`),
    };
  }

  /** What an instance is, if its history is true. */
  fold({ changes }: History) {
    return foldHistory(changes);
  }
}

interface LedgerRow {
  readonly revision: number;
  readonly scope_key: number;
  readonly name: string;
  readonly value: string | null;
  readonly hash: string | null;
  readonly size: number | null;
}

/** History has the names of variables that were set, the ledger their values, in the same order. */
function withValues(
  changes: readonly (StateChange & { variables?: unknown })[],
  ledger: readonly LedgerRow[],
): readonly StateChange[] {
  let next = 0;
  return changes.map(change => {
    if (change.type !== 'variablesSet') {
      return change;
    }
    const names = change.variables as unknown as readonly string[];
    const variables = Object.fromEntries(
      names.map(name => {
        const row = ledger[next++];
        if (row?.name !== name || row.scope_key !== change.scopeKey) {
          throw new Error(
            `Expected the ledger to say what ${name} was set to, but found ${row?.name}`,
          );
        }
        return [name, valueOf(row)];
      }),
    );
    return { ...change, variables };
  });
}

function valueOf({ value, hash, size }: LedgerRow) {
  return value === null ? { $sha256: hash, $size: size } : JSON.parse(value);
}
