import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import type {
  TaskNoticeContext,
  TaskTelling,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
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
import { TaskNotifiers } from './TaskNotifiers';

const HOUR = 3_600_000;
const ADA = 'user:default/ada';
const BEN = 'user:default/ben';

type Notify = (
  telling: TaskTelling,
  context: TaskNoticeContext,
) => Promise<void> | void;

/** A task beside what waits for a message. */
const parallel =
  () => `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="https://example.org">
  <message id="go" name="go"><extensionElements><zeebe:subscription correlationKey="=&quot;7&quot;" /></extensionElements></message>
  <process id="both" isExecutable="true">
    <startEvent id="start" /><sequenceFlow id="a" sourceRef="start" targetRef="fork" /><parallelGateway id="fork" />
    <sequenceFlow id="b" sourceRef="fork" targetRef="ask" /><sequenceFlow id="c" sourceRef="fork" targetRef="wait" />
    <userTask id="ask"><extensionElements><zeebe:userTask /><zeebe:assignmentDefinition assignee="ada" /></extensionElements></userTask>
    <intermediateCatchEvent id="wait"><messageEventDefinition messageRef="go" /></intermediateCatchEvent>
  </process></definitions>`;

describe.each(eachDatabase)('notices of tasks on %s', databaseId => {
  let knex: Knex;
  let world: ReturnType<typeof taskHost>;
  let told: TaskTelling[];
  let notify: Notify;
  /** Why the second channel cannot say whom to tell. */
  let lost: Error | undefined;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
  });

  beforeEach(async () => {
    await knex('outbox').del();
    told = [];
    notify = () => {};
    lost = undefined;
    const taskNotifiers = new TaskNotifiers();
    taskNotifiers.addTaskNotifier({
      name: 'other',
      async findRecipients() {
        if (lost) {
          throw lost;
        }
        return [];
      },
      notify: async telling => {
        told.push(telling);
      },
    });
    taskNotifiers.addTaskNotifier({
      name: 'test',
      findRecipients: async ({ assignee, candidates }) =>
        assignee ? [assignee] : candidates,
      async notify(telling, context) {
        told.push(telling);
        await notify(telling, context);
      },
    });
    world = taskHost(knex, { taskNotifiers });
  });

  /** They are told side by side. */
  const recipients = () => told.map(({ recipient }) => recipient).sort();

  /** Absent: the process itself has made it. */
  async function file(instanceId: string, name: string, createdBy = OWNER) {
    const content = Readable.from([Buffer.from(`This is ${name}`)]);
    const given = { instanceId, name, content, createdBy };
    return world.host.files.add(given);
  }

  it('should tell whom a task is assigned to, once', async () => {
    // when
    const { id, processId, instanceId } = await world.given(
      assigned('assignee="ada"'),
    );
    // then
    expect(told).toEqual([
      {
        recipient: ADA,
        key: expect.any(String),
        isLastTry: false,
        notice: {
          taskId: id,
          taskName: 'Approve & publish',
          elementId: 'approve',
          instanceId,
          processId,
          processName: `Approval of ${processId}`,
          businessKey: 'order 7',
          owner: 'group:default/data',
          startedBy: 'user:default/starter',
          assignee: ADA,
          candidates: ['group:default/data'],
          dueAt: undefined,
          documents: [],
        },
      },
    ]);
    expect(await knex('outbox')).toEqual([]);
  });

  it('should tell each candidate, and whoever gets it from somebody else', async () => {
    // given
    const { id } = await world.given(assigned('candidateUsers="ada, ben"'));
    expect(recipients()).toEqual([ADA, BEN]);
    told = [];
    // when
    await world.host.tasks.claim(id, person('ada'));
    await settle(world.host);
    // then
    expect(told).toEqual([]);
    // when
    await world.host.tasks.assign(id, BEN, person('ada'));
    await settle(world.host);
    // then
    expect(recipients()).toEqual([BEN]);
    // when
    await world.host.tasks.unclaim(id, person('ben'));
    await settle(world.host);
    // then
    expect(recipients()).toEqual([BEN]);
  });

  it('should try again where one cannot be told, and nobody else waits for that', async () => {
    // given
    notify = ({ recipient }) => {
      if (recipient === ADA) {
        throw new Error('not now');
      }
    };
    await world.given(assigned('candidateUsers="ada, ben"'));
    expect(recipients()).toEqual([ADA, BEN]);
    // when
    notify = () => {};
    world.clock.time += HOUR;
    await settle(world.host);
    // then
    expect(recipients()).toEqual([ADA, ADA, BEN]);
    const first = told.find(({ recipient }) => recipient === ADA);
    expect(told[2].key).toBe(first!.key);
    expect(await knex('outbox')).toEqual([]);
  });

  it('should give up after a day, and say so before', async () => {
    // given
    notify = () => {
      throw new Error('never');
    };
    await world.given(assigned('assignee="ada"'));
    // when
    world.clock.time += 24 * HOUR;
    await settle(world.host);
    // then
    expect(told.map(({ isLastTry }) => isLastTry)).toEqual([false, true]);
    expect(await knex('outbox')).toEqual([]);
  });

  it('should tell on one channel while another does not know whom to tell', async () => {
    // given
    lost = new Error('the catalog is away');
    const { id } = await world.given(assigned('candidateUsers="ada"'));
    expect(recipients()).toEqual([ADA]);
    expect(await knex('outbox').pluck('kind')).toEqual(['announceOn']);
    // when
    world.clock.time += HOUR;
    await settle(world.host);
    lost = undefined;
    world.clock.time += HOUR;
    await settle(world.host);
    // then
    expect(recipients()).toEqual([ADA]);
    expect(await knex('outbox')).toEqual([]);
    // given
    lost = new Error('for ever');
    await world.host.tasks.assign(id, BEN, person('ada'));
    // when
    await settle(world.host);
    world.clock.time += 24 * HOUR;
    await settle(world.host);
    // then
    expect(recipients()).toEqual([ADA, BEN]);
    expect(await knex('outbox')).toEqual([]);
  });

  it('should ask no channel any more whom to tell of what is done', async () => {
    // given
    lost = new Error('the catalog is away');
    const { id } = await world.given(assigned('assignee="ada"'));
    await world.host.tasks.complete(id, done(), person('ada'));
    // when
    world.clock.time += HOUR;
    await settle(world.host);
    // then
    expect(await knex('outbox')).toEqual([]);
  });

  it.each([
    ['done', 'the task is completed'],
    ['given to somebody else', 'the task is for somebody else now'],
  ])('should leave no mail waiting on a task that is %s', async (what, why) => {
    // given
    const { mails } = world.host.stores;
    notify = async ({ key, notice: { instanceId, elementId }, recipient }) => {
      await mails.keep(
        {
          ...{ key, instanceId, elementId, subject: 'Do it', text: 'Please' },
          state: 'waiting',
          problem: 'The mail server is away',
          sender: 'portal@example.com',
          recipients: [recipient],
          messageId: '<1@example.com>',
          attachments: [],
        },
        world.clock.now(),
      );
      throw new Error('not now');
    };
    const { id } = await world.given(assigned('assignee="ada"'));
    const { tasks } = world.host;
    await (what === 'done'
      ? tasks.complete(id, done(), person('ada'))
      : tasks.assign(id, BEN, person('ada')));
    const [{ key }] = told;
    notify = () => {};
    // when
    world.clock.time += HOUR;
    await settle(world.host);
    // then
    expect(await knex('mails').where({ key }).first()).toMatchObject({
      state: 'failed',
      problem: `Not wanted any more: ${why}`,
    });
  });

  it('should not tell of what is done meanwhile', async () => {
    // given
    notify = () => {
      throw new Error('not now');
    };
    const { id } = await world.given(assigned('assignee="ada"'));
    await world.host.tasks.complete(id, done(), person('ada'));
    // when
    world.clock.time += HOUR;
    await settle(world.host);
    // then
    expect(told).toHaveLength(1);
    expect(await knex('outbox')).toEqual([]);
  });

  it('should not keep the instance from going on while somebody is told', async () => {
    // given
    const { host } = world;
    let end = () => {};
    notify = () =>
      new Promise<void>(resolve => {
        end = resolve;
      });
    await world.deploy(parallel());
    const { id, processKey, ownerRef } =
      (await host.stores.deployments.findLatest('both'))!;
    await host.instances.start(
      { definitionId: id, processKey, ownerRef },
      { actor: ADA },
    );
    while (told.length === 0) {
      await host.outboxWorker.runOnce();
      await new Promise(setImmediate);
    }
    // when
    const deed = {
      kind: 'message',
      name: 'go',
      correlationKey: '7',
      variables: {},
    } as const;
    await host.messages.publish({ deed, ownerRef }, ADA);
    // then
    while ((await knex('outbox').whereNot({ kind: 'notify' })).length > 0) {
      await host.outboxWorker.runOnce();
      await new Promise(setImmediate);
    }
    expect(
      await knex('outbox').where({ kind: 'notify' }).pluck('kind'),
    ).toEqual(['notify']);
    end();
    await host.outboxWorker.settle();
  });

  /** Variables of the whole instance that hold files. */
  async function hold(instanceId: string, files: Record<string, object>) {
    const { rootKey } = (await world.host.stores.instances.find(instanceId))!;
    await world.host.instances.handle(
      instanceId,
      {
        type: 'setVariables',
        scopeKey: rootKey,
        variables: JSON.parse(JSON.stringify(files)),
      },
      { actor: ADA },
    );
  }

  it('should bring the documents of the run, but nothing of a form that is not sent yet', async () => {
    // given
    const read: string[] = [];
    notify = async ({ notice }, { openFile }) => {
      for (const document of notice.documents) {
        read.push(String(await buffer(await openFile(document))));
      }
    };
    const { id, instanceId } = await world.given(
      assigned('candidateUsers="ada"'),
    );
    const made = await file(instanceId, 'made.txt');
    const plot = await file(instanceId, 'plot.txt');
    const sent = await file(instanceId, 'sent.txt', ADA);
    await file(instanceId, 'draft.txt', ADA);
    await hold(instanceId, { result: { plot }, sent });
    told = [];
    // when
    await world.host.tasks.assign(id, BEN, person('ada'));
    await settle(world.host);
    // then
    expect(told[0].notice.documents).toEqual([plot, sent, made]);
    expect(read).toEqual([
      'This is plot.txt',
      'This is sent.txt',
      'This is made.txt',
    ]);
  });

  it('should bring only documents that it sees in variables where some are sensitive', async () => {
    // given
    const { id, instanceId } = await world.given(
      assigned('candidateUsers="ada"'),
      {
        around:
          '<extensionElements><pipeline:sensitive variable="secret" /></extensionElements>',
      },
    );
    const plot = await file(instanceId, 'plot.txt');
    const secret = await file(instanceId, 'secret.txt');
    // As in a sensitive variable of another branch.
    await file(instanceId, 'elsewhere.txt');
    await hold(instanceId, { plot, secret, copy: { secret } });
    told = [];
    // when
    await world.host.tasks.assign(id, BEN, person('ada'));
    await settle(world.host);
    // then
    expect(told[0].notice.documents).toEqual([plot]);
  });

  it('should open no file of another instance', async () => {
    // given
    const { instanceId } = await world.given(assigned('assignee="ada"'));
    const foreign = await file(instanceId, 'foreign.txt');
    let refused: unknown;
    notify = async (_, { openFile }) => {
      refused = await openFile(foreign).catch(error => error);
    };
    // when
    await world.given(assigned('assignee="ben"'));
    // then
    expect(refused).toMatchObject({ code: 'invalidArgument' });
  });
});
