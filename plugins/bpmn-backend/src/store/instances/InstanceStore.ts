import {
  InstanceRows,
  loadRows,
  type Key,
  type RowsNeeded,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Knex } from 'knex';
import { withDriver, type DriverConnection } from '../driver';
import { requireKnownFormat } from './format';
import {
  compensationOf,
  elementOf,
  heldOf,
  incidentOf,
  instanceOf,
  outputOf,
  recordOf,
  variableOf,
  waitOf,
} from './fromTables';
import type {
  InstanceRecord,
  InstanceWrite,
  LoadedInstance,
  StoredInstance,
} from './InstanceRecord';
import { loadPostgres } from './loadPostgres';
import type { RawInstance, RowsWanted } from './loading';
import { loadSqlite } from './loadSqlite';
import { createSave, type Save } from './saveTogether';

const WHOLE_UP_TO = 500;

/** What is known of an instance before it begins. */
type Beginning = Pick<
  InstanceRecord,
  | 'id'
  | 'definitionId'
  | 'processKey'
  | 'processId'
  | 'ownerRef'
  | 'businessKey'
  | 'caller'
  | 'startedBy'
  | 'startedAt'
>;

/** The rows of process instances: loads what a command reads, and writes what it has changed. */
export class InstanceStore {
  private readonly wholeUpTo: number;
  private readonly write: Save;
  private readonly refusalListeners: ((error: unknown) => void)[] = [];

  constructor(
    private readonly knex: Knex,
    options: {
      /** An instance that holds more element instances than this is loaded in part; absent: 500. */
      readonly wholeUpTo?: number;
    } = {},
  ) {
    this.wholeUpTo = options.wholeUpTo ?? WHOLE_UP_TO;
    this.write = createSave(knex);
  }

  /**
   * Loads an instance for a command: all of it if it is small, else what was `wanted`. Undefined if there is none. Throws `NewerFormat` if a
   * newer release has written it.
   */
  async load(
    id: string,
    wanted: RowsWanted,
  ): Promise<LoadedInstance | undefined> {
    const raw = await withDriver(this.knex, connection =>
      load(connection, id, { ...wanted, wholeUpTo: this.wholeUpTo }),
    );
    if (!raw) {
      return undefined;
    }
    const found = toStored(raw);
    return viewOf(found, raw.isWhole ? undefined : wanted);
  }

  /** All of an instance as plain data. Undefined if there is none. Throws `NewerFormat` if a newer release has written it. */
  async loadStored(id: string): Promise<StoredInstance | undefined> {
    const wanted = {
      isAll: true,
      keys: [],
      waitKeys: [],
      incidentKeys: [],
      outputsOf: [],
      wholeUpTo: 0,
    };
    const raw = await withDriver(this.knex, connection =>
      load(connection, id, wanted),
    );
    return raw && toStored(raw);
  }

  /**
   * Writes what a command has changed: all of it or nothing, in a transaction that others may share. Returns false, having written nothing, if somebody else has changed the instance
   * in the meantime, or if a job's lease is not held any more.
   */
  async save(write: InstanceWrite): Promise<boolean> {
    try {
      return await this.write(write);
    } catch (error) {
      this.refusalListeners.forEach(listener => listener(error));
      throw error;
    }
  }

  /** Tells from now on of what the database would not write. */
  onRefused(listener: (error: unknown) => void): void {
    this.refusalListeners.push(listener);
  }

  /** An instance that is about to begin: nothing of it is stored. */
  begin(beginning: Beginning): StoredInstance {
    return {
      record: {
        ...beginning,
        state: 'active',
        revision: 0,
        lastKey: 0,
        rootKey: 0,
        elementCount: 0,
        incidentCount: 0,
        variableBytes: 0,
      },
      stored: {},
      keptBytes: 0,
    };
  }

  /** The row of an instance, without what is in it. */
  async find(id: string): Promise<InstanceRecord | undefined> {
    const row = await this.knex('process_instances').where({ id }).first();
    return row && recordOf(row);
  }

  /** The running instance that a call activity has called. */
  async findCalled(
    callerId: string,
    waitKey: Key,
  ): Promise<InstanceRecord | undefined> {
    const row = await this.knex('process_instances')
      .where({ caller_instance_id: callerId, caller_wait_key: waitKey })
      .whereNull('ended_at')
      .first();
    return row && recordOf(row);
  }

