import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import {
  ALARM,
  alarm,
  job,
  model,
  PAID,
  paid,
  sequence,
} from '../__testUtils__/models';
import { settle } from '../__testUtils__/settle';
import { isPostgres } from '../store/driver';
import { OwnerStore } from '../store/owners';
import {
  assigned,
  done,
  OWNER,
  person,
  taskHost,
} from '../__testUtils__/taskHost';

const OTHERS = 'group:default/others';
const THIRD = 'group:default/third';
const MINUTE = 60_000;
const ada = person('ada', 'data');
const eve = person('eve', 'others');

/** Tables whose rows belong to instances. */
async function tablesOfInstances(knex: Knex): Promise<readonly string[]> {
  const names: string[] = isPostgres(knex)
    ? await knex('information_schema.tables')
        .where({ table_schema: knex.raw('current_schema()') })
        .pluck('table_name')
    : await knex('sqlite_master').where({ type: 'table' }).pluck('name');
  const found: string[] = [];
  for (const name of names.sort()) {
    if (await knex.schema.hasColumn(name, 'instance_id')) {
      found.push(name);
    }
  }
  return found;
}

describe.each(eachDatabase)(
  'processes that get another owner on %s',
  databaseId => {
    let knex: Knex;
    let story: ReturnType<typeof taskHost>;

    beforeAll(async () => {
      knex = await migratedDatabase(databaseId);
      story = taskHost(knex);
    });

    beforeEach(async () => {
      await knex('owner_moves').del();
    });

    afterEach(() => jest.restoreAllMocks());

    const move = (processId: string, to = OTHERS, from = OWNER) =>
      story.host.owners.move({ processId, ownerRef: from }, to, ada.actor);

    /** Lets all follow that can by now. */
    async function follow(host = story.host) {
      while ((await host.ownerWorker.runOnce()) === 0);
    }

    const ownerOf = async (instanceId: string) =>
      (await story.host.stores.instances.find(instanceId))!.ownerRef;

    const moves = () => knex('owner_moves');

    it('should take their instances and tasks along', async () => {
      // given
      const { processId, instanceId, id } = await story.given('');
      const other = await story.given('');
      // when
      await move(processId);
      await follow();
      // then
      expect(await ownerOf(instanceId)).toBe(OTHERS);
      expect(await story.host.tasks.find(id)).toMatchObject({
        ownerRef: OTHERS,
        candidates: [OTHERS],
      });
      const inboxOf = async (scope: typeof ada) =>
        (
          await story.host.tasks.list({ scope: 'available', limit: 9 }, scope)
        ).rows.map(task => task.id);
      expect(await inboxOf(eve)).toEqual([id]);
      expect(await inboxOf(ada)).not.toContain(id);
      await expect(story.host.tasks.complete(id, done(), ada)).rejects.toThrow(
        OTHERS,
      );
      // and: whoever had it in memory finds out
      await story.host.tasks.complete(id, done(), eve);
      await settle(story.host);
      expect(await story.stateOf(instanceId)).toBe('completed');
      // but
      expect(await ownerOf(other.instanceId)).toBe(OWNER);
    });

    it('should ask those whom the model names still', async () => {
      // given
      const { processId, id } = await story.given(
        assigned('candidateGroups="data"'),
      );
      // when
      await move(processId);
      await follow();
      // then
      expect(await story.host.tasks.find(id)).toMatchObject({
        ownerRef: OTHERS,
        candidates: [OWNER],
      });
      await story.host.tasks.complete(id, done(), ada);
    });

    it('should take along what has ended, and tell in the history of what runs who has done it', async () => {
      // given
      const { processId, instanceId } = await story.given('');
      const ended = await story.start(processId);
      await story.host.instances.handle(
        ended,
        { type: 'cancelInstance' },
        { actor: ada.actor },
      );
      const before = await story.host.stores.instances.find(ended);
      // when
      await move(processId);
      await follow();
      // then
      expect(await story.host.stores.instances.find(ended)).toEqual({
        ...before,
        ownerRef: OTHERS,
      });
      const last = await knex('history')
        .where({ instance_id: instanceId })
        .orderBy('revision', 'desc')
        .first();
      expect(last).toMatchObject({ actor: ada.actor });
      expect(JSON.parse(last.changes)).toEqual([
        { type: 'ownerMoved', from: OWNER, to: OTHERS },
      ]);
      const { revision } = (await story.host.stores.instances.find(
        instanceId,
      ))!;
      expect(last.revision).toBe(revision);
    });

    it('should do in the name of the new owner what was still to be told', async () => {
      // given
      const throwing = sequence(
        'throwing',
        [
          [
            'throw',
            '<intermediateThrowEvent id="throw"><messageEventDefinition messageRef="paid" /></intermediateThrowEvent>',
          ],
          job('work'),
        ],
        { around: '<message id="paid" name="paid" />' },
      );
      await story.deploy(throwing);
      const { id, processKey } =
        (await story.host.stores.deployments.findLatest('throwing'))!;
      const { record } = await story.host.instances.start(
        { definitionId: id, processKey, ownerRef: OWNER },
        { actor: ada.actor },
      );
      // when
      await move('throwing');
      await follow();
      // then
      const deeds = await knex('outbox').where({ instance_id: record.id });
      expect(deeds).toHaveLength(1);
      expect(JSON.parse(deeds[0].details)).toMatchObject({
        deed: { name: 'paid' },
        ownerRef: OTHERS,
      });
      expect(deeds[0].sender_ref).toBe(OTHERS);
      const [leased] = await story.host.jobs.activate({
        types: ['work'],
        worker: 'w',
        limit: 1,
        lease: 1000,
      });
      expect(leased).toMatchObject({ ownerRef: OTHERS });
    });

    it('should leave nothing of an instance with the former owner, in any table', async () => {
      // given an instance that waits for all that one can wait for, and has something to tell
      const waiting = [
        '<userTask id="ask"><extensionElements><zeebe:userTask /></extensionElements></userTask>',
        ...[job('work'), paid('wait'), alarm('hear')].map(([, xml]) => xml),
        '<intermediateThrowEvent id="throw"><messageEventDefinition messageRef="told" /></intermediateThrowEvent>',
        '<intermediateCatchEvent id="later"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>',
        '<callActivity id="call"><extensionElements><zeebe:calledElement processId="none" /></extensionElements></callActivity>',
      ];
      const around = `${PAID}${ALARM}<message id="told" name="told" />`;
      const process = `<process id="everything" isExecutable="true">${waiting.join(
        '',
      )}</process>`;
      await story.deploy(model(process, around));
      const { id: definitionId, processKey } =
        (await story.host.stores.deployments.findLatest('everything'))!;
      const { record } = await story.host.instances.start(
        {
          definitionId,
          processKey,
          ownerRef: OWNER,
          variables: { order: '7' },
        },
        { actor: ada.actor },
      );
      const tables = await tablesOfInstances(knex);
      const holding = async () => {
        const found: string[] = [];
        for (const table of tables) {
          const rows = await knex(table).where({ instance_id: record.id });
          if (JSON.stringify(rows).includes(OWNER)) {
            found.push(table);
          }
        }
        return found;
      };
      expect(await holding()).toEqual(
        expect.arrayContaining(['outbox', 'user_tasks', 'waits']),
      );
      // when
      await move('everything');
      await follow();
      // then: only what has happened tells of it
      expect(await holding()).toEqual(['history']);
      expect(await ownerOf(record.id)).toBe(OTHERS);
    });

    it('should hear the new owner, and the former no more', async () => {
      // given
      const waiting = sequence('waiting', [paid('wait')], { around: PAID });
      await story.deploy(waiting);
      const instanceId = await story.start('waiting', { order: '7' });
      await move('waiting');
      await follow();
      const pay = async (ownerRef: string) => {
        await story.host.messages.publish(
          {
            ownerRef,
            deed: {
              kind: 'message',
              name: 'paid',
              correlationKey: '7',
              variables: {},
            },
          },
          ada.actor,
        );
        await settle(story.host);
        return story.stateOf(instanceId);
      };
      // then
      expect(await pay(OWNER)).toBe('active');
      expect(await pay(OTHERS)).toBe('completed');
    });

    it('should give what begins from then on to the new owner, also where it was just beginning for the former', async () => {
      // given
      const { processId } = await story.given('');
      const definition = (await story.host.stores.deployments.findLatest(
        processId,
      ))!;
      // when
      await move(processId);
      await follow();
      const started = await story.start(processId);
      const late = uuid();
      await story.host.instances.start(
        {
          id: late,
          definitionId: definition.id,
          processKey: definition.processKey,
          ownerRef: definition.ownerRef,
        },
        { actor: ada.actor },
      );
      // then
      expect(await ownerOf(started)).toBe(OTHERS);
      expect(await ownerOf(late)).toBe(OWNER);
      expect(await moves()).toHaveLength(1);
      // when
      story.clock.time += MINUTE;
      await follow();
      // then
      expect(await ownerOf(late)).toBe(OTHERS);
      expect(await moves()).toEqual([]);
    });

    it.each(['moveInstances', 'moveDeeds', 'proceed'] as const)(
      'should go on elsewhere where a process has died before %s was done',
      async place => {
        // given
        const { processId, instanceId } = await story.given('');
        const others = [
          await story.start(processId),
          await story.start(processId),
        ];
        await knex('outbox').insert({
          id: uuid(),
          instance_id: instanceId,
          kind: 'resumed',
          due_at: Number.MAX_SAFE_INTEGER,
          details: JSON.stringify({
            deed: { kind: 'resumed' },
            ownerRef: OWNER,
          }),
        });
        await move(processId);
        const died = new Error('killed');
        jest.spyOn(OwnerStore.prototype, place).mockRejectedValueOnce(died);
        // when
        await expect(story.host.ownerWorker.runOnce()).rejects.toBe(died);
        // then: nobody else does until it is known to be dead
        const heir = taskHost(knex);
        heir.clock.time = story.clock.time + 1000;
        expect(await heir.host.ownerWorker.runOnce()).toBeGreaterThan(0);
        // when
        heir.clock.time += MINUTE;
        await follow(heir.host);
        // then
        for (const id of [instanceId, ...others]) {
          expect(await ownerOf(id)).toBe(OTHERS);
          const noted = await knex('history')
            .where({ instance_id: id })
            .where('changes', 'like', '%ownerMoved%');
          expect(noted).toHaveLength(1);
        }
        const [{ details }] = await knex('outbox').where({
          instance_id: instanceId,
          kind: 'resumed',
          due_at: Number.MAX_SAFE_INTEGER,
        });
        expect(JSON.parse(details).ownerRef).toBe(OTHERS);
        heir.clock.time += MINUTE;
        await follow(heir.host);
        expect(await moves()).toEqual([]);
      },
    );

    it('should come to the last of several owners', async () => {
      // given
      const { processId, instanceId, id } = await story.given('');
      await move(processId);
      const worker = story.host.ownerWorker.runOnce();
      // when
      await move(processId, THIRD, OTHERS);
      await worker;
      await follow();
      // then
      expect(await ownerOf(instanceId)).toBe(THIRD);
      expect(await story.host.tasks.find(id)).toMatchObject({
        candidates: [THIRD],
      });
    });

    it('should go through many in small steps', async () => {
      // given
      const { processId, instanceId } = await story.given('');
      const row = await knex('process_instances')
        .where({ id: instanceId })
        .first();
      const ids = Array.from({ length: 1200 }, () => uuid());
      await knex.batchInsert(
        'process_instances',
        ids.map(id => ({ ...row, id })),
        20,
      );
      await move(processId);
      // when
      await story.host.ownerWorker.runOnce();
      // then
      const ofOthers = () =>
        knex('process_instances')
          .where({ process_id: processId, owner_ref: OTHERS })
          .pluck('id');
      expect((await ofOthers()).length).toBeLessThanOrEqual(500);
      // when
      await follow();
      // then
      expect(await ofOthers()).toHaveLength(1201);
      await knex('process_instances').whereIn('id', ids).del();
    });
  },
);
