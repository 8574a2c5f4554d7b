import type { Knex } from 'knex';
import { BacklogStore } from '../store/backlog';
import { DeploymentStore } from '../store/deployments';
import { DraftStore } from '../store/drafts';
import { FileChunkStore, FileLeftovers, FileStore } from '../store/files';
import { InstanceStore } from '../store/instances';
import { JobStore } from '../store/jobs';
import { IdempotencyStore } from '../store/idempotency';
import { OutboxStore, SpreadStore } from '../store/outbox';
import { LeaseStore } from '../store/leases';
import { MailStore } from '../store/mails';
import { OwnerStore } from '../store/owners';
import { RelationStore } from '../store/relations';
import { SubscriptionStore } from '../store/subscriptions';
import { TaskStore } from '../store/tasks';
import { RetentionStore } from '../store/retention';
import { ScriptAttemptStore } from '../store/scripts';
import { ScheduleStore } from '../store/schedules';
import { TimerStore } from '../store/timers';

/** Everything that is stored. */
export function createStores(knex: Knex) {
  return {
    deployments: new DeploymentStore(knex),
    drafts: new DraftStore(knex),
    owners: new OwnerStore(knex),
    relations: new RelationStore(knex),
    instances: new InstanceStore(knex),
    outbox: new OutboxStore(knex),
    spreads: new SpreadStore(knex),
    keys: new IdempotencyStore(knex),
    subscriptions: new SubscriptionStore(knex),
    jobs: new JobStore(knex),
    tasks: new TaskStore(knex),
    timers: new TimerStore(knex),
    schedules: new ScheduleStore(knex),
    retention: new RetentionStore(knex),
    backlog: new BacklogStore(knex),
    leases: new LeaseStore(knex),
    mails: new MailStore(knex),
    files: new FileStore(knex),
    scripts: new ScriptAttemptStore(knex),
    fileLeftovers: new FileLeftovers(knex),
    fileChunks: new FileChunkStore(knex),
  };
}

/** All stores. */
export type Stores = ReturnType<typeof createStores>;
