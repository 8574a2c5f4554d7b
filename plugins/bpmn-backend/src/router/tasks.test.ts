import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { taskApi, type TaskRequest } from '../__testUtils__/taskApi';
import { assigned, person } from '../__testUtils__/taskHost';
import { taskOperations } from '../openapi/tasks';
import {
  bpmnTaskConditions,
  createBpmnTaskConditionalDecision,
} from '../permissions/taskRules';

const ada = person('ada', 'approvers');
const ben = person('ben', 'approvers');
const eve = person('eve', 'others');
const olga = person('olga', 'data');

const FOR_APPROVERS = assigned('candidateGroups="approvers"');
type OperationId = keyof typeof taskOperations;

/** A request that each operation would accept from Ada. */
const VALID: Readonly<Record<OperationId, TaskRequest>> = {
  listTasks: {},
  countTasks: {},
  getTask: {},
  claimTask: {},
  unclaimTask: {},
  completeTask: { body: {} },
  saveTaskDraft: { body: { variables: {} } },
  assignTask: { body: { assignee: 'ben' } },
  updateTask: { body: { priority: 1 } },
};
const everyOperation = Object.entries(VALID) as [OperationId, TaskRequest][];
const onOneTask = everyOperation.filter(([id]) =>
  taskOperations[id].path.includes('{taskId}'),
);
const acting = onOneTask.filter(([id]) => id !== 'getTask');

describe.each(eachDatabase)('the REST API of user tasks on %s', databaseId => {
  let knex: Knex;
  let api: ReturnType<typeof taskApi>;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
  });

  beforeEach(async () => {
    for (const table of ['user_tasks', 'user_task_candidates']) {
      await knex(table).del();
    }
    api = taskApi(knex, [ada, ben, eve, olga]);
  });

  describe.each(everyOperation)('%s', (operationId, valid) => {
    it('should be done for those who may', async () => {
      // given
      const { id } = await api.given(FOR_APPROVERS);
      // when
      const { status, problem } = await api.call(operationId, {
        ...valid,
        id,
        as: ada,
      });
      // then
      expect([status, problem]).toEqual([
        taskOperations[operationId].status,
        undefined,
      ]);
    });

    it('should be refused to whoever is not signed in', async () => {
      // given
      const { id } = await api.given(FOR_APPROVERS);
      // when
      const { status, body } = await api.call(operationId, { ...valid, id });
      // then
      expect([status, body.code]).toEqual([401, 'notAuthenticated']);
    });

    it('should be refused without its permission', async () => {
      // given
      const { id, task } = await api.given(FOR_APPROVERS);
      const permission = taskOperations[operationId].permission!;
      api.policy.set(permission, { result: AuthorizeResult.DENY });
      // when
      const { status, body } = await api.call(operationId, {
        ...valid,
        id,
        as: ada,
      });
      // then
      expect([status, body.code]).toEqual([403, 'notAllowed']);
      expect(body.detail).toContain(permission);
      expect(await api.host.tasks.find(id)).toEqual(task);
    });
  });

  describe.each(onOneTask)('%s', (operationId, valid) => {
    it('should say that there is no such task', async () => {
      // when
      const { status, body } = await api.call(operationId, {
        ...valid,
        id: 'nothing',
        as: ada,
      });
      // then
      expect([status, body.code]).toEqual([404, 'notFound']);
    });

    it('should be refused where its permission is for other tasks', async () => {
      // given
      const { id } = await api.given(FOR_APPROVERS);
      const permission = taskOperations[operationId].permission!;
      api.policy.set(
        permission,
        createBpmnTaskConditionalDecision(
          { type: 'resource', resourceType: 'bpmn-task' } as any,
          bpmnTaskConditions.isTaskAssignee({ claims: [...ada.refs] }),
        ),
      );
      // when
      const refused = await api.call(operationId, { ...valid, id, as: ada });
      await api.host.tasks.claim(id, ada);
      const allowed = await api.call(operationId, { ...valid, id, as: ada });
      // then
      expect([refused.status, allowed.status]).toEqual([
        403,
        taskOperations[operationId].status,
      ]);
    });
  });

  describe.each(acting)('%s', (operationId, valid) => {
    it('should be refused to those who are not asked to do it, whatever a policy says', async () => {
      // given
      const { id, task } = await api.given(FOR_APPROVERS);
      // when
      const { status, body } = await api.call(operationId, {
        ...valid,
        id,
        as: eve,
      });
      // then
      expect([status, body.code]).toEqual([403, 'notAllowed']);
      expect(body.detail).toContain('it is for group:default/approvers');
      expect(await api.host.tasks.find(id)).toEqual(task);
    });

    it('should be refused when somebody has decided, who is named', async () => {
      // given
      const { id } = await api.given(FOR_APPROVERS);
      await api.call('completeTask', {
        id,
        as: ben,
        body: { outcome: 'approved' },
      });
      // when
      const { status, body } = await api.call(operationId, {
        ...valid,
        id,
        as: ada,
      });
      // then
      expect([status, body]).toEqual([
        409,
        expect.objectContaining({
          code: 'alreadyDecided',
          parameters: {
            taskId: id,
            decidedBy: ben.actor,
            decidedAt: new Date(api.clock.time).toISOString(),
            outcome: 'approved',
          },
        }),
      ]);
    });

    it('should be refused when the process has gone another way', async () => {
      // given
      const { id, instanceId } = await api.given(FOR_APPROVERS);
      await api.host.instances.handle(
        instanceId,
        { type: 'cancelInstance' },
        { actor: olga.actor },
      );
      // when
      const { status, body } = await api.call(operationId, {
        ...valid,
        id,
        as: ada,
      });
      // then
      expect([status, body.code]).toEqual([409, 'taskCanceled']);
    });
  });

  it.each<[OperationId, TaskRequest]>([
    ['listTasks', { query: { state: 'done' } }],
    ['listTasks', { query: { sort: 'name' } }],
    ['listTasks', { query: { state: 'completed', sort: 'due' } }],
    ['listTasks', { query: { scope: 'theirs' } }],
    ['listTasks', { query: { limit: 201 } }],
    ['listTasks', { query: { cursor: 'nothing' } }],
    ['listTasks', { query: { dueBefore: 'tomorrow' } }],
    ['listTasks', { query: { other: 1 } }],
    ['countTasks', { query: { sort: 'due' } }],
    ['completeTask', { body: { variables: [] } }],
    ['completeTask', { body: { shownHash: 'x' } }],
    ['completeTask', { body: { outcome: '\u0000' } }],
    ['completeTask', { body: { channel: 'mail' } }],
    ['saveTaskDraft', { body: {} }],
    ['assignTask', { body: {} }],
    ['assignTask', { body: { assignee: 'component:default/x' } }],
    ['updateTask', { body: { priority: 101 } }],
    ['updateTask', { body: { dueAt: 'tomorrow' } }],
    ['updateTask', { body: { assignee: 'ada' } }],
  ])('should not accept %s with %j', async (operationId, request) => {
    // given
    const { id, task } = await api.given(FOR_APPROVERS);
    // when
    const { status } = await api.call(operationId, { ...request, id, as: ada });
    // then
    expect(status).toBe(400);
    expect(await api.host.tasks.find(id)).toEqual(task);
  });

  it('should not keep a draft that is too large', async () => {
    // given
    const { id } = await api.given(FOR_APPROVERS);
    // when
    const body = { variables: { text: 'x'.repeat(1024 * 1024) } };
    const { status } = await api.call('saveTaskDraft', { id, as: ada, body });
    // then
    expect(status).toBe(413);
  });
});
