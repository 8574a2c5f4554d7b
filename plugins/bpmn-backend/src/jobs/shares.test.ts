import { mockServices } from '@backstage/backend-test-utils';
import {
  complete,
  type Job,
  type JobHandler,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { job, model } from '../__testUtils__/models';
import { createHost, createJobWorker } from '../host/Host';
import type { JobLimits } from './JobLimits';

const ADA = 'user:default/ada';
const DATA = 'group:default/data';
const SHOP = 'group:default/shop';
const TOOLS = 'group:default/tools';

const oneJob = (id: string, type: string) =>
  model(
    `<process id="${id}" isExecutable="true"><startEvent id="start" /><sequenceFlow id="flow" sourceRef="start" targetRef="work" />${
      job('work', type)[1]
    }</process>`,
  );

const busy = (worker: object): number => (worker as any).doing.size;

/** Lets things happen until something is so. */
async function settled(isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    await new Promise(setImmediate);
  }
}

describe.each(eachDatabase)('shares of jobs on %s', databaseId => {
  let knex: Knex;
  let now = Date.UTC(2026, 0, 1);
  let count = 0;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
  });

  beforeEach(() => knex('waits').del());

  /** A worker whose jobs go on until they are told to finish. */
  function givenWorker(
    jobLimits: Partial<JobLimits>,
    handlers: readonly Omit<JobHandler, 'handle'>[] = [{ type: '*' }],
  ) {
    const doing = new Map<Job, () => void>();
    const handle = (handed: Job) =>
      new Promise<ReturnType<typeof complete>>(resolve => {
        doing.set(handed, () => {
          doing.delete(handed);
          resolve(complete());
        });
      });
    const host = createHost({
      knex,
      clock: { now: () => now },
      logger: mockServices.logger.mock(),
      jobLimits,
      shutdownGrace: 0,
      handlers: handlers.map(one => ({ ...one, handle })),
    });
    const worker = createJobWorker(host);

    /** Begins as many instances, each with a job of a type, one after the other. */
    async function jobs(ownerRef: string, types: readonly string[]) {
      for (const type of types) {
        const id = `shared-${++count}`;
        const content = oneJob(id, type);
        const { definitions } = await host.deployments.deploy(
          { ownerRef, resources: [{ name: 'm.bpmn', content }] },
          ADA,
        );
        const [{ id: definitionId, processKey }] = definitions;
        await host.instances.start(
          { definitionId, processKey, ownerRef },
          { actor: ADA },
        );
        now += 1;
      }
    }

    /** Begins what there is room for. */
    async function work() {
      let rest = 0;
      while (rest === 0) {
        rest = await worker.runOnce();
      }
      // What is done comes first: a definition is read before its job is begun.
      await settled(() => doing.size === busy(worker));
    }

    const owners = () => [...doing.keys()].map(({ owner }) => owner).sort();
    const types = () => [...doing.keys()].map(({ type }) => type).sort();
    return { jobs, work, doing, owners, types, worker };
  }

  it('should be as large as there is room for where nothing is limited', async () => {
    // given
    const { jobs, work, owners, worker } = givenWorker({ concurrency: 3 });
    await jobs(DATA, ['a', 'a', 'a', 'a']);
    await jobs(SHOP, ['a']);
    // when
    await work();
    // then
    expect(owners()).toEqual([DATA, DATA, DATA]);
    await worker.stop();
  });

  it('should leave something to others, whatever one owner has to do', async () => {
    // given
    const { jobs, work, doing, owners, worker } = givenWorker({
      concurrency: 4,
      perOwner: 2,
    });
    await jobs(DATA, ['a', 'b', 'a', 'b', 'a', 'b']);
    await jobs(SHOP, ['a']);
    // when
    await work();
    // then
    expect(owners()).toEqual([DATA, DATA, SHOP]);
    // when one is done, the next one of the same owner can begin
    [...doing].find(([{ owner }]) => owner === DATA)![1]();
    await settled(() => busy(worker) === 2);
    await work();
    // then
    expect(owners()).toEqual([DATA, DATA, SHOP]);
    await worker.stop();
  });

  it('should be as large as it is said of an owner', async () => {
    // given
    const { jobs, work, owners, worker } = givenWorker({
      perOwner: 1,
      owners: { [SHOP]: 3 },
    });
    await jobs(DATA, ['a', 'a']);
    await jobs(SHOP, ['a', 'a', 'a', 'a']);
    // when
    await work();
    // then
    expect(owners()).toEqual([DATA, SHOP, SHOP, SHOP]);
    await worker.stop();
  });

  it('should be given first to whoever has the smallest, though others have waited for longer', async () => {
    // given
    const { jobs, work, doing, owners, worker } = givenWorker({
      concurrency: 2,
      perOwner: 2,
    });
    await jobs(DATA, ['a', 'a', 'a', 'a']);
    await work();
    await jobs(SHOP, ['a']);
    await jobs(TOOLS, ['a']);
    // when
    [...doing.values()].forEach(finish => finish());
    await settled(() => busy(worker) === 0);
    await work();
    // then
    expect(owners()).toEqual([DATA, SHOP]);
    await worker.stop();
  });

  it('should be limited by type, by what is configured before what handlers say of themselves', async () => {
    // given
    const { jobs, work, types, worker } = givenWorker(
      { perType: { 'script:*': 2, 'script:r': 1 } },
      [
        { type: 'script:*', concurrency: 9 },
        { type: 'mail:send', concurrency: 1 },
        { type: 'http:request' },
      ],
    );
    await jobs(DATA, ['script:r', 'script:r', 'script:a', 'script:b']);
    await jobs(DATA, ['script:c', 'mail:send', 'mail:send']);
    await jobs(DATA, ['http:request', 'http:request']);
    // when
    await work();
    // then
    expect(types()).toEqual([
      'http:request',
      'http:request',
      'mail:send',
      'script:a',
      'script:b',
      'script:r',
    ]);
    await worker.stop();
  });

  it('should not be had twice by several processes', async () => {
    // given
    const workers = [1, 2, 3].map(() => givenWorker({ perOwner: 3 }));
    await workers[0].jobs(DATA, Array(8).fill('a'));
    // when
    await Promise.all(workers.map(({ work }) => work()));
    // then
    const done = workers.flatMap(({ doing }) => [...doing.keys()]);
    expect(new Set(done.map(({ id }) => id)).size).toBe(done.length);
    expect(workers.map(({ doing }) => doing.size <= 3)).toEqual([
      true,
      true,
      true,
    ]);
    await Promise.all(workers.map(({ worker }) => worker.stop()));
  });
});
