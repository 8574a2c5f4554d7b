import type {
  Key,
  MessageWait,
  SignalWait,
  StartSubscription,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Knex } from 'knex';
import { inOrder } from '../inOrder';
import { indexed } from '../instances/indexed';
import { ANY_SENDER } from '../instances/toTables';

/** Somebody who waits for a message or signal in a running instance. */
export interface Subscriber {
  readonly instanceId: string;
  readonly ownerRef: string;
  readonly wait: MessageWait | SignalWait;
}

/** A start event of the latest version of a process that waits for a message, signal or time. */
export interface StartSubscriber {
  readonly id: string;
  readonly processKey: string;
  readonly definitionId: string;
  readonly ownerRef: string;
  readonly subscription: StartSubscription;
}

/** A message or signal as those who wait for it are looked for. */
export interface Sought {
  readonly name: string;
  /** Group in whose name it is sent. */
  readonly senderRef: string;
  /** Of a message: what it is about; absent: whatever that is. */
  readonly correlationKey?: string;
}

/** Where to go on in a list of waits. */
export interface WaitPosition {
  readonly instanceId: string;
  readonly key: Key;
}

/** How many are read at a time: most often the first one gets the message. */
const AT_A_TIME = 20;

/** Who waits for messages and signals. */
export class SubscriptionStore {
  constructor(private readonly knex: Knex) {}

  /**
   * Instances that wait for a message of a name and key, those that have begun first coming first; some of them may not accept its sender.
   * Suspended ones are left out: it is kept for them, or goes to somebody else.
   */
  async *findMessageWaits(sought: Sought): AsyncGenerator<Subscriber> {
    let after: WaitPosition | undefined;
    for (;;) {
      const rows: readonly any[] = await this.waiting('message', sought, {
        after,
        limit: AT_A_TIME,
      });
      yield* rows.map(subscriber);
      if (rows.length < AT_A_TIME) {
        return;
      }
      const { instance_id: instanceId, key } = rows.at(-1);
      after = { instanceId, key };
    }
  }

  /**
   * Instances that wait for a signal, each once for each of its waits, in their order; some of them may not accept its sender. A suspended one
   * hears it when it goes on.
   */
  async findSignalWaits(
    sought: Sought,
    range: {
      readonly after?: WaitPosition;
      /** Id of the last instance. */
      readonly upTo?: string;
      readonly limit: number;
    },
  ): Promise<readonly Subscriber[]> {
    return (await this.waiting('signal', sought, range)).map(subscriber);
  }

  /** Id of the instance that has begun last of those that wait for a signal; empty if there are none. */
  async findLastSignalWait(sought: Sought): Promise<string> {
    const rows = await Promise.all(
      sendersFor(sought).map(sender =>
        this.waitsFor('signal', sought.name)
          .where('waits.sender_ref', sender)
          .max('instance_id as last')
          .first(),
      ),
    );
    return rows
      .map(({ last }) => last ?? '')
      .sort()
      .at(-1);
  }

  /** Start events that wait for a message or signal. */
  async findStarts(
    kind: 'message' | 'signal',
    name: string,
  ): Promise<readonly StartSubscriber[]> {
    const rows = await this.knex('start_subscriptions')
      .join(
        'processes',
        'processes.process_key',
        'start_subscriptions.process_key',
      )
      .where({ kind, topic: indexed(name) })
      .orderBy('start_subscriptions.id')
      .select('start_subscriptions.*', 'processes.owner_ref');
    return rows.map(row => ({
      id: row.id,
      processKey: row.process_key,
      definitionId: row.definition_id,
      ownerRef: row.owner_ref,
      subscription: JSON.parse(row.details),
    }));
  }

  /** An open wait of an instance that is not suspended; undefined if there is none of this key any more. */
  async findWait(
    instanceId: string,
    key: Key,
  ): Promise<Subscriber | undefined> {
    const row = await this.withInstances(this.knex('waits'))
      .where({ instance_id: instanceId, key })
      .where('process_instances.state', 'active')
      .first();
    return row && subscriber(row);
  }

  /** Some of the messages that an instance waits for, in the order of their keys. */
  async findWaitsOf(
    instanceId: string,
    { after, limit }: { readonly after: Key; readonly limit: number },
  ): Promise<readonly Subscriber[]> {
    const rows = await this.withInstances(this.knex('waits'))
      .where({ instance_id: instanceId, kind: 'message' })
      .where('waits.key', '>', after)
      .orderBy('waits.key')
      .limit(limit);
    return rows.map(subscriber);
  }

  /** In the order of instances and keys. Each branch is read from an index in that order, as far as it is wanted. */
  private waiting(
    kind: 'message' | 'signal',
    sought: Sought,
    range: {
      readonly after?: WaitPosition;
      readonly upTo?: string;
      readonly limit: number;
    },
  ): Knex.QueryBuilder {
    const branches = sendersFor(sought).flatMap(sender =>
      keysFor(sought).map(key => {
        const branch = this.withInstances(this.waitsFor(kind, sought.name))
          .where('waits.sender_ref', sender)
          .limit(range.limit);
        if (kind === 'message') {
          branch.where('process_instances.state', 'active');
        }
        whereKey(branch, key);
        whereWithin(branch, range);
        return branch.orderBy(['waits.instance_id', 'waits.key']);
      }),
    );
    return inOrder(this.knex, branches, ['instance_id', 'key']).limit(
      range.limit,
    );
  }

  private waitsFor(
    kind: 'message' | 'signal',
    name: string,
  ): Knex.QueryBuilder {
    // SQLite does not use a partial index for what it learns later.
    return this.knex('waits')
      .whereRaw(`waits.kind = '${kind}'`)
      .where({ 'waits.topic': indexed(name) });
  }

  private withInstances(waits: Knex.QueryBuilder): Knex.QueryBuilder {
    return waits
      .join('process_instances', 'process_instances.id', 'waits.instance_id')
      .select(
        'waits.instance_id',
        'waits.key',
        'waits.details',
        'process_instances.owner_ref',
      );
  }
}

function sendersFor({ senderRef }: Sought): readonly string[] {
  return [senderRef, ANY_SENDER];
}

/** Null: waits that have no key; undefined: whatever theirs is. */
function keysFor({
  correlationKey,
}: Sought): readonly (string | null | undefined)[] {
  return correlationKey === undefined
    ? [undefined]
    : [indexed(correlationKey), null];
}

/** The key is constant, but that null is, PostgreSQL does not see: it reads in the order of the index if it is told to. */
function whereKey(
  query: Knex.QueryBuilder,
  key: string | null | undefined,
): void {
  if (key !== undefined) {
    query
      .where({ 'waits.correlation_key': key })
      .orderBy('waits.correlation_key');
  }
}

function whereWithin(
  query: Knex.QueryBuilder,
  { after, upTo }: { readonly after?: WaitPosition; readonly upTo?: string },
): void {
  if (after) {
    query.whereRaw('(waits.instance_id, waits.key) > (?, ?)', [
      after.instanceId,
      after.key,
    ]);
  }
  if (upTo !== undefined) {
    query.where('waits.instance_id', '<=', upTo);
  }
}

function subscriber(row: any): Subscriber {
  return {
    instanceId: row.instance_id,
    ownerRef: row.owner_ref,
    wait: JSON.parse(row.details),
  };
}
