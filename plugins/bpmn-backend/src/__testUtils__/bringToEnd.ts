import type { Knex } from 'knex';
import type { Host } from '../host/Host';
import { settle } from './settle';

const OWNER = 'group:default/data';
const ADA = 'user:default/ada';
const CALLER = { actor: ADA, refs: [ADA, OWNER], isService: false };
const HOUR = 3_600_000;
const MOST_ROUNDS = 50;

/** A host whose clock is moved. */
export interface Stage {
  readonly knex: Knex;
  readonly host: Host;
  readonly clock: { time: number };
}

/**
 * Does what instances wait for, hour by hour, until all have ended: people, senders and operators in one. Conditions wait for `ready`, what is
 * broken for `mended`; messages that begin with `kept` have been sent already.
 */
export async function bringToEnd(stage: Stage): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    await settle(stage.host);
    if (!(await isRunning(stage))) {
      return;
    }
    await mend(stage);
    await completeTasks(stage);
    await fulfil(stage);
    await settle(stage.host);
    stage.clock.time += HOUR;
  }
  throw new Error(
    `Expected all instances to end, but these still wait: ${JSON.stringify(
      await stage.knex('waits').select('instance_id', 'kind', 'topic'),
    )}`,
  );
}

async function isRunning({ knex }: Stage): Promise<boolean> {
  const row = await knex('process_instances').whereNull('ended_at').first('id');
  return row !== undefined;
}

async function mend({ knex, host }: Stage): Promise<void> {
  const by = { actor: ADA };
  const variables = { mended: true };
  for (const row of await knex('incidents').select('instance_id', 'key')) {
    const { instance_id: id, key: incidentKey } = row;
    await host.instances.handle(id, { type: 'setVariables', variables }, by);
    const command = { type: 'resolveIncident', incidentKey } as const;
    await host.instances.handle(id, command, by);
  }
  const suspended = knex('process_instances').where({ state: 'suspended' });
  for (const { id } of await suspended.select('id')) {
    await host.instances.handle(id, { type: 'resumeInstance' }, by);
  }
}

async function completeTasks({ knex, host }: Stage): Promise<void> {
  const open = await knex('user_tasks').where({ state: 'open' }).select('id');
  for (const { id } of open) {
    await host.tasks.complete(id, { channel: 'portal' }, CALLER);
  }
}

async function fulfil({ knex, host }: Stage): Promise<void> {
  const waits = await knex('waits')
    .whereIn('kind', ['message', 'signal', 'condition'])
    .select('instance_id', 'kind', 'topic as name', 'correlation_key as key');
  for (const { instance_id: id, kind, name, key } of waits) {
    const variables = { ready: true };
    if (kind === 'condition') {
      const command = { type: 'setVariables', variables } as const;
      await host.instances.handle(id, command, { actor: ADA });
    } else if (!name.startsWith('kept')) {
      const deed = { kind, name, correlationKey: key, variables: {} };
      await host.messages.publish({ ownerRef: OWNER, deed }, ADA);
    }
  }
}
