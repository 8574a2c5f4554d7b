import type {
  Key,
  MessageWait,
  SignalWait,
  StartSubscription,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Knex } from 'knex';
import { indexed } from '../instances/indexed';

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

const MOST_CANDIDATES = 100;

/** Who waits for messages and signals. */
export class SubscriptionStore {
  constructor(private readonly knex: Knex) {}

  /**
   * Instances that wait for a message of a name and key, those that wait longest first. Suspended ones are left out: it is kept for them, or goes
   * to somebody else.
   */
  async findMessageWaits(
    name: string,
    correlationKey: string | undefined,
  ): Promise<readonly Subscriber[]> {
    const query = this.waiting('message', name)
      .where({ 'process_instances.state': 'active' })
      .limit(MOST_CANDIDATES);
    if (correlationKey !== undefined) {
      query.where(either =>
        either
          .whereNull('waits.correlation_key')
          .orWhere('waits.correlation_key', indexed(correlationKey)),
      );
    }
    return (await query).map(subscriber);
  }

  /** Instances that wait for a signal, each once for each of its waits. A suspended one hears it when it goes on. */
  async findSignalWaits(name: string): Promise<readonly Subscriber[]> {
    return (await this.waiting('signal', name)).map(subscriber);
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

  /** An open wait; undefined if there is none of this key any more. */
  async findWait(
    instanceId: string,
    key: Key,
  ): Promise<Subscriber | undefined> {
    const row = await this.knex('waits')
      .join('process_instances', 'process_instances.id', 'waits.instance_id')
      .where({ instance_id: instanceId, key })
      .first(
        'waits.instance_id',
        'waits.details',
        'process_instances.owner_ref',
      );
    return row && subscriber(row);
  }

  /** What an instance waits for of messages, the longest first. */
  async findWaitsOf(instanceId: string): Promise<readonly Subscriber[]> {
    const rows = await this.knex('waits')
      .join('process_instances', 'process_instances.id', 'waits.instance_id')
      .where({ instance_id: instanceId, kind: 'message' })
      .orderBy('waits.key')
      .select(
        'waits.instance_id',
        'waits.details',
        'process_instances.owner_ref',
      );
    return rows.map(subscriber);
  }

  private waiting(kind: 'message' | 'signal', name: string): Knex.QueryBuilder {
    return this.knex('waits')
      .join('process_instances', 'process_instances.id', 'waits.instance_id')
      .where({
        'waits.kind': kind,
        'waits.topic': indexed(name),
      })
      .orderBy(['waits.instance_id', 'waits.key'])
      .select(
        'waits.instance_id',
        'waits.details',
        'process_instances.owner_ref',
      );
  }
}

function subscriber(row: any): Subscriber {
  return {
    instanceId: row.instance_id,
    ownerRef: row.owner_ref,
    wait: JSON.parse(row.details),
  };
}
