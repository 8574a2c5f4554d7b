import { complete } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { Knex } from 'knex';
import { setTimeout as sleep } from 'node:timers/promises';
import { auditInstances } from '../../chaos/audit/auditInstances';
import { auditRows } from '../../chaos/audit/auditRows';
import { handlersThat } from '../../chaos/backend/handlers';
import { steps } from '../../chaos/mix/work';
import { Wire, type Moment } from '../../chaos/trouble/Wire';
import {
  serveHost,
  type ServedHost,
} from '../../conformance/through/serveHost';
import {
  connect,
  makePostgres,
  redirected,
  urlOf,
  type ScratchDatabase,
} from '../../databases/scratch';
import { deploy } from '../../hosting/deploy';
import { LocalHost } from '../../hosting/LocalHost';

const COUNT = 25;
/** Milliseconds that the database may take for a statement: here it shall not take long to be found out. */
const PATIENCE = 3000;

jest.setTimeout(60_000);

/** Nobody is unlucky here: what fails does so because of the database. */
const handlers = handlersThat(() => {}).map(handler =>
  handler.type === 'flaky'
    ? { ...handler, handle: async () => complete({ flaky: true }) }
    : handler,
);

describe('a PostgreSQL whose connections break', () => {
  let database: ScratchDatabase;
  /** Without a wire between. */
  let knex: Knex;
  let wire: Wire;
  let local: LocalHost;
  let served: ServedHost;

  beforeAll(async () => {
    // What it has promised is there when it has crashed.
    database = await makePostgres({ synchronous_commit: 'on' });
    knex = connect(database);
    await deploy(knex, Date.now(), steps.documents);
    const { hostname, port } = urlOf(database.config);
    wire = new Wire({ host: hostname, port: Number(port) });
    const config = redirected(database.config, {
      port: await wire.start(),
      name: 'host',
    });
    local = new LocalHost({ config, handlers, databasePatience: PATIENCE });
    served = await serveHost(local.host);
  });

  afterEach(() => {
    wire.cut();
    wire.speak();
  });

  afterAll(async () => {
    await served.stop();
    await local.stop();
    wire.stop();
    await knex.destroy();
    await database.remove();
  });

  const begin = (name: string) =>
    local.startAll(
      Array.from({ length: COUNT }, (_, index) => ({
        id: `${name} ${index}`,
        processId: 'steps',
        variables: { count: 0 },
      })),
    );

  /** Those that are there, and those of them that are over; none while the database cannot be asked. */
  const found = async (name: string) => {
    const rows = await knex('process_instances')
      .where('id', 'like', `${name} %`)
      .catch(() => []);
    return { rows, over: rows.filter(row => row.ended_at !== null) };
  };

  async function untilBegun(name: string): Promise<void> {
    while ((await found(name)).rows.length === 0) {
      await sleep(20);
    }
  }

  async function untilOver(name: string): Promise<void> {
    while ((await found(name)).over.length < COUNT) {
      await sleep(50);
    }
  }

  /** Each round counted once, and all that has happened told without a gap. */
  async function expectNothingLost(name: string): Promise<void> {
    const counted = await knex('variables')
      .where('instance_id', 'like', `${name} %`)
      .where({ name: 'count' });
    expect(counted.map(({ value }) => value)).toEqual(Array(COUNT).fill('5'));
    expect(await auditRows(knex)).toEqual([]);
    expect(await auditInstances(knex)).toEqual([]);
    expect(await knex('incidents')).toEqual([]);
  }

  const ask = () =>
    fetch(`${served.baseUrl}/process-instances`, {
      headers: { authorization: served.authorization },
    });

  it.each<[Moment, string]>([
    ['before', 'before a statement arrives'],
    ['after', 'after a statement was done'],
    ['within', 'within an answer'],
  ])(
    'should lose nothing and do nothing twice where they are cut %s: %s',
    async moment => {
      // given
      wire.cut({ moment, saying: 'bpmn_save_', every: 5 });
      // when
      await begin(moment);
      await untilOver(moment);
      // then
      expect(wire.cuts).toBeGreaterThan(10);
      await expectNothingLost(moment);
      expect((await ask()).status).toBe(200);
    },
  );

  it('should give up those on which nothing is heard any more, and go on', async () => {
    // given
    const begun = begin('silent');
    await untilBegun('silent');
    // when
    wire.fallSilent();
    const answer = await ask();
    // then
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(await answer.json()).toMatchObject({
      code: 'unavailable',
      detail: expect.stringContaining('Ask again in a moment'),
    });
    // when
    wire.speak();
    await begun;
    await untilOver('silent');
    // then
    await expectNothingLost('silent');
    expect((await ask()).status).toBe(200);
  });

  it('should go on when PostgreSQL itself has crashed and come back', async () => {
    // given
    const begun = begin('crashed');
    await untilBegun('crashed');
    const { rows } = await knex.raw(
      `select pid from pg_stat_activity where application_name = 'host'`,
    );
    // when one of its processes is killed, PostgreSQL ends all others and starts again
    process.kill(rows[0].pid, 'SIGKILL');
    await begun;
    await untilOver('crashed');
    // then
    await expectNothingLost('crashed');
    expect((await ask()).status).toBe(200);
  });
});
