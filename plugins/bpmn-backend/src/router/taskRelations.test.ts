import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { settle } from '../__testUtils__/settle';
import { taskApi } from '../__testUtils__/taskApi';
import { assigned, person } from '../__testUtils__/taskHost';
import { TestCatalog } from '../__testUtils__/TestCatalog';
import {
  bpmnTaskConditions,
  createBpmnTaskConditionalDecision,
} from '../permissions/taskRules';
import {
  taskCompletePermission,
  taskReadPermission,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Caller } from '../tasks/Caller';

const STARTER = 'user:default/starter';
const ada = person('ada');
const ben = person('ben');
const olga = person('olga', 'data');

const BY_MANAGER = assigned('assignee="manager of initiator"');

describe.each(eachDatabase)(
  'tasks of owners and managers over REST on %s',
  databaseId => {
    let knex: Knex;
    let api: ReturnType<typeof taskApi>;
    let catalog: TestCatalog;

    beforeAll(async () => {
      knex = await migratedDatabase(databaseId);
    });

    beforeEach(async () => {
      for (const table of [
        'user_tasks',
        'user_task_candidates',
        'people_relations',
        'relation_people',
      ]) {
        await knex(table).del();
      }
      catalog = new TestCatalog();
      catalog.put(ada.actor).put(ben.actor).put(STARTER, { manager: 'ada' });
      api = taskApi(knex, [ada, ben, olga], { catalog });
    });

    /** Somebody sees and does their own tasks, and nobody else's: as a policy of conditions says. */
    function permitOwn({ refs }: Caller) {
      for (const permission of [taskReadPermission, taskCompletePermission]) {
        api.policy.set(
          permission.name,
          createBpmnTaskConditionalDecision(permission, {
            anyOf: [
              bpmnTaskConditions.isTaskAssignee({ claims: [...refs] }),
              bpmnTaskConditions.isTaskCandidate({ claims: [...refs] }),
            ],
          }),
        );
      }
    }

    async function listed(as: Caller) {
      permitOwn(as);
      const { body } = await api.call('listTasks', { as });
      const { body: counted } = await api.call('countTasks', { as });
      expect(counted.count).toBe(body.items.length);
      return body.items.map(({ id }: { id: string }) => id);
    }

    it('should be seen and done by those alone whom the catalog names', async () => {
      // given
      const { id } = await api.given(BY_MANAGER);
      // then
      expect(await listed(ben)).toEqual([]);
      expect((await api.call('getTask', { id, as: ben })).status).toBe(403);
      expect(await listed(ada)).toEqual([id]);
      const shown = await api.call('getTask', { id, as: ada });
      expect(shown.problem).toBeUndefined();
      expect(shown.body).toMatchObject({
        assignee: ada.actor,
        canComplete: true,
      });
      expect(shown.body).not.toHaveProperty('problem');
      expect(shown.body).not.toHaveProperty('relations');
      // when
      catalog.put(STARTER, { manager: 'ben' });
      api.clock.time += 5 * 60_000;
      await settle(api.host);
      // then
      expect(await listed(ada)).toEqual([]);
      const refused = await api.call('completeTask', { id, as: ada, body: {} });
      expect(refused.status).toBe(403);
      expect(await listed(ben)).toEqual([id]);
      const done = await api.call('completeTask', { id, as: ben, body: {} });
      expect(done.body).toMatchObject({ completedBy: ben.actor });
    });

    it('should say what is wrong where the catalog names nobody', async () => {
      // given
      catalog.put(STARTER);
      const { id } = await api.given(BY_MANAGER);
      // when
      expect(await listed(olga)).toEqual([id]);
      const { body, problem } = await api.call('getTask', { id, as: olga });
      // then
      expect(problem).toBeUndefined();
      expect(body).toMatchObject({
        candidateGroups: ['group:default/data'],
        canAssign: true,
        problem: expect.stringContaining(
          `the manager of ${STARTER}, but the catalog names nobody`,
        ),
      });
      // when
      const assign = { id, as: olga, body: { assignee: 'ben' } };
      const { body: given } = await api.call('assignTask', assign);
      // then
      expect(given).not.toHaveProperty('problem');
      expect(await listed(ben)).toEqual([id]);
    });
  },
);
