import { cases } from '../__testUtils__/cases';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { ADA, type OperationId } from '../__testUtils__/restApi';
import { newWorld, SECRET, type World } from '../__testUtils__/world';
import { operations } from '../openapi/document';
import type { Operation } from '../openapi/operation';

const PATIENCE = 120_000;

/** What changes something. */
const acting = (Object.keys(operations) as OperationId[]).filter(
  id => operations[id].method !== 'get' && id !== 'checkResources',
);

/** What there was nothing of before. */
const BEGINNING: ReadonlySet<OperationId> = new Set([
  'deploy',
  'createDraft',
  'startInstance',
  'evaluateConditions',
  'activateJobs',
  'addFile',
  'addStartFile',
  'addTaskFile',
  'publishMessage',
  'broadcastSignal',
]);

/** What there is nothing of afterwards. */
const ENDING: ReadonlySet<OperationId> = new Set(['deleteDraft']);

const kebab = (id: string) =>
  id.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

const ANYTHING = expect.anything();

describe.each(eachDatabase)('what an auditor is told, on %s', databaseId => {
  let world: World;

  beforeAll(async () => {
    world = await newWorld(await migratedDatabase(databaseId));
  }, PATIENCE);

  const told = () => world.api.events.at(-1)!;

  it.each(acting)(
    'should be who has done what, and how it was before and is after: %s',
    async id => {
      // given
      const request = await cases[id].done(world);
      // when
      const { status } = await world.api.ask(id, request);
      // then
      expect(status).toBe(operations[id].status);
      expect(told()).toMatchObject({
        eventId: kebab(id),
        actor: ADA,
        ...request.params,
        ...(!ENDING.has(id) && { after: ANYTHING }),
        ...(!BEGINNING.has(id) && { before: ANYTHING }),
      });
      expect(told()).not.toHaveProperty('error');
    },
    PATIENCE,
  );

  it.each(acting)('should hold no secrets: %s', async id => {
    // given
    const request = await cases[id].done(world);
    const isGiven = JSON.stringify(request.body ?? {}).includes(SECRET);
    // when
    await world.api.ask(id, request);
    // then
    const text = JSON.stringify(told());
    expect(text).not.toContain(SECRET);
    // That it was given is told.
    expect(isGiven && !text.includes('secret')).toBe(false);
  });

  it.each(acting)(
    'should be that something was refused, whatever is wrong with it: %s',
    async id => {
      // given
      const valid = await cases[id].done(world);
      const { body }: Operation = operations[id];
      const wrong = [
        { query: { wrong: 1 } },
        ...(body
          ? [
              { body: [] },
              { body: '{}', headers: { 'content-type': 'text/plain' } },
            ]
          : []),
      ];
      for (const one of wrong) {
        const before = world.api.events.length;
        // when
        const { status } = await world.api.ask(id, { ...valid, ...one });
        // then
        expect([400, 415]).toContain(status);
        expect(world.api.events.slice(before)).toMatchObject([
          { eventId: kebab(id), actor: ADA, error: expect.any(Error) },
        ]);
      }
    },
    PATIENCE,
  );

  it('should name the variables that were looked for, not their values', async () => {
    // given
    const query = { processId: 'known', variable: `secret=${SECRET}` };
    // when
    const { status } = await world.api.ask('listInstances', { query });
    // then
    expect(status).toBe(400);
    expect(told()).toMatchObject({ variable: ['secret'] });
    expect(JSON.stringify(told())).not.toContain(SECRET);
  });

  it('should say how variables were that somebody has edited to resolve an incident', async () => {
    // given
    const { incidentId } = await world.incident();
    // when
    await world.api.ask('resolveIncident', {
      params: { incidentId },
      body: { variables: { amount: 7, secret: SECRET } },
    });
    // then
    const redacted = { $redacted: true };
    expect(told()).toMatchObject({
      variablesBefore: { amount: 5, secret: redacted },
      variablesAfter: { amount: 7, secret: redacted },
    });
  });
});
