import type { Knex } from 'knex';
import { pageOf, positionOf, type PageOf } from '../cursor';
import type { Slice } from './InstanceQueries';

/** A value that a variable was given. */
export interface VariableChangeRow {
  readonly revision: number;
  readonly at: number;
  readonly actor: string;
  readonly scopeKey: number;
  /** The element whose scope it is; absent: it does not run any more. */
  readonly elementId?: string;
  readonly name: string;
  /** JSON text. Absent where there is a hash: too large. Absent without one: nobody is to see it. */
  readonly value?: string;
  /** SHA-256 of the JSON text, in hexadecimal. */
  readonly hash?: string;
  /** Bytes of the JSON text. */
  readonly size?: number;
}

/** What people read of the values that variables had. */
export class LedgerQueries {
  constructor(private readonly knex: Knex) {}

  /** Every value that the variables of an instance were given, or one of them, in order. */
  async list(
    instanceId: string,
    { cursor, limit, name }: Slice & { readonly name?: string },
  ): Promise<PageOf<VariableChangeRow>> {
    const query = this.changes()
      .where('ledger.instance_id', instanceId)
      .orderBy(['ledger.revision', 'ledger.position'])
      .limit(limit + 1);
    if (name !== undefined) {
      query.where('ledger.name', name);
    }
    if (cursor !== undefined) {
      query.whereRaw('(ledger.revision, ledger.position) > (?, ?)', [
        ...positionOf(cursor, [0, 0]),
      ]);
    }
    const { rows, ...rest } = pageOf<any>(
      await query,
      limit,
      ({ revision, position }) => [revision, position],
    );
    return { ...rest, rows: rows.map(rowOf) };
  }

  private changes(): Knex.QueryBuilder {
    return this.knex('variable_ledger as ledger')
      .join(
        'process_instances as instance',
        'instance.id',
        'ledger.instance_id',
      )
      .join('history', {
        'history.instance_id': 'ledger.instance_id',
        'history.revision': 'ledger.revision',
      })
      .leftJoin('element_instances as element', {
        'element.instance_id': 'ledger.instance_id',
        'element.key': 'ledger.scope_key',
      })
      .select(
        'ledger.*',
        'history.at',
        'history.actor',
        'element.element_id',
        'instance.root_key',
        'instance.process_id',
      );
  }
}

function rowOf(row: any): VariableChangeRow {
  const isRoot = row.scope_key === row.root_key;
  return {
    revision: row.revision,
    at: Number(row.at),
    actor: row.actor,
    scopeKey: row.scope_key,
    elementId: (isRoot ? row.process_id : row.element_id) ?? undefined,
    name: row.name,
    value: row.value ?? undefined,
    hash: row.hash ?? undefined,
    size: row.size ?? undefined,
  };
}
