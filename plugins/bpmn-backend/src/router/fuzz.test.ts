import fc from 'fast-check';
import { about, requestArbitrary } from '../__testUtils__/arbitraryRequest';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { findProblem, type OperationId } from '../__testUtils__/restApi';
import { isUsedUp, thingFor, type Thing } from '../__testUtils__/scenes';
import { newWorld, type World } from '../__testUtils__/world';
import { operations } from '../openapi/document';

/** Another one can be tried with `FUZZ_SEED`, more requests with `FUZZ_RUNS`. */
const SEED = Number(process.env.FUZZ_SEED ?? 20261123);
const RUNS = Number(process.env.FUZZ_RUNS ?? 200);
const SIDE_BY_SIDE = 5;

/** The whole takes its time where others work on the machine too. */
const PATIENCE = 600_000;

describe.each(eachDatabase)(
  `anything that is sent to %s, with FUZZ_SEED=${SEED}`,
  databaseId => {
    let world: World;

    beforeAll(async () => {
      world = await newWorld(await migratedDatabase(databaseId));
    }, PATIENCE);

    afterAll(() => {
      world.api.server.closeAllConnections();
      world.api.server.close();
    });

    /** Two things, so that some requests are about the same at the same time. */
    const newThings = async (id: OperationId): Promise<readonly Thing[]> => [
      await thingFor(id, world),
      await thingFor(id, world),
    ];

    it.each(Object.keys(operations) as OperationId[])(
      'should be answered as the document says: %s',
      async operationId => {
        // given
        let things = await newThings(operationId);
        const seen = { done: 0, refused: 0 };
        const request = requestArbitrary(operationId, Object.keys(things[0]));
        const sideBySide = {
          minLength: SIDE_BY_SIDE,
          maxLength: SIDE_BY_SIDE,
        };
        // when
        const property = fc
          .asyncProperty(fc.array(request, sideBySide), async plans => {
            const responses = await Promise.all(
              plans.map(plan =>
                world.api.send(operationId, about(things[plan.about], plan)),
              ),
            );
            for (const response of responses) {
              // then
              expect(response.status).toBeLessThan(500);
              expect(findProblem(operationId, response)).toBeUndefined();
              seen[response.status < 300 ? 'done' : 'refused']++;
            }
          })
          .beforeEach(async () => {
            if (isUsedUp(operationId)) {
              things = await newThings(operationId);
            }
          });
        await fc.assert(property, { seed: SEED, numRuns: RUNS / SIDE_BY_SIDE });
        // Both could not be, if requests never came as far as the operation.
        expect(seen).not.toMatchObject({ done: 0 });
        expect(seen).not.toMatchObject({ refused: 0 });
      },
      PATIENCE,
    );
  },
);
