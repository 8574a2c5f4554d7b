import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import {
  complete,
  failForGood,
  type Job,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { Knex } from 'knex';
import { bringToEnd, type Stage } from '../__testUtils__/bringToEnd';
import {
  eachDatabase,
  emptyDatabase,
  migratedDatabase,
  migrationsFolder,
} from '../__testUtils__/database';
import { settle } from '../__testUtils__/settle';
import { createHost } from '../host/Host';
import { createRouteServices } from '../plugin';
import { isPostgres } from './driver';

const OWNER = 'group:default/data';
const ADA = 'user:default/ada';
/** Some minutes after what is in them. */
const NOW = Date.UTC(2026, 0, 1, 0, 5);
const DAY = 24 * 3_600_000;

/** Where what former releases have left is kept. */
const FOLDER = join(migrationsFolder, '../fixtures');
const releases = readdirSync(FOLDER);

/** Before the first release: they take a request that comes again for another one. */
const HASHED_OTHERWISE = new Set(['20261123000200']);

/** Begun by hand, each named by its process. */
const BEGUN = [
  ...['waiting', 'items', 'broken', 'undoing', 'nested'],
  ...['paused', 'patient', 'sender', 'receiver', 'over'],
];

/** Tables in which nothing is left of what has ended. */
const LIVING = [
  ...['element_instances', 'waits', 'incidents', 'held_commands'],
  ...['loop_outputs', 'compensations', 'outbox', 'user_task_candidates'],
];

async function load(knex: Knex, release: string): Promise<void> {
  const name = isPostgres(knex) ? 'postgres' : 'sqlite';
  const sql = readFileSync(join(FOLDER, release, `${name}.sql`), 'utf8');
  const connection = await knex.client.acquireConnection();
  try {
    await (isPostgres(knex) ? connection.query(sql) : connection.exec(sql));
  } finally {
    await knex.client.releaseConnection(connection);
  }
}

async function handle({ type, variables: { item, mended } }: Job) {
  if (type === 'work:fragile' && !mended) {
    return failForGood('Expected somebody to have mended it');
  }
  return complete(type === 'work:square' ? { square: Number(item) ** 2 } : {});
}

describe.each(releases)('what release %s has left', release => {
  describe.each(eachDatabase)('on %s', databaseId => {
    let knex: Knex;
    let stage: Stage;

    beforeAll(async () => {
      knex = await emptyDatabase(databaseId);
      await load(knex, release);
      await knex.migrate.latest({ directory: migrationsFolder });
      const clock = { time: NOW, now: () => clock.time };
      const host = createHost({
        knex,
        clock,
        logger: mockServices.logger.mock(),
        handlers: [{ type: 'work*', handle }],
      });
      stage = { knex, host, clock };
    }, 60_000);

    const services = () =>
      createRouteServices(stage.host, new AbortController().signal);
    const statesOf = async (processId: string) =>
      knex('process_instances').where({ process_id: processId }).pluck('state');
    const valueOf = async (processId: string, name: string) => {
      const row = await knex('variables')
        .join('process_instances', 'id', 'instance_id')
        .where({ process_id: processId, name })
        .first('value');
      return JSON.parse(row.value);
    };

    it('should come to the tables of a new database', async () => {
      // given
      const fresh = await migratedDatabase(databaseId);
      for (const name of [...LIVING, 'process_instances', 'user_tasks']) {
        // then
        const columns = await knex(name).columnInfo();
        expect([name, columns]).toEqual([name, await fresh(name).columnInfo()]);
      }
    });

    it('should not do again what was to be done once', async () => {
      // given
      const { starter, deploymentQueries } = services();
      const begun = () =>
        knex('process_instances').where({ process_id: 'broken' }).pluck('id');
      const known = await begun();
      // when
      const again = await starter
        .start(
          {
            definition: (await deploymentQueries.findVersion('broken'))!,
            variables: { key: 'k' },
            businessKey: 'broken',
            idempotencyKey: 'broken',
          },
          ADA,
        )
        .catch(({ name }) => name);
      // then
      expect(again).toBe(
        HASHED_OTHERWISE.has(release) ? 'KeyReused' : known[0],
      );
      expect(await begun()).toEqual(known);
    });

    it('should come to its end', async () => {
      // when
      await bringToEnd(stage);
      // then
      for (const processId of [...BEGUN, 'called']) {
        const states = await statesOf(processId);
        expect([processId, states]).toEqual([processId, ['completed']]);
      }
      expect(await valueOf('items', 'squares')).toEqual([1, 4, 9, 16, 25]);
      expect(await valueOf('items', 'again')).toEqual([1, 4, 9, 16, 25]);
      expect(await valueOf('waiting', 'note')).toBe('Größe 😀');
      for (const table of LIVING) {
        expect([table, await knex(table)]).toEqual([table, []]);
      }
    }, 60_000);

    it('should begin anew by what begins it', async () => {
      // given
      const { conditions } = services();
      const deed = { name: 'begin', variables: { key: 'k' } };
      // when
      for (const kind of ['message', 'signal'] as const) {
        const publication = { ownerRef: OWNER, deed: { kind, ...deed } };
        await stage.host.messages.publish(publication, ADA);
      }
      const scope = { ownerRef: OWNER, processId: 'byCondition' };
      const starts = (await conditions.find(scope))!;
      const variables = { begin: true };
      await conditions.begin({ ...scope, starts, variables }, ADA);
      stage.clock.time += 8 * DAY;
      await settle(stage.host);
      // then
      for (const id of ['byMessage', 'bySignal', 'byCondition', 'nightly']) {
        expect([id, await statesOf(id)]).toEqual([id, ['completed']]);
      }
      expect(await statesOf('weekly')).toEqual([]);
    });

    it('should go when its time has come', async () => {
      // when
      await stage.host.retentionWorker.runOnce();
      // then
      expect(await statesOf('over')).toEqual([]);
      expect(await statesOf('waiting')).toEqual(['completed']);
    });
  });
});
