import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { taskApi } from '../__testUtils__/taskApi';
import { assigned, OWNER, person } from '../__testUtils__/taskHost';
import {
  bpmnTaskConditions,
  createBpmnTaskConditionalDecision,
} from '../permissions/taskRules';
import { InstanceQueries } from '../store/instances';
import type { Caller } from '../tasks/Caller';

const ada = person('ada', 'approvers');
const ben = person('ben', 'approvers');
const eve = person('eve', 'others');
const olga = person('olga', 'data');
const robot: Caller = {
  actor: 'external:test-service',
  refs: [],
  isService: true,
};

const FOR_APPROVERS = assigned('candidateGroups="approvers"');
const HASH = 'a'.repeat(64);

describe.each(eachDatabase)('an inbox over REST on %s', databaseId => {
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

  it('should show a task with what its form sees', async () => {
    // given
    const { id, instanceId, processId } = await api.given(
      `${assigned(
        'candidateGroups="approvers" candidateUsers="eve"',
      )}<zeebe:formDefinition formId="form" /><zeebe:taskSchedule dueDate="2026-01-05T00:00:00Z" />`,
      { variables: { amount: 5 } },
    );
    await api.call('saveTaskDraft', {
      id,
      as: ada,
      body: { variables: { ok: 1 } },
    });
    // when
    const { body } = await api.call('getTask', { id, as: ada });
    // then
    expect(body).toMatchObject({
      id,
      state: 'open',
      instanceId,
      processId,
      processName: `Approval of ${processId}`,
      ownerRef: OWNER,
      businessKey: 'order 7',
      elementId: 'approve',
      name: 'Approve & publish',
      candidateUsers: ['user:default/eve'],
      candidateGroups: ['group:default/approvers'],
      dueAt: '2026-01-05T00:00:00.000Z',
      priority: 50,
      form: { formId: 'form' },
      createdAt: '2026-01-01T00:00:00.000Z',
      variables: { amount: 5 },
      draft: { ok: 1 },
      decisions: [],
      shownHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      canComplete: true,
      canAssign: true,
    });
    // when
    const { body: owners } = await api.call('getTask', { id, as: olga });
    // then
    expect(owners).toMatchObject({ canComplete: false, canAssign: true });
    expect(owners.draft).toBeUndefined();
  });

  it('should let its instance say that it waits for people, as long as it does', async () => {
    // given
    const { id, instanceId } = await api.given(FOR_APPROVERS);
    const queries = new InstanceQueries(knex);
    const waiting = async (hasOpenTasks: boolean) => {
      const search = { hasOpenTasks, criteria: undefined };
      const page = await queries.list(search, { limit: 200 });
      return page.rows.some(row => row.id === instanceId);
    };
    expect(await queries.find(instanceId)).toMatchObject({
      hasOpenTasks: true,
    });
    expect([await waiting(true), await waiting(false)]).toEqual([true, false]);
    // when
    await api.call('completeTask', { id, as: ada, body: {} });
    // then
    expect(await queries.find(instanceId)).toMatchObject({
      hasOpenTasks: false,
    });
    expect([await waiting(true), await waiting(false)]).toEqual([false, true]);
  });

  it('should complete a task and keep the evidence, told to the auditor', async () => {
    // given
    const { id, instanceId } = await api.given(FOR_APPROVERS);
    const body = {
      variables: { approved: true },
      outcome: 'approved',
      comment: 'Fine',
      shownHash: HASH,
    };
    // when
    const { body: completed } = await api.call('completeTask', {
      id,
      as: ada,
      body,
    });
    // then
    expect(completed).toMatchObject({
      state: 'completed',
      completedBy: ada.actor,
      outcome: 'approved',
    });
    expect(await api.stateOf(instanceId)).toBe('completed');
    const { body: shown } = await api.call('getTask', { id, as: ben });
    expect(shown).toMatchObject({
      canComplete: false,
      decisions: [
        {
          actor: ada.actor,
          channel: 'portal',
          outcome: 'approved',
          comment: 'Fine',
          shownHash: HASH,
        },
      ],
    });
    expect(api.audited).toHaveBeenCalledWith({
      meta: expect.objectContaining({
        before: expect.objectContaining({ state: 'open' }),
        after: expect.objectContaining({ state: 'completed' }),
      }),
    });
  });

  it('should let a service complete a task, which is not said to be the portal', async () => {
    // given
    const { id, task } = await api.given(assigned('assignee="ada"'));
    // when
    const { status } = await api.call('completeTask', {
      id,
      as: robot,
      body: {},
    });
    // then
    expect(status).toBe(200);
    expect(await api.host.tasks.describe(task, ada)).toMatchObject({
      decisions: [{ actor: robot.actor, channel: 'api' }],
    });
  });

  it('should give a task to one only, and to whom it is assigned', async () => {
    // given
    const { id } = await api.given(FOR_APPROVERS);
    await api.call('claimTask', { id, as: ada });
    // when
    const claimed = await api.call('claimTask', { id, as: ben });
    // then
    expect([claimed.status, claimed.body.code]).toEqual([
      409,
      'alreadyAssigned',
    ]);
    expect(claimed.body.parameters).toMatchObject({ assignee: ada.actor });
    // when
    const { body } = await api.call('assignTask', {
      id,
      as: ada,
      body: { assignee: 'Ben' },
    });
    // then
    expect(body.assignee).toBe(ben.actor);
    expect(api.audited).toHaveBeenLastCalledWith({
      meta: expect.objectContaining({
        before: expect.objectContaining({ assignee: ada.actor }),
        after: expect.objectContaining({ assignee: ben.actor }),
      }),
    });
    // when
    const { body: free } = await api.call('unclaimTask', { id, as: ben });
    // then
    expect(free.assignee).toBeUndefined();
  });

  it('should change dates and take them away', async () => {
    // given
    const { id } = await api.given(FOR_APPROVERS);
    // when
    const dueAt = '2026-02-01T00:00:00+02:00';
    const changed = await api.call('updateTask', {
      id,
      as: olga,
      body: { dueAt, priority: 7 },
    });
    const cleared = await api.call('updateTask', {
      id,
      as: olga,
      body: { dueAt: null },
    });
    // then
    expect(changed.body).toMatchObject({
      dueAt: '2026-01-31T22:00:00.000Z',
      priority: 7,
    });
    expect(cleared.body.priority).toBe(7);
    expect(cleared.body.dueAt).toBeUndefined();
  });

  it('should list by scope, filter and page what one may see, and count it', async () => {
    // given
    const mine = await api.given(assigned('assignee="ada"'));
    api.clock.time += 1;
    const ours = await api.given(FOR_APPROVERS);
    api.clock.time += 1;
    const theirs = await api.given(assigned('candidateGroups="others"'));
    const listed = async (query: object, as = ada) => {
      const { body, problem } = await api.call('listTasks', { query, as });
      expect(problem).toBeUndefined();
      return body.items.map(({ id }: { id: string }) => id);
    };
    // then
    expect(await listed({})).toEqual([theirs.id, ours.id, mine.id]);
    expect(await listed({ scope: 'mine' })).toEqual([mine.id]);
    expect(await listed({ scope: 'available' })).toEqual([ours.id]);
    expect(await listed({ scope: 'available', assignee: 'ada' })).toEqual([]);
    expect(await listed({ assignee: 'Ada' })).toEqual([mine.id]);
    expect(await listed({ candidateGroup: 'others' })).toEqual([theirs.id]);
    expect(await listed({ processId: ours.processId })).toEqual([ours.id]);
    expect(await listed({ search: 'publish' })).toHaveLength(3);
    expect(await listed({ state: 'completed' })).toEqual([]);
    expect(await listed({ instanceId: ours.instanceId })).toEqual([ours.id]);
    expect(await listed({ businessKey: 'order 7' })).toHaveLength(3);
    expect(await listed({ businessKey: 'order' })).toEqual([]);
    const at = new Date(ours.task.createdAt).toISOString();
    expect(await listed({ createdAfter: at })).toEqual([theirs.id, ours.id]);
    expect(await listed({ createdBefore: at })).toEqual([mine.id]);
    expect(await listed({ dueAfter: at })).toEqual([]);
    // when
    const done = await api.given(FOR_APPROVERS);
    await api.call('completeTask', { id: done.id, as: ada, body: {} });
    // then
    const completedBy = ada.actor;
    expect(await listed({ state: 'completed', completedBy })).toEqual([
      done.id,
    ]);
    // when
    const { body: first } = await api.call('listTasks', {
      query: { limit: 2 },
      as: ada,
    });
    // then
    expect(await listed({ limit: 2, cursor: first.nextCursor })).toEqual([
      mine.id,
    ]);
    // when
    api.policy.set(
      'bpmn.task.read',
      createBpmnTaskConditionalDecision(
        { type: 'resource', resourceType: 'bpmn-task' } as any,
        {
          anyOf: [
            bpmnTaskConditions.isTaskAssignee({ claims: [...ada.refs] }),
            bpmnTaskConditions.isTaskCandidate({ claims: [...ada.refs] }),
          ],
        },
      ),
    );
    // then
    expect(await listed({})).toEqual([ours.id, mine.id]);
    const { body: count } = await api.call('countTasks', { as: ada });
    expect(count).toEqual({ count: 2, isMore: false });
  });
});
