import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import {
  approval,
  assigned,
  done,
  outcomes,
  OWNER,
  person,
  taskHost,
} from '../__testUtils__/taskHost';
import type { Caller } from './Caller';

const ada = person('ada', 'approvers');
const ben = person('ben', 'approvers');
const eve = person('eve', 'others');
const olga = person('olga', 'data');
const robot: Caller = { actor: 'plugin:robot', refs: [], isService: true };

const FOR_APPROVERS = assigned('candidateGroups="approvers"');

describe.each(eachDatabase)('people and their tasks on %s', databaseId => {
  let knex: Knex;
  let t: ReturnType<typeof taskHost>;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
  });

  beforeEach(() => {
    t = taskHost(knex);
  });

  it('should be there with all that an inbox needs, people by their refs in full', async () => {
    // given
    const extensions = `${assigned(
      'assignee="Ada" candidateUsers="=[&#34;ben&#34;, &#34;user:external/Eve&#34;, &#34;BEN&#34;]" candidateGroups="approvers, group:other/x"',
    )}<zeebe:taskSchedule dueDate="2026-01-05T00:00:00Z" followUpDate="2026-01-03T00:00:00Z" /><zeebe:priorityDefinition priority="80" /><zeebe:formDefinition formId="approve-form" />`;
    // when
    const { instanceId, processId, task } = await t.given(extensions);
    // then
    expect(task).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      state: 'open',
      instanceId,
      processId,
      ownerRef: OWNER,
      businessKey: 'order 7',
      elementId: 'approve',
      name: 'Approve & publish',
      assignee: 'user:default/ada',
      candidates: [
        'user:default/ben',
        'user:external/eve',
        'group:default/approvers',
        'group:other/x',
      ],
      dueAt: Date.UTC(2026, 0, 5),
      followUpAt: Date.UTC(2026, 0, 3),
      priority: 80,
      form: { formId: 'approve-form' },
      createdAt: t.clock.time,
    });
  });

  it.each([
    ['=2.6', 3],
    ['=10 ** 12', 2 ** 31 - 1],
  ])(
    'should have a priority of %s as near as it can be',
    async (text, near) => {
      // when
      const { task } = await t.given(
        `<zeebe:priorityDefinition priority="${text}" />`,
      );
      // then
      expect(task.priority).toBe(near);
    },
  );

  it('should be for those who own the process, where nobody is asked', async () => {
    // given
    const { id, task } = await t.given('');
    expect(task.candidates).toEqual([OWNER]);
    // when
    await expect(t.host.tasks.claim(id, eve)).rejects.toThrow(
      `Expected task ${id} to be yours to do, but it is for ${OWNER}`,
    );
    // then
    await expect(t.host.tasks.claim(id, olga)).resolves.toMatchObject({
      assignee: olga.actor,
    });
  });

  it('should keep who is asked as it is written, where that can be nobody', async () => {
    // given
    const { id, task } = await t.given(assigned('assignee="a:b:c/d"'));
    expect(task.assignee).toBe('a:b:c/d');
    // when
    await t.host.tasks.assign(id, 'ada', olga);
    // then
    await expect(t.host.tasks.complete(id, done(), ada)).resolves.toMatchObject(
      { state: 'completed' },
    );
  });

  it('should be taken by one only, and given back', async () => {
    // given
    const { id } = await t.given(FOR_APPROVERS);
    // when
    const results = await outcomes([
      t.host.tasks.claim(id, ada),
      taskHost(knex).host.tasks.claim(id, ben),
    ]);
    // then
    expect(results.sort()).toEqual(['alreadyAssigned', 'done']);
    const { assignee } = await t.host.tasks.find(id);
    const [holder, other] = assignee === ada.actor ? [ada, ben] : [ben, ada];
    await expect(t.host.tasks.complete(id, done(), other)).rejects.toThrow(
      `it is for ${assignee}`,
    );
    // when
    await t.host.tasks.claim(id, holder);
    const free = await t.host.tasks.unclaim(id, holder);
    // then
    expect(free.assignee).toBeUndefined();
    await expect(t.host.tasks.claim(id, other)).resolves.toMatchObject({
      assignee: other.actor,
    });
  });

  it('should be given to somebody else, told in history by whom', async () => {
    // given
    const { id, instanceId } = await t.given(assigned('assignee="ada"'));
    await expect(t.host.tasks.assign(id, 'eve', eve)).rejects.toThrow(
      'yours to do',
    );
    // when
    await t.host.tasks.assign(id, 'Eve', ada);
    await expect(t.host.tasks.complete(id, done(), ada)).rejects.toThrow(
      'it is for user:default/eve',
    );
    await t.host.tasks.assign(id, 'group:approvers', olga);
    // then
    const actors = await knex('history')
      .where({ instance_id: instanceId })
      .orderBy('revision')
      .pluck('actor');
    expect(actors).toEqual(['user:default/starter', ada.actor, olga.actor]);
    await expect(t.host.tasks.complete(id, done(), ben)).resolves.toMatchObject(
      { completedBy: ben.actor },
    );
  });

  it('should not be given to what can be nobody', async () => {
    // given
    const { id } = await t.given(FOR_APPROVERS);
    // when
    const assignment = t.host.tasks.assign(id, 'a:b:c', olga);
    // then
    await expect(assignment).rejects.toMatchObject({ code: 'invalidArgument' });
  });

  it('should have another date and priority when somebody says so', async () => {
    // given
    const { id } = await t.given(
      `${FOR_APPROVERS}<zeebe:taskSchedule dueDate="2026-01-05T00:00:00Z" />`,
    );
    // when
    const changes = { dueAt: undefined, followUpAt: 5, priority: 99 };
    const changed = await t.host.tasks.reschedule(id, changes, olga);
    // then
    expect(changed).toMatchObject(changes);
    await expect(
      t.host.tasks.reschedule(id, { priority: 1 }, eve),
    ).rejects.toThrow('yours to do');
  });

  it('should be completed by a service, which claims nothing', async () => {
    // given
    const { id } = await t.given(assigned('assignee="ada"'));
    await expect(t.host.tasks.claim(id, robot)).rejects.toMatchObject({
      code: 'invalidArgument',
    });
    // when
    const completed = await t.host.tasks.complete(id, done(), robot);
    // then
    expect(completed.completedBy).toBe(robot.actor);
  });

  it('should keep a draft for each person', async () => {
    // given
    const { id, task } = await t.given(FOR_APPROVERS);
    // when
    await t.host.tasks.saveDraft(id, { note: 'x' }, ada);
    await t.host.tasks.saveDraft(id, { note: 'y' }, ada);
    await t.host.tasks.saveDraft(id, { note: 'z' }, ben);
    // then
    expect((await t.host.tasks.describe(task, ada)).draft).toEqual({
      note: 'y',
    });
    expect((await t.host.tasks.describe(task, ben)).draft).toEqual({
      note: 'z',
    });
    await expect(t.host.tasks.saveDraft(id, {}, eve)).rejects.toThrow(
      'yours to do',
    );
  });

  it('should show the form that was deployed with its process', async () => {
    // given
    const xml = approval(
      'formed',
      `${FOR_APPROVERS}<zeebe:formDefinition formId="sign" />`,
    );
    const form = (title: string) =>
      JSON.stringify({ id: 'sign', components: [{ type: 'text', title }] });
    await t.deploy(xml, ['null', '{"id":"other"}', form('first')]);
    const [task] = await t.tasksOf(await t.start('formed'));
    const before = await t.host.tasks.describe(task, ada);
    // when
    await t.deploy(xml, [form('second')]);
    const [next] = await t.tasksOf(await t.start('formed'));
    // then
    expect(await t.host.tasks.describe(task, ada)).toEqual(before);
    expect(before.formSchema).toEqual(JSON.parse(form('first')));
    const after = await t.host.tasks.describe(next, ada);
    expect(after.formSchema).toEqual(JSON.parse(form('second')));
    expect(after.shownHash).not.toBe(before.shownHash);
  });

  it('should show what is sensitive to those only who may do it', async () => {
    // given
    const processId = 'secret';
    await t.deploy(
      approval(processId, FOR_APPROVERS).replace(
        'isExecutable="true">',
        'isExecutable="true"><extensionElements><pipeline:sensitive variable="pin" /></extensionElements>',
      ),
    );
    const [task] = await t.tasksOf(await t.start(processId, { pin: 1, a: 2 }));
    // when
    const [shown, hidden] = await Promise.all(
      [ada, eve].map(one => t.host.tasks.describe(task, one)),
    );
    // then
    expect(shown.variables).toEqual({ pin: 1, a: 2 });
    expect(hidden.variables).toEqual({ pin: { $redacted: true }, a: 2 });
  });
});
