import type { TaskChange } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { settle } from '../__testUtils__/settle';
import {
  assigned,
  done,
  OWNER,
  person,
  taskHost,
} from '../__testUtils__/taskHost';
import { TestCatalog } from '../__testUtils__/TestCatalog';
import { TaskNotifiers } from '../notices/TaskNotifiers';
import { TaskWatchers } from '../notices/TaskWatchers';
import type { Caller } from '../tasks/Caller';
import { findPeopleProblem } from '../tasks/findPeopleProblem';

const STARTER = 'user:default/starter';
const ADA = 'user:default/ada';
const BEN = 'user:default/ben';
const WEB = 'group:default/web';
const SHOP = 'group:default/shop';
const SITE = 'component:default/site';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const ada = person('ada');
const ben = person('ben');
const olga = person('olga', 'data');
const wendy = person('wendy', 'web');
const sam = person('sam', 'shop');

const BY_MANAGER = assigned('assignee="manager of initiator"');
const BY_OWNER = assigned(`candidateGroups="owner of ${SITE}"`);

describe.each(eachDatabase)(
  'tasks for owners and managers on %s',
  databaseId => {
    let knex: Knex;
    let catalog: TestCatalog;
    let t: ReturnType<typeof taskHost>;
    let told: string[];
    let heard: TaskChange[];

    beforeAll(async () => {
      knex = await migratedDatabase(databaseId);
    });

    beforeEach(async () => {
      for (const table of [
        'outbox',
        'user_task_candidates',
        'user_tasks',
        'people_relations',
        'relation_people',
      ]) {
        await knex(table).del();
      }
      catalog = new TestCatalog();
      [ADA, BEN, WEB, SHOP].forEach(ref => catalog.put(ref));
      catalog.put(STARTER, { manager: 'ada' });
      catalog.put(SITE, { related: { ownedBy: [WEB] } });
      told = [];
      heard = [];
      t = host();
    });

    function host() {
      const taskNotifiers = new TaskNotifiers();
      taskNotifiers.addTaskNotifier({
        name: 'test',
        findRecipients: async ({ assignee, candidates }) =>
          assignee ? [assignee] : candidates,
        notify: async ({ recipient }) => {
          told.push(recipient);
        },
      });
      const taskWatchers = new TaskWatchers();
      taskWatchers.addTaskWatcher({
        async tasksChanged(changes) {
          heard.push(...changes);
        },
      });
      return taskHost(knex, { catalog, taskNotifiers, taskWatchers });
    }

    /** Until the catalog was asked again. */
    async function refresh() {
      t.clock.time += 5 * MINUTE;
      await settle(t.host);
      await t.host.taskChanges.settle();
    }

    const idsOf = async (
      scope: 'mine' | 'available',
      caller: Caller,
      more: object = {},
    ) => {
      const query = { scope, limit: 10, ...more };
      const { rows } = await t.host.tasks.list(query, caller);
      const count = await t.host.tasks.count({ scope, ...more }, caller);
      expect(count).toBe(rows.length);
      return rows.map(({ id }) => id);
    };

    it('should be assigned to the manager of who has started the process', async () => {
      // when
      const { id } = await t.given(BY_MANAGER);
      // then
      expect(await t.host.tasks.find(id)).toMatchObject({ assignee: ADA });
      expect(await idsOf('mine', ada)).toEqual([id]);
      expect(await idsOf('mine', ben)).toEqual([]);
      expect(await idsOf('available', olga)).toEqual([]);
      expect(told).toEqual([ADA]);
      // when
      await expect(t.host.tasks.complete(id, done(), ben)).rejects.toThrow(
        `it is for ${ADA}`,
      );
      const completed = await t.host.tasks.complete(id, done(), ada);
      // then
      expect(completed).toMatchObject({ completedBy: ADA, assignee: ADA });
    });

    it('should be asked of the owner of something', async () => {
      // when
      const { id } = await t.given(BY_OWNER);
      // then
      expect((await t.host.tasks.find(id)).candidates).toEqual([WEB]);
      expect(await idsOf('available', wendy)).toEqual([id]);
      expect(await idsOf('available', sam)).toEqual([]);
      expect(told).toEqual([WEB]);
      await expect(t.host.tasks.claim(id, sam)).rejects.toThrow('yours to do');
      await expect(t.host.tasks.claim(id, wendy)).resolves.toMatchObject({
        assignee: wendy.actor,
      });
    });

    it('should be for whom an expression finds', async () => {
      // given
      const extensions = assigned(
        'assignee="=&quot;manager of &quot; + who" candidateUsers="=[&quot;owner of &quot; + what, &quot;ben&quot;]"',
      );
      const variables = { who: 'starter', what: 'site' };
      // when
      const { id } = await t.given(extensions, { variables });
      // then
      expect(await t.host.tasks.find(id)).toMatchObject({
        assignee: ADA,
        candidates: [WEB, BEN],
      });
    });

    it('should follow the catalog: those whom it names now can do them, and are told; the others cannot any more', async () => {
      // given
      const managed = await t.given(BY_MANAGER);
      const owned = await t.given(BY_OWNER);
      told = [];
      heard = [];
      // when
      catalog.put(STARTER, { manager: 'ben' });
      catalog.put(SITE, { related: { ownedBy: [SHOP] } });
      await refresh();
      // then
      expect(await idsOf('mine', ben)).toEqual([managed.id]);
      expect(await idsOf('mine', ada)).toEqual([]);
      expect(await idsOf('available', sam)).toEqual([owned.id]);
      expect(await idsOf('available', wendy)).toEqual([]);
      expect(told.sort()).toEqual([SHOP, BEN].sort());
      expect(heard).toHaveLength(2);
      expect(heard).toEqual(
        expect.arrayContaining([
          { taskId: managed.id, concerns: expect.arrayContaining([ADA, BEN]) },
          { taskId: owned.id, concerns: expect.arrayContaining([SHOP, WEB]) },
        ]),
      );
      await expect(
        t.host.tasks.complete(managed.id, done(), ada),
      ).rejects.toThrow('yours to do');
      await t.host.tasks.complete(managed.id, done(), ben);
      await t.host.tasks.claim(owned.id, sam);
      // when
      told = [];
      await refresh();
      // then
      expect(told).toEqual([]);
    });

    it('should stay with whoever has taken them, or got them, whatever the catalog says', async () => {
      // given
      const taken = await t.given(BY_OWNER);
      const given = await t.given(BY_MANAGER);
      await t.host.tasks.claim(taken.id, wendy);
      await t.host.tasks.assign(given.id, 'wendy', ada);
      // when
      catalog.put(STARTER, { manager: 'ben' });
      catalog.put(SITE, { related: { ownedBy: [SHOP] } });
      await refresh();
      // then
      expect((await idsOf('mine', wendy)).sort()).toEqual(
        [taken.id, given.id].sort(),
      );
      expect(await idsOf('mine', ben)).toEqual([]);
      // when
      await t.host.tasks.unclaim(taken.id, wendy);
      // then
      expect(await idsOf('available', sam)).toEqual([taken.id]);
    });

    it('should be for those who own the process where the catalog names nobody, and say so', async () => {
      // given
      const managed = await t.given(
        assigned('assignee="manager of user:default/nobody"'),
      );
      const owned = await t.given(
        assigned('candidateUsers="owner of nothing"'),
      );
      // then
      expect(told).toEqual([OWNER, OWNER]);
      expect((await idsOf('available', olga)).sort()).toEqual(
        [managed.id, owned.id].sort(),
      );
      expect(findPeopleProblem(await t.host.tasks.find(managed.id))).toBe(
        'Expected somebody who is the manager of user:default/nobody, but the catalog names nobody. Add the annotation bpmn-pipelines.dev/manager to it, or to a group that it is in, or reassign the task.',
      );
      expect(findPeopleProblem(await t.host.tasks.find(owned.id))).toBe(
        'Expected somebody who is the owner of component:default/nothing, but the catalog names nobody. Add an owner to it, or reassign the task.',
      );
      // when
      const reassigned = await t.host.tasks.assign(managed.id, 'ben', olga);
      // then
      expect(findPeopleProblem(reassigned)).toBeUndefined();
      expect(await idsOf('mine', ben)).toEqual([managed.id]);
      // when
      await settle(t.host);
      told = [];
      catalog.put('component:default/nothing', { related: { ownedBy: [WEB] } });
      await refresh();
      // then
      expect(told).toEqual([WEB]);
      expect(await idsOf('available', wendy)).toEqual([owned.id]);
      expect(await idsOf('available', olga)).toEqual([]);
    });

    it('should be for those who own the process where what is asked for makes no sense', async () => {
      // when
      const { id } = await t.given(
        assigned('assignee="=&quot;manager of &quot; + who"'),
        { variables: { who: 'a:b:c' } },
      );
      // then
      const task = await t.host.tasks.find(id);
      expect(findPeopleProblem(task)).toBe(
        'Expected the ref of an entity after "manager of", but found none. Reassign the task, and correct the process.',
      );
      await expect(t.host.tasks.claim(id, olga)).resolves.toBeDefined();
    });

    it('should be for those who own the process while the catalog is away, and for whom it names when it is back', async () => {
      // given
      catalog.isAway = true;
      await expect(t.given(BY_MANAGER)).rejects.toThrow('away');
      const [id] = await idsOf('available', olga);
      expect(findPeopleProblem(await t.host.tasks.find(id))).toContain(
        'has not answered yet',
      );
      expect(told).toEqual([]);
      // when
      catalog.isAway = false;
      await refresh();
      // then
      expect(await idsOf('mine', ada)).toEqual([id]);
      expect(told).toEqual([ADA]);
      // when
      catalog.isAway = true;
      t.clock.time += 5 * MINUTE;
      await expect(t.host.relationWorker.runOnce()).rejects.toThrow('away');
      // then
      expect(await idsOf('mine', ada)).toEqual([id]);
    });

    it('should be found by what a policy says of people, and by its contrary', async () => {
      // given
      const managed = await t.given(BY_MANAGER);
      const owned = await t.given(BY_OWNER);
      const found = async (criteria: any) => {
        const query = { state: 'open', sort: 'due', limit: 10 } as const;
        const { rows } = await t.host.stores.tasks.list({ ...query, criteria });
        return rows.map(({ id }) => id).sort();
      };
      const mine = { property: 'assignee', values: [ADA, WEB] };
      const asked = { property: 'candidates', values: [ADA, WEB] };
      // then
      expect(await found(mine)).toEqual([managed.id]);
      expect(await found({ not: mine })).toEqual([owned.id]);
      expect(await found(asked)).toEqual([owned.id]);
      expect(await found({ not: asked })).toEqual([managed.id]);
      expect(await found({ anyOf: [mine, asked] })).toEqual(
        [managed.id, owned.id].sort(),
      );
      expect(await idsOf('mine', ada, { assignees: [ADA] })).toEqual([
        managed.id,
      ]);
    });

    it('should be remembered when they are done', async () => {
      // given
      const managed = await t.given(BY_MANAGER);
      const owned = await t.given(BY_OWNER);
      await t.host.tasks.complete(managed.id, done(), ada);
      await t.host.tasks.claim(owned.id, wendy);
      await t.host.tasks.complete(owned.id, done(), wendy);
      // when
      catalog.put(STARTER, { manager: 'ben' });
      await refresh();
      // then
      const completed = { state: 'completed' } as const;
      expect(await idsOf('mine', ada, completed)).toEqual([managed.id]);
      expect(await idsOf('mine', ben, completed)).toEqual([]);
      expect((await t.host.tasks.find(owned.id)).candidates).toEqual([WEB]);
      const asked = { ...completed, limit: 10, candidates: [WEB] };
      const { rows } = await t.host.tasks.list(asked, wendy);
      expect(rows.map(({ id }) => id)).toEqual([owned.id]);
    });

    it('should be a few questions to the catalog and the database, however many they are', async () => {
      // given
      const count = 20;
      for (let n = 0; n < count; n++) {
        catalog.put(`user:default/p${n}`, { manager: 'ada' });
      }
      const ids: string[] = [];
      for (let n = 0; n < count; n++) {
        const who = `assignee="manager of p${n}" candidateUsers="owner of site"`;
        ids.push((await t.given(assigned(who))).id);
      }
      // when
      catalog.asked.splice(0);
      await refresh();
      // then
      expect(catalog.asked).toHaveLength(2);
      // when
      catalog.asked.splice(0);
      let queries = 0;
      const listen = () => queries++;
      knex.on('query', listen);
      const { rows } = await t.host.tasks.list(
        { scope: 'mine', limit: 50 },
        ada,
      );
      knex.removeListener('query', listen);
      // then
      expect(rows.map(({ id }) => id).sort()).toEqual(ids.sort());
      expect(queries).toBe(4);
      expect(catalog.asked).toEqual([]);
    });

    it('should be asked for even if whoever has opened them dies right then', async () => {
      // given
      const { id } = await t.given(BY_MANAGER);
      await knex('people_relations').del();
      await knex('relation_people').del();
      expect((await t.host.tasks.find(id)).assignee).toBeUndefined();
      // when
      t = host();
      await settle(t.host);
      // then
      expect(await idsOf('mine', ada)).toEqual([id]);
    });

    it('should leave nothing when nobody has asked for a month', async () => {
      // given
      const { id } = await t.given(BY_MANAGER);
      await t.host.tasks.complete(id, done(), ada);
      await refresh();
      expect(await knex('people_relations').pluck('name')).toEqual([
        `manager of ${STARTER}`,
      ]);
      // when
      catalog.asked.splice(0);
      t.clock.time += 31 * DAY;
      await settle(t.host);
      // then
      expect(catalog.asked).toEqual([]);
      expect(await knex('people_relations')).toEqual([]);
      expect(await knex('relation_people')).toEqual([]);
    });

    it('should be looked up again soon where the clock was set back', async () => {
      // given
      await t.given(BY_MANAGER);
      t.clock.time -= DAY;
      catalog.asked.splice(0);
      // when
      await t.host.relationWorker.runOnce();
      // then
      expect(catalog.asked).not.toEqual([]);
    });
  },
);
