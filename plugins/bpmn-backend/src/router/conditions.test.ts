import { processStartPermission } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { job, model, sequence } from '../__testUtils__/models';
import { OTHERS, OWNER, restApi } from '../__testUtils__/restApi';
import { EvaluationExceeded } from '../evaluation';
import {
  bpmnProcessConditions,
  createBpmnProcessConditionalDecision,
} from '../permissions/rules';

/** A process with a start event for each list of conditions. */
const begunBy = (id: string, ...starts: readonly (readonly string[])[]) =>
  model(
    `<process id="${id}" isExecutable="true">${starts
      .map(
        (conditions, index) =>
          `<startEvent id="start-${index}">${conditions
            .map(
              condition =>
                `<conditionalEventDefinition><condition>=${condition}</condition></conditionalEventDefinition>`,
            )
            .join(
              '',
            )}</startEvent><sequenceFlow id="to-${index}" sourceRef="start-${index}" targetRef="task" />`,
      )
      .join('')}<userTask id="task" /></process>`,
  );

describe.each(eachDatabase)('conditions over REST on %s', databaseId => {
  let knex: Knex;
  let api: ReturnType<typeof restApi>;
  let count = 0;
  /** Owns nothing but what a test deploys. */
  let ownerRef: string;
  let processId: string;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
  });

  beforeEach(() => {
    api = restApi(knex);
    ownerRef = `group:default/team-${++count}`;
    processId = `process-${count}`;
  });

  const deploy = (id: string, ...starts: readonly (readonly string[])[]) =>
    api.deploy(begunBy(id, ...starts), ownerRef);
  const evaluate = (body: object, key?: string) =>
    api.ask('evaluateConditions', {
      body: { ownerRef, ...body },
      headers: key === undefined ? {} : { 'idempotency-key': key },
    });
  const begun = (id = processId) =>
    knex('process_instances').where({ process_id: id }).orderBy('id');
  const idsOf = ({ body }: { body: { items: { id: string }[] } }) =>
    body.items.map(({ id }) => id);

  it('should begin an instance by each start event whose condition holds', async () => {
    // given
    await deploy(processId, ['amount > 10'], ['urgent'], ['amount > 100']);
    // when
    const { status, body } = await evaluate({
      variables: { amount: 11, urgent: true },
    });
    // then
    expect(status).toBe(200);
    expect(body.items).toHaveLength(2);
    expect(body.items[0]).toMatchObject({
      processId,
      ownerRef,
      state: 'active',
      startedBy: 'user:default/ada',
    });
    expect(await begun()).toHaveLength(2);
    const [id] = body.items.map((item: { id: string }) => item.id);
    const variables = await api.ask('listVariables', {
      params: { instanceId: id },
    });
    expect(variables.body.items).toEqual([
      expect.objectContaining({ name: 'amount', value: 11 }),
      expect.objectContaining({ name: 'urgent', value: true }),
    ]);
    expect(api.events.at(-2)).toMatchObject({
      eventId: 'evaluate-conditions',
      ownerRef,
      after: {
        instanceIds: body.items.map((item: { id: string }) => item.id),
      },
    });
  });

  it('should begin one only by a start event of which two conditions hold', async () => {
    // given
    await deploy(processId, ['a', 'b']);
    // when
    const sizes = [];
    for (const variables of [{ a: true, b: true }, { b: true }, {}]) {
      sizes.push((await evaluate({ variables })).body.items.length);
    }
    // then
    expect(sizes).toEqual([1, 1, 0]);
  });

  it('should begin nothing where no condition holds, or none can be evaluated', async () => {
    // given
    await deploy(processId, ['amount > 10']);
    // then
    for (const variables of [{ amount: 10 }, { amount: 'much' }, undefined]) {
      const { status, body } = await evaluate({ variables });
      expect([status, body]).toEqual([200, { items: [] }]);
    }
  });

  it('should look at the latest versions of the processes of the owner', async () => {
    // given
    await deploy(processId, ['go']);
    await deploy(processId, ['go and new']);
    await deploy(`${processId}-b`, ['go']);
    await api.deploy(begunBy(`${processId}-c`, ['go']), OTHERS);
    // when
    const first = await evaluate({ variables: { go: true, new: false } });
    const second = await evaluate({ variables: { go: true, new: true } });
    // then
    const processes = ({ body }: typeof first) =>
      body.items.map((item: { processId: string }) => item.processId);
    expect(processes(first)).toEqual([`${processId}-b`]);
    expect(processes(second)).toEqual([processId, `${processId}-b`]);
  });

  it('should look at one process only where it is named', async () => {
    // given
    await deploy(processId, ['go']);
    await deploy(`${processId}-b`, ['go']);
    await api.deploy(sequence(`${processId}-d`, [job('work')]), ownerRef);
    // when
    const named = (id: string) =>
      evaluate({ processId: id, variables: { go: true } });
    const { body } = await named(`${processId}-b`);
    // then
    expect(body.items).toHaveLength(1);
    expect(await begun()).toHaveLength(0);
    // and
    expect((await named(`${processId}-d`)).body).toEqual({ items: [] });
  });

  it('should not find a process of somebody else, or of nobody', async () => {
    // given
    await api.deploy(begunBy(processId, ['go']), OTHERS);
    // then
    for (const id of [processId, 'nobodys']) {
      const { status, body } = await evaluate({ processId: id });
      expect(status).toBe(404);
      expect(body).toMatchObject({
        code: 'notFound',
        detail: expect.stringContaining(id),
      });
    }
  });

  it('should begin once for each idempotency key, whatever has changed meanwhile', async () => {
    // given
    await deploy(processId, ['go']);
    const body = { variables: { go: true } };
    const first = await evaluate(body, `once-${count}`);
    await deploy(`${processId}-b`, ['go']);
    // when
    const again = await evaluate(body, `once-${count}`);
    const other = await evaluate({ variables: {} }, `once-${count}`);
    // then
    expect(again.body.items).toHaveLength(1);
    expect(idsOf(again)).toEqual(idsOf(first));
    expect(await begun(`${processId}-b`)).toEqual([]);
    expect(other.status).toBe(422);
    expect(other.body.code).toBe('keyReused');
    // when
    api.clock.time += 24 * 60 * 60_000;
    const late = await evaluate(body, `once-${count}`);
    // then
    expect(late.body.items).toHaveLength(2);
  });

  it('should begin once where the same request comes several times at a time', async () => {
    // given
    await deploy(processId, ['go'], ['go']);
    // when
    const all = await Promise.all(
      Array.from({ length: 4 }, () =>
        evaluate({ variables: { go: true } }, `twice-${count}`),
      ),
    );
    // then
    expect(await begun()).toHaveLength(2);
    expect(new Set(all.map(one => idsOf(one).join()))).toEqual(
      new Set([idsOf(all[0]).join()]),
    );
  });

  it('should begin what is left after it was cut off in the middle', async () => {
    // given
    await deploy(processId, ['go'], ['go']);
    const { instances } = api.host;
    const begin = instances.start.bind(instances);
    const cut = jest
      .spyOn(instances, 'start')
      .mockImplementationOnce(begin)
      .mockRejectedValueOnce(new Error('cut off'));
    const body = { variables: { go: true } };
    const broken = await api.send('evaluateConditions', {
      body: { ownerRef, ...body },
      headers: { 'idempotency-key': `cut-${count}` },
    });
    expect(broken.status).toBe(500);
    expect(await begun()).toHaveLength(1);
    cut.mockRestore();
    // when
    const again = await evaluate(body, `cut-${count}`);
    // then
    expect(idsOf(again)).toHaveLength(2);
    expect((await begun()).map(({ id }) => id)).toEqual(idsOf(again));
  });

  it('should need the permission on every process that may begin', async () => {
    // given
    await deploy(processId, ['go']);
    await deploy(`${processId}-b`, ['go']);
    const only = (condition: any) =>
      api.policy.set(
        processStartPermission.name,
        createBpmnProcessConditionalDecision(processStartPermission, condition),
      );
    const { hasProcessId, isProcessOwner } = bpmnProcessConditions;
    // then
    only(hasProcessId({ processIds: [processId] }));
    expect((await evaluate({ variables: { go: true } })).status).toBe(403);
    expect(await begun()).toEqual([]);
    expect((await evaluate({ processId })).status).toBe(200);
    // and where there is nothing to begin
    only(isProcessOwner({ claims: [OWNER] }));
    const nothing = (of: string) =>
      api.ask('evaluateConditions', { body: { ownerRef: of } });
    expect((await nothing(OWNER)).status).toBe(200);
    expect((await nothing('group:default/none')).status).toBe(403);
  });

  it('should say what to do where conditions take longer than they may', async () => {
    // given
    await deploy(processId, ['go']);
    jest
      .spyOn(api.services.conditions, 'begin')
      .mockRejectedValueOnce(new EvaluationExceeded('Expected less'));
    // when
    const { status, body } = await evaluate({ variables: { go: true } });
    // then
    expect(status).toBe(503);
    expect(body).toMatchObject({
      code: 'tookTooLong',
      detail: expect.stringContaining('Let the model do less at a time'),
    });
  });

  it('should refuse variables that are larger than variables can be', async () => {
    // given
    await deploy(processId, ['go']);
    // when
    const { status, body } = await evaluate({
      variables: { go: true, note: 'x'.repeat(2 ** 20) },
    });
    // then
    expect(status).toBe(413);
    expect(body.code).toBe('variableTooLarge');
    expect(await begun()).toEqual([]);
  });

  it('should ask for a process where there are very many', async () => {
    // given
    await deploy(processId, ['go']);
    const [row] = await knex('start_subscriptions').where({
      process_key: processId,
    });
    await knex.batchInsert(
      'start_subscriptions',
      Array.from({ length: 200 }, (_, index) => ({
        ...row,
        id: `${processId} ${index}`,
      })),
      20,
    );
    // when
    const { status, body } = await evaluate({});
    // then
    expect(status).toBe(400);
    expect(body.detail).toContain('Name a process');
  });
});
