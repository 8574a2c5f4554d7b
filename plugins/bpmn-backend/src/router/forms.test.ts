import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { model } from '../__testUtils__/models';
import { EvaluationExceeded, evaluationHere } from '../evaluation';
import { ADA, BEA, OWNER, restApi } from '../__testUtils__/restApi';

const DAY = 24 * 3_600_000;

const field = (key: string, more: object = {}) => ({
  type: 'textfield',
  key,
  ...more,
});
const needed = { validate: { required: true } };

const START = {
  id: 'order',
  components: [
    field('item', needed),
    { type: 'number', key: 'amount', validate: { min: 1, max: 9 } },
    { type: 'filepicker', key: 'data' },
    field('why', { ...needed, conditional: { hide: '=amount < 5' } }),
  ],
};
const REVIEW = {
  id: 'review',
  components: [
    field('item', { readonly: true }),
    field('verdict', needed),
    field('reason', { conditional: { hide: '=item = "pen"' }, ...needed }),
  ],
};

const extended = (content: string) =>
  `<extensionElements>${content}</extensionElements>`;

const XML = model(`<process id="ordered" isExecutable="true">
  <startEvent id="start">${extended(
    '<zeebe:formDefinition formId="order" />',
  )}</startEvent><sequenceFlow id="in" sourceRef="start" targetRef="look" />
  <userTask id="look">${extended(
    '<zeebe:userTask /><zeebe:formDefinition formId="review" />',
  )}</userTask><sequenceFlow id="on" sourceRef="look" targetRef="approve" />
  <userTask id="approve">${extended('<zeebe:userTask />')}</userTask>
  <sequenceFlow id="out" sourceRef="approve" targetRef="done" />
  <userTask id="done">${extended('<zeebe:userTask />')}</userTask>
</process>`);

