import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { settle } from '../__testUtils__/settle';
import { createHost, type Host } from '../host/Host';

const OWNER = 'group:default/data';
const ADA = 'user:default/ada';
const DAY = 24 * 3_600_000;

/** Tables in which an instance leaves something. */
const LEFT = ['process_instances', 'history', 'variable_ledger', 'variables'];

const model = (id: string, retention = '', content = '<task id="work" />') =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:pipeline="https://bpmn-pipelines.dev/schema/1.0" targetNamespace="https://example.org"><process id="${id}" isExecutable="true">${retention}<startEvent id="start" /><sequenceFlow id="flow" sourceRef="start" targetRef="work" />${content}</process></definitions>`;

describe.each(eachDatabase)('finished instances on %s', databaseId => {
  let knex: Knex;
  let now: number;
  let host: Host;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
  });

  beforeEach(async () => {
    now = Date.UTC(2026, 0, 1);
    for (const table of LEFT) {
      await knex(table).del();
    }
    host = hostWith(30 * DAY);
  });

  function hostWith(historyTimeToLive?: number): Host {
    return createHost({
      knex,
      clock: { now: () => now },
      logger: mockServices.logger.mock(),
      historyTimeToLive,
    });
  }

  async function start(xml: string, processId: string): Promise<string> {
    await host.deployments.deploy(
      { ownerRef: OWNER, resources: [{ name: 'm.bpmn', content: xml }] },
      ADA,
    );
    const definition = (await host.stores.deployments.findLatest(processId))!;
    const { record } = await host.instances.start(
      {
        definitionId: definition.id,
        processKey: definition.processKey,
        ownerRef: OWNER,
        variables: { amount: 5 },
      },
      { actor: ADA },
    );
    await settle(host);
    return record.id;
  }

  /** Looks until there is nothing more to remove. */
  async function clean(): Promise<void> {
    while ((await host.retentionWorker.runOnce()) < 1000);
  }

  const kept = () => knex('process_instances').orderBy('id').pluck('id');

  it('should be kept as long as is configured, then go with all that they left', async () => {
    // given
    const id = await start(model('short'), 'short');
    now += 30 * DAY - 1;
    await clean();
    expect(await kept()).toEqual([id]);
    // when
    now += 1;
    await clean();
    // then
    for (const table of LEFT) {
      expect([table, await knex(table)]).toEqual([table, []]);
    }
  });

  it('should be kept as long as their process says', async () => {
    // given
    const retention = (time: string) =>
      `<extensionElements><pipeline:retention timeToLive="${time}" /></extensionElements>`;
    await start(model('day', retention('P1D')), 'day');
    const year = await start(model('year', retention('P1Y')), 'year');
    // when
    now += DAY;
    await clean();
    // then
    expect(await kept()).toEqual([year]);
    // when
    now += 363 * DAY;
    await clean();
    // then
    expect(await kept()).toEqual([year]);
    // when
    now += DAY;
    await clean();
    // then
    expect(await kept()).toEqual([]);
  });

  it('should not go as long as they run', async () => {
    // given
    const id = await start(
      model('running', '', '<userTask id="work" />'),
      'running',
    );
    // when
    now += 1000 * DAY;
    await clean();
    // then
    expect(await kept()).toEqual([id]);
  });

  it('should stay where nothing is configured', async () => {
    // given
    host = hostWith();
    const id = await start(model('stays'), 'stays');
    // when
    now += 1000 * DAY;
    await clean();
    // then
    expect(await kept()).toEqual([id]);
  });

  it('should go with many others in few steps', async () => {
    // given
    await start(model('many'), 'many');
    const [row] = await knex('process_instances');
    await knex.batchInsert(
      'process_instances',
      Array.from({ length: 119 }, (_, n) => ({ ...row, id: `copy ${n}` })),
      20,
    );
    now += 30 * DAY;
    // when
    const rest = await host.retentionWorker.runOnce();
    // then
    expect(await kept()).toHaveLength(70);
    expect(rest).toBeLessThan(1000);
    // when
    await clean();
    // then
    expect(await kept()).toEqual([]);
  });

  describe('that have left very much', () => {
    const count = async () => {
      const counts = await Promise.all(
        LEFT.map(table => knex(table).count({ count: '*' }).first()),
      );
      return counts.reduce((sum, row) => sum + Number(row!.count), 0);
    };

    async function leave(rows: number, bytes: number): Promise<void> {
      const id = await start(model('much'), 'much');
      const of = { instance_id: id, revision: 0 };
      const numbers = Array.from({ length: rows }, (_, n) => n + 100);
      const change = { at: 1, actor: ADA, changes: 'x'.repeat(bytes) };
      const value = { scope_key: 1, name: 'a', value: '1' };
      await knex.batchInsert(
        'history',
        numbers.map(n => ({ ...of, ...change, revision: n })),
        50,
      );
      await knex.batchInsert(
        'variable_ledger',
        numbers.map(n => ({ ...of, ...value, position: n })),
        50,
      );
      now += 30 * DAY;
    }

    it('should go in steps of a few rows, each a transaction of its own', async () => {
      // given
      await leave(600, 10);
      let begun = 0;
      knex.on('query', ({ sql }) => {
        begun += /^begin/i.test(sql) ? 1 : 0;
      });
      // when
      const steps: number[] = [];
      for (let rest = 0; rest < 1000; ) {
        const before = await count();
        rest = await host.retentionWorker.runOnce();
        steps.push(before - (await count()));
      }
      // then
      expect(begun).toBe(steps.length);
      expect(Math.max(...steps)).toBe(250);
      expect(steps.length).toBeGreaterThanOrEqual(5);
      expect(await count()).toBe(0);
    });

    it('should go in steps of few rows where these are large', async () => {
      // given
      await leave(10, 400_000);
      // when
      const before = await count();
      await host.retentionWorker.runOnce();
      // then: the third has come to the limit
      expect(before - (await count())).toBe(4);
    });

    it('should go by whoever comes after a kill', async () => {
      // given
      await leave(600, 10);
      await host.retentionWorker.runOnce();
      expect(await kept()).toHaveLength(1);
      // when
      host = hostWith(30 * DAY);
      await clean();
      // then
      expect(await count()).toBe(0);
    });
  });
});
