import fc from 'fast-check';
import type { Knex } from 'knex';
import { requestArbitrary } from '../__testUtils__/arbitraryRequest';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { job, sequence } from '../__testUtils__/models';
import {
  findProblem,
  OWNER,
  restApi,
  type OperationId,
} from '../__testUtils__/restApi';
import { operations } from '../openapi/document';

/** Another one can be tried with `FUZZ_SEED`, more requests with `FUZZ_RUNS`. */
const SEED = Number(process.env.FUZZ_SEED ?? 20261123);
const RUNS = Number(process.env.FUZZ_RUNS ?? 200);
const SIDE_BY_SIDE = 5;

describe.each(eachDatabase)('anything that is sent to %s', databaseId => {
  let knex: Knex;
  let api: ReturnType<typeof restApi>;
  let known: Record<string, readonly string[]>;
  let followed: typeof known;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
    api = restApi(knex);
    const { id, deploymentId } = await api.deploy(
      sequence('known', [job('work')]),
    );
    const instanceIds = await Promise.all(
      [1, 2, 3].map(() => api.start({ processId: 'known' })),
    );
    const { body } = await api.ask('activateJobs', {
      body: { types: ['work'], worker: 'w', limit: 2 },
    });
    const drafts = await Promise.all(
      ['known', 'drafted'].map(processId =>
        api.ask('createDraft', {
          body: {
            processId,
            ownerRef: OWNER,
            resources: [{ name: 'a.bpmn', content: 'a' }],
          },
        }),
      ),
    );
    known = {
      draftId: drafts.map(draft => draft.body.id),
      processId: ['known'],
      processDefinitionId: [id],
      deploymentId: [deploymentId],
      instanceId: instanceIds,
      jobId: body.items.map((it: { id: string }) => it.id),
      attemptId: body.items.map((it: { attemptId: string }) => it.attemptId),
      incidentId: await incidents(),
    };
    const ended = await api.start({ processId: 'known' });
    await api.ask('cancelInstance', { params: { instanceId: ended } });
    // Those that run have no end of what is told of them.
    followed = { ...known, instanceId: [ended] };
  }, 60_000);

  const arbitraryOf = (id: OperationId) =>
    requestArbitrary(id, id === 'followInstance' ? followed : known);

  /** What some jobs that could not be done have left. */
  async function incidents(): Promise<string[]> {
    await Promise.all([1, 2, 3].map(() => api.start({ processId: 'known' })));
    const { body } = await api.ask('activateJobs', {
      body: { types: ['work'], worker: 'w' },
    });
    for (const { id, attemptId } of body.items) {
      await api.ask('failJob', {
        params: { jobId: id },
        body: { attemptId, message: 'no', retries: 0 },
      });
    }
    const found = await api.ask('listIncidents');
    return found.body.items.map((it: { id: string }) => it.id);
  }

  it.each(Object.keys(operations) as OperationId[])(
    'should be answered as the document says: %s',
    async operationId => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(arbitraryOf(operationId), {
            minLength: SIDE_BY_SIDE,
            maxLength: SIDE_BY_SIDE,
          }),
          async requests => {
            const responses = await Promise.all(
              requests.map(it => api.send(operationId, it)),
            );
            for (const response of responses) {
              expect(findProblem(operationId, response)).toBeUndefined();
            }
          },
        ),
        { seed: SEED, numRuns: RUNS / SIDE_BY_SIDE, endOnFailure: false },
      );
    },
    120_000,
  );
});
