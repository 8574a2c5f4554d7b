import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import {
  EvaluationExceeded,
  EvaluationThreads,
  type Evaluation,
} from '../evaluation';
import { createHost } from '../host/Host';
import { createRouteServices } from '../plugin';

// A thread translates its source first.
jest.setTimeout(120_000);

const OWNER = 'group:default/data';
const ADA = 'user:default/ada';
const FIRST = '=go';
const SLOW = '=count(for i in 1..200000 return i) &gt; 0';

const model = (...conditions: readonly string[]) =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="https://example.org">${conditions
    .map(
      (condition, index) =>
        `<process id="p${index}" isExecutable="true"><startEvent id="start-${index}"><conditionalEventDefinition><condition>${condition}</condition></conditionalEventDefinition></startEvent></process>`,
    )
    .join('')}</definitions>`;

describe.each(eachDatabase)('conditions that take long on %s', databaseId => {
  let knex: Knex;
  const threads = new EvaluationThreads();
  const impatient = new EvaluationThreads({ size: 1, deadline: 1 });

  beforeEach(async () => {
    knex = await migratedDatabase(databaseId);
  });

  afterAll(() => Promise.all([threads, impatient].map(one => one.stop())));

  async function open(
    conditions: readonly string[],
    evaluation: Evaluation = threads,
  ) {
    const host = createHost({
      knex,
      clock: { now: () => 0 },
      logger: mockServices.logger.mock(),
      evaluation,
    });
    const { problems } = await host.deployments.deploy(
      {
        ownerRef: OWNER,
        resources: [{ name: 'm.bpmn', content: model(...conditions) }],
      },
      ADA,
    );
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    return createRouteServices(host, new AbortController().signal);
  }

  async function begin({ conditions }: Awaited<ReturnType<typeof open>>) {
    const scope = { ownerRef: OWNER };
    const starts = (await conditions.find(scope))!;
    return conditions.begin({ ...scope, starts, variables: { go: true } }, ADA);
  }

  it('should be evaluated where they hold up nobody, the others here', async () => {
    // given
    const services = await open([FIRST, SLOW, '=false', SLOW]);
    const asked = jest.spyOn(threads, 'ask');
    // when
    const ids = await begin(services);
    // then
    const begun = await services.instanceQueries.findAll(ids);
    expect(begun.map(({ processId }) => processId).sort()).toEqual([
      'p0',
      'p1',
      'p3',
    ]);
    const there = asked.mock.calls.flatMap(([request]) =>
      request.kind === 'conditions' ? [request.starts.length] : [],
    );
    expect(there).toEqual([2]);
    asked.mockRestore();
  });

  it('should be refused where they take longer than they may, and begin nothing', async () => {
    // given
    const services = await open([FIRST, SLOW], {
      ask: request =>
        (request.kind === 'conditions' ? impatient : threads).ask(request),
    });
    // then
    await expect(begin(services)).rejects.toThrow(EvaluationExceeded);
    expect(await knex('process_instances')).toEqual([]);
  });

  it('should be found by an index', async () => {
    // given
    const services = await open([FIRST]);
    const asked: { sql: string; bindings: any[] }[] = [];
    knex.on('query', query => asked.push(query));
    await begin(services);
    const { sql, bindings } = asked.find(one =>
      one.sql.includes('start_subscriptions'),
    )!;
    // when
    const plan = JSON.stringify(
      knex.client.config.client === 'pg'
        ? await knex.transaction(async tx => {
            await tx.raw('set local enable_seqscan = off');
            const explain = `explain ${sql.replace(/\$\d+/g, '?')}`;
            return (await tx.raw(explain, bindings)).rows;
          })
        : await knex.raw(`explain query plan ${sql}`, bindings),
    );
    // then
    expect(plan).toMatch(/start_subscriptions_(conditions|kind_topic_index)/);
  });
});
