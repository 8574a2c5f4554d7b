import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { settle } from '../__testUtils__/settle';
import {
  approval,
  assigned,
  done,
  outcomes,
  person,
  taskHost,
} from '../__testUtils__/taskHost';

const ada = person('ada', 'approvers');
const ben = person('ben', 'approvers');
const eve = person('eve', 'others');
const olga = person('olga', 'data');

const FOR_APPROVERS = assigned('candidateGroups="approvers"');

describe.each(eachDatabase)('user tasks on %s', databaseId => {
  let knex: Knex;
  let t: ReturnType<typeof taskHost>;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
  });

  beforeEach(() => {
    t = taskHost(knex);
  });

  const candidatesLeft = (instanceId: string) =>
    knex('user_task_candidates').where({ instance_id: instanceId });

  const act = (
    instanceId: string,
    type: 'suspendInstance' | 'resumeInstance',
  ) => t.host.instances.handle(instanceId, { type }, { actor: olga.actor });

  it('should be completed with variables, and a decision as evidence', async () => {
    // given
    const { id, task, instanceId } = await t.given(FOR_APPROVERS, {
      variables: { amount: 5 },
    });
    const { shownHash, variables } = await t.host.tasks.describe(task, ada);
    expect(variables).toEqual({ amount: 5 });
    await t.host.tasks.saveDraft(id, { approved: null }, ada);
    t.clock.time += 1_000;
    // when
    const completed = await t.host.tasks.complete(
      id,
      done({
        variables: { approved: true },
        outcome: 'approved',
        comment: 'Well \u0000done',
        shownHash,
      }),
      ada,
    );
    // then
    expect(completed).toMatchObject({
      state: 'completed',
      completedBy: ada.actor,
      endedAt: t.clock.time,
      outcome: 'approved',
    });
    expect(await t.host.tasks.describe(completed, eve)).toEqual({
      task: completed,
      decisions: [
        {
          id: expect.any(String),
          at: t.clock.time,
          actor: ada.actor,
          channel: 'portal',
          outcome: 'approved',
          comment: 'Well \uFFFDdone',
          shownHash,
        },
      ],
    });
    expect(await t.stateOf(instanceId)).toBe('completed');
    expect(
      await knex('variables')
        .where({ instance_id: instanceId })
        .orderBy('name')
        .pluck('name'),
    ).toEqual(['amount', 'approved', 'comment', 'outcome']);
    expect(await candidatesLeft(instanceId)).toEqual([]);
    expect(
      await knex('task_drafts').where({ instance_id: instanceId }),
    ).toEqual([]);
  });

  it('should tell the second one who has decided already, and when', async () => {
    // given
    const { id } = await t.given(FOR_APPROVERS);
    await t.host.tasks.complete(id, done({ outcome: 'approved' }), ada);
    t.clock.time += 5;
    // when
    const second = t.host.tasks.complete(id, done(), ben);
    // then
    await expect(second).rejects.toMatchObject({
      code: 'alreadyDecided',
      message: `Expected task ${id} to be open, but it was already decided by user:default/ada at 2026-01-01T00:00:00.000Z`,
      parameters: {
        taskId: id,
        decidedBy: ada.actor,
        decidedAt: '2026-01-01T00:00:00.000Z',
        outcome: 'approved',
      },
    });
  });

  it.each(['one process', 'several processes'])(
    'should be decided once, when many decide in the same moment in %s',
    async where => {
      // given
      const { id, task } = await t.given(FOR_APPROVERS);
      const hosts = [1, 2, 3, 4].map(() =>
        where === 'one process' ? t.host : taskHost(knex).host,
      );
      // when
      const results = await outcomes(
        hosts.map((host, index) =>
          host.tasks.complete(id, done(), index % 2 ? ada : ben),
        ),
      );
      // then
      expect(results.sort()).toEqual([
        'alreadyDecided',
        'alreadyDecided',
        'alreadyDecided',
        'done',
      ]);
      const { decisions } = await t.host.tasks.describe(task, ada);
      expect(decisions).toHaveLength(1);
    },
  );

  it('should be decided once while the instance is suspended, and count when it is resumed', async () => {
    // given
    const { id, task, instanceId } = await t.given(FOR_APPROVERS);
    await act(instanceId, 'suspendInstance');
    const hosts = [t.host, t.host, taskHost(knex).host];
    // when
    const results = await outcomes(
      hosts.map(host =>
        host.tasks.complete(id, done({ outcome: 'approved' }), ada),
      ),
    );
    // then
    expect(results.sort()).toEqual([
      'alreadyDecided',
      'alreadyDecided',
      'done',
    ]);
    expect(await t.stateOf(instanceId)).toBe('suspended');
    const decided = await t.host.tasks.find(id);
    expect(decided).toMatchObject({
      state: 'completed',
      endedAt: task.createdAt,
    });
    // when
    t.clock.time += 1_000;
    await act(instanceId, 'resumeInstance');
    // then
    expect(await t.stateOf(instanceId)).toBe('completed');
    expect(await t.host.tasks.find(id)).toEqual(decided);
  });

  const TIMEOUT =
    '<boundaryEvent id="late" attachedToRef="approve"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent><sequenceFlow id="over" sourceRef="late" targetRef="end" />';

  it('should be canceled when a boundary event interrupts it', async () => {
    // given
    const { id, instanceId } = await t.given(FOR_APPROVERS, {
      around: TIMEOUT,
    });
    await t.host.tasks.saveDraft(id, { a: 1 }, ada);
    // when
    t.clock.time += 3_600_000;
    await settle(t.host);
    // then
    expect(await t.host.tasks.find(id)).toMatchObject({
      state: 'canceled',
      endedAt: t.clock.time,
      completedBy: undefined,
    });
    expect(await candidatesLeft(instanceId)).toEqual([]);
    await expect(t.host.tasks.complete(id, done(), ada)).rejects.toMatchObject({
      code: 'taskCanceled',
    });
    await expect(t.host.tasks.saveDraft(id, {}, ada)).rejects.toMatchObject({
      code: 'taskCanceled',
    });
  });

  it('should be canceled, though decided, where it was interrupted before while all was suspended', async () => {
    // given
    const { id, instanceId, task } = await t.given(FOR_APPROVERS, {
      around: TIMEOUT,
    });
    await act(instanceId, 'suspendInstance');
    const { key } = await knex('waits')
      .where({ instance_id: instanceId, kind: 'timer' })
      .first();
    await t.host.instances.handle(
      instanceId,
      { type: 'fulfilWait', waitKey: key },
      { actor: 'clock' },
    );
    await t.host.tasks.complete(id, done({ outcome: 'approved' }), ada);
    // when
    await act(instanceId, 'resumeInstance');
    // then
    const canceled = await t.host.tasks.find(id);
    expect(canceled).toMatchObject({
      state: 'canceled',
      completedBy: undefined,
      outcome: undefined,
    });
    const { decisions } = await t.host.tasks.describe(task, ada);
    expect(decisions).toMatchObject([
      { actor: ada.actor, outcome: 'approved' },
    ]);
  });

  it('should be canceled with its instance', async () => {
    // given
    const { id, instanceId } = await t.given(FOR_APPROVERS);
    // when
    await t.host.instances.handle(
      instanceId,
      { type: 'cancelInstance' },
      { actor: olga.actor },
    );
    // then
    expect((await t.host.tasks.find(id)).state).toBe('canceled');
  });

  it('should stay the same task when its instance is migrated', async () => {
    // given
    const { id, instanceId, processId } = await t.given(FOR_APPROVERS);
    await t.host.tasks.claim(id, ada);
    const target = await t.deploy(
      approval(processId, FOR_APPROVERS, { name: 'Sign', task: 'sign' }),
    );
    t.clock.time += 1_000;
    // when
    await t.host.instances.handle(
      instanceId,
      { type: 'migrateInstance', mapping: { approve: 'sign' } },
      { actor: olga.actor, targetId: target.id },
    );
    // then
    expect(await t.host.tasks.find(id)).toMatchObject({
      id,
      state: 'open',
      elementId: 'sign',
      name: 'Sign',
      definitionId: target.id,
      assignee: ada.actor,
      createdAt: t.clock.time - 1_000,
    });
    expect(await candidatesLeft(instanceId)).toMatchObject([
      { ref: 'group:default/approvers' },
    ]);
    // when
    await t.host.tasks.complete(id, done(), ada);
    // then
    expect(await t.stateOf(instanceId)).toBe('completed');
  });

  it('should not be there where it came and went within one command', async () => {
    // given
    const processId = 'brief';
    const around =
      '<sequenceFlow id="too" sourceRef="start" targetRef="stop" /><endEvent id="stop"><terminateEventDefinition /></endEvent>';
    await t.deploy(approval(processId, FOR_APPROVERS, { around }));
    // when
    const instanceId = await t.start(processId);
    // then
    expect(await t.stateOf(instanceId)).toBe('completed');
    expect(await t.tasksOf(instanceId)).toEqual([]);
  });

  it('should say that there is no such task', async () => {
    await expect(t.host.tasks.find('nothing')).rejects.toMatchObject({
      code: 'notFound',
    });
  });
});