describe.each(eachDatabase)('forms over REST on %s', databaseId => {
  let knex: Knex;
  let api: ReturnType<typeof restApi>;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
    api = restApi(knex);
    const resources = [
      { name: 'ordered.bpmn', content: XML },
      { name: 'order.form', content: JSON.stringify(START) },
      { name: 'review.form', content: JSON.stringify(REVIEW) },
    ];
    await api.ask('deploy', { body: { ownerRef: OWNER, resources } });
  });

  afterAll(() => {
    api.server.closeAllConnections();
    api.server.close();
  });

  const start = (variables: object, as = ADA) =>
    api.ask('startInstance', { body: { processId: 'ordered', variables }, as });

  const taskOf = async (instanceId: string, elementId: string) => {
    const row = await knex('user_tasks')
      .where({ instance_id: instanceId, element_id: elementId })
      .first('id');
    return row.id as string;
  };

  const complete = (taskId: string, body: object) =>
    api.ask('completeTask', { params: { taskId }, body });

  const variablesOf = async (instanceId: string) => {
    const { body } = await api.ask('listVariables', { params: { instanceId } });
    return Object.fromEntries(
      body.items.map(({ name, value }: any) => [name, value]),
    );
  };

  const addStartFile = (as = ADA) =>
    api.ask('addStartFile', {
      params: { processId: 'ordered' },
      query: { name: 'data.csv' },
      headers: { 'content-type': 'text/csv' },
      body: 'a,b\n',
      as,
    });

  describe('that start a process', () => {
    it('should be shown to whoever wants to', async () => {
      // when
      const { status, body } = await api.ask('getStartForm', {
        params: { processId: 'ordered' },
      });
      // then
      expect(status).toBe(200);
      expect(body).toMatchObject({
        processId: 'ordered',
        version: 1,
        startEvent: 'start',
        form: { formId: 'order' },
        formSchema: START,
      });
    });

    it('should be filled in as they ask for', async () => {
      // when
      const { status, body } = await start({ amount: 12 });
      // then
      expect(status).toBe(422);
      expect(body).toMatchObject({
        code: 'invalidForm',
        fieldProblems: [
          { path: 'item', code: 'required' },
          { path: 'amount', code: 'max' },
          { path: 'why', code: 'required' },
        ],
      });
      expect(body.detail).not.toContain('12');
    });

    it('should be named where they take too long to be checked', async () => {
      // given
      const slow = restApi(knex, {
        evaluation: {
          ask: async request => {
            if (request.kind === 'checkForm') {
              throw new EvaluationExceeded('Expected less');
            }
            return evaluationHere.ask(request);
          },
        },
      });
      // when
      const { status, body } = await slow.ask('startInstance', {
        body: { processId: 'ordered', variables: { item: 'pen' } },
      });
      slow.server.closeAllConnections();
      slow.server.close();
      // then
      expect(status).toBe(422);
      expect(body).toMatchObject({
        code: 'invalidForm',
        detail: expect.stringContaining('all of it'),
        fieldProblems: [
          {
            path: '',
            code: 'tookTooLong',
            message: expect.stringContaining('form order'),
          },
        ],
      });
    });

    it('should not count where they are hidden; what a program gives besides is taken', async () => {
      // when
      const { status, body } = await start({
        item: 'pen',
        amount: 2,
        why: 'hidden',
        traceId: 'x',
      });
      // then
      expect(status).toBe(201);
      expect(await variablesOf(body.id)).toEqual({
        item: 'pen',
        amount: 2,
        traceId: 'x',
      });
    });

    it('should take files that were added beforehand, once', async () => {
      // given
      const { status, body: data } = await addStartFile();
      expect(status).toBe(201);
      // when
      const { body: instance } = await start({ item: 'pen', amount: 1, data });
      // then
      expect(await variablesOf(instance.id)).toMatchObject({ data });
      const { body: files } = await api.ask('listFiles', {
        params: { instanceId: instance.id },
      });
      expect(files.items).toMatchObject([{ file: data, createdBy: ADA }]);
      // when
      const again = await start({ item: 'pen', amount: 1, data });
      // then
      expect(again.status).toBe(400);
    });

    it('should not take files that somebody else has added', async () => {
      // given
      const { body: data } = await addStartFile(BEA);
      // when
      const { status } = await start({ item: 'pen', amount: 1, data });
      // then
      expect(status).toBe(400);
    });

    it('should leave nothing of files that nobody has started with, after a day', async () => {
      // given
      const { body: unused } = await addStartFile();
      const { body: used } = await addStartFile();
      await start({ item: 'pen', amount: 1, data: used });
      const kept = async () =>
        (await knex('files').pluck('key')).filter((key: string) =>
          [unused.$file, used.$file].includes(key),
        );
      // when
      await api.host.fileWorker.runOnce();
      // then
      expect(await kept()).toHaveLength(2);
      // when
      api.clock.time += DAY;
      await api.host.fileWorker.runOnce();
      // then
      expect(await kept()).toEqual([used.$file]);
    });
  });

  describe('of tasks', () => {
    let instanceId: string;

    beforeEach(async () => {
      instanceId = (await start({ item: 'ink', amount: 1 })).body.id;
    });

    it('should be filled in as they ask for, with nothing else', async () => {
      // given
      const taskId = await taskOf(instanceId, 'look');
      // when
      const { status, body } = await complete(taskId, {
        variables: { verdict: 1, approved: true },
      });
      // then
      expect(status).toBe(422);
      expect(body.fieldProblems).toMatchObject([
        { path: 'verdict', code: 'type' },
        { path: 'reason', code: 'required' },
        { path: 'approved', code: 'unknown' },
      ]);
      const { body: task } = await api.ask('getTask', { params: { taskId } });
      expect(task.state).toBe('open');
    });

    it('should not change what they only show', async () => {
      // given
      const taskId = await taskOf(instanceId, 'look');
      // when
      const { status } = await complete(taskId, {
        variables: { item: 'pen', verdict: 'good', reason: 'blue' },
      });
      // then
      expect(status).toBe(200);
      expect(await variablesOf(instanceId)).toMatchObject({
        item: 'ink',
        verdict: 'good',
      });
    });

    it('should hide fields by what the process knows', async () => {
      // given
      const { body: pen } = await start({ item: 'pen', amount: 1 });
      const taskId = await taskOf(pen.id, 'look');
      // when
      const { status } = await complete(taskId, {
        variables: { verdict: 'good', reason: 'hidden' },
      });
      // then
      expect(status).toBe(200);
      const variables = await variablesOf(pen.id);
      expect(variables.verdict).toBe('good');
      expect(variables).not.toHaveProperty('reason');
    });

    it('should let the process know what was decided', async () => {
      // given
      await complete(await taskOf(instanceId, 'look'), {
        variables: { verdict: 'good', reason: 'blue' },
      });
      // when
      await complete(await taskOf(instanceId, 'approve'), {
        outcome: 'rejected',
        comment: 'Too blue',
      });
      // then
      expect(await variablesOf(instanceId)).toMatchObject({
        outcome: 'rejected',
        comment: 'Too blue',
      });
    });

    it('should take files of whoever may do the task', async () => {
      // given
      const taskId = await taskOf(instanceId, 'look');
      // when
      const { status, body: file } = await api.ask('addTaskFile', {
        params: { taskId },
        query: { name: 'a.csv' },
        headers: { 'content-type': 'text/csv' },
        body: 'a,b\n',
      });
      // then
      expect(status).toBe(201);
      const { body: files } = await api.ask('listFiles', {
        params: { instanceId },
      });
      expect(files.items).toMatchObject([{ file }]);
    });
  });
});