  /** Whether a deed is still to be done. */
  async isUnsettled(outboxId: string): Promise<boolean> {
    const row = await this.knex('outbox').where({ id: outboxId }).first('id');
    return row !== undefined;
  }

  /** Whether the lease of a job is still held. */
  async isLeased(
    instanceId: string,
    { waitKey, attempt }: NonNullable<InstanceWrite['lease']>,
  ): Promise<boolean> {
    const row = await this.knex('waits')
      .where({ instance_id: instanceId, key: waitKey, attempt })
      .first('key');
    return row !== undefined;
  }

  /** Whether a user task is open still, and assigned to the same person. */
  async isTaskOpen(
    instanceId: string,
    { waitKey, assignee = '' }: NonNullable<InstanceWrite['task']>,
  ): Promise<boolean> {
    const row = await this.knex('user_tasks')
      .where({ instance_id: instanceId, key: waitKey, state: 'open' })
      .whereRaw(`coalesce(assignee, '') = ?`, [assignee])
      .first('key');
    return row !== undefined;
  }

  /** Whether an instance still waits for something. */
  async hasWait(instanceId: string, key: Key): Promise<boolean> {
    const row = await this.knex('waits')
      .where({ instance_id: instanceId, key })
      .first('key');
    return row !== undefined;
  }
}

async function load(
  connection: DriverConnection,
  id: string,
  wanted: RowsWanted & { readonly wholeUpTo: number },
): Promise<RawInstance | undefined> {
  return connection.kind === 'postgres'
    ? loadPostgres(connection.client, id, wanted)
    : loadSqlite(connection.database, id, wanted);
}

/** Rows as the engine knows them, as plain data. */
function toStored({ instance, tables = {} }: RawInstance): StoredInstance {
  requireKnownFormat(instance);
  const record = recordOf(instance);
  return {
    record,
    keptBytes: charactersOf(tables),
    stored: {
      instance: instanceOf(record),
      bytes: record.variableBytes,
      elements: tables.elements?.map(elementOf),
      variables: isOver(record) ? [] : tables.variables?.map(variableOf),
      waits: tables.waits?.map(waitOf),
      incidents: tables.incidents?.map(incidentOf),
      compensations: tables.compensations?.map(compensationOf),
      outputs: tables.outputs?.map(outputOf),
      held: tables.held?.map(heldOf),
    },
  };
}

function charactersOf(tables: NonNullable<RawInstance['tables']>): number {
  let characters = 0;
  for (const rows of Object.values(tables)) {
    for (const { details } of rows) {
      characters += details?.length ?? 0;
    }
  }
  return characters;
}

/** A view of an instance; a partial one knows what was `wanted`. */
export function viewOf(
  { record, stored, keptBytes }: StoredInstance,
  wanted?: RowsWanted,
): LoadedInstance {
  const rows = new InstanceRows({
    isPartial: wanted !== undefined,
    notesWrites: true,
  });
  loadRows(rows, stored);
  if (wanted) {
    markLoaded(rows, wanted);
  }
  return { record, rows, keptBytes };
}

/** The variables of the process stay when it is over, but not for the engine. */
function isOver({ state }: InstanceRecord): boolean {
  return state === 'completed' || state === 'terminated';
}

const AROUND = [
  'elementInstance',
  'variablesOf',
  'waitsOf',
  'tokensIn',
  'incidentsOf',
  'compensationsIn',
] as const satisfies readonly RowsNeeded['rows'][];

function markLoaded(rows: InstanceRows, wanted: RowsWanted): void {
  rows.markLoaded({ rows: 'instance', of: 0 });
  for (const of of [...rows.elements.keys(), ...wanted.keys]) {
    AROUND.forEach(kind => rows.markLoaded({ rows: kind, of }));
  }
  wanted.waitKeys.forEach(of => rows.markLoaded({ rows: 'wait', of }));
  wanted.incidentKeys.forEach(of => rows.markLoaded({ rows: 'incident', of }));
  wanted.outputsOf.forEach(of => rows.markLoaded({ rows: 'outputsOf', of }));
}
