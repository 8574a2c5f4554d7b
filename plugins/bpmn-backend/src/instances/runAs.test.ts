import { complete, type Job } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { job, model } from '../__testUtils__/models';
import { EVE, OTHERS, OWNER, restApi } from '../__testUtils__/restApi';
import { settle } from '../__testUtils__/settle';

const message = (name: string) =>
  `<message id="${name}" name="${name}"><extensionElements><zeebe:subscription correlationKey="=key" /></extensionElements></message>`;
const AROUND = message('hello') + message('open');
const event = (name: string, accepts = '') =>
  `<messageEventDefinition messageRef="${name}">${accepts}</messageEventDefinition>`;

/** A process: its elements one after the other, each by its id. */
const processOf = (
  id: string,
  ...elements: readonly (readonly [string, string])[]
) => {
  const all = [['start', '<startEvent id="start" />'], ...elements];
  const flows = elements.map(
    ([target], index) =>
      `<sequenceFlow id="to-${target}" sourceRef="${all[index][0]}" targetRef="${target}" />`,
  );
  return model(
    `<process id="${id}" isExecutable="true">${all
      .map(([, xml]) => xml)
      .join('')}${flows.join('')}</process>`,
    AROUND,
  );
};

const call = (processId: string) =>
  [
    'call',
    `<callActivity id="call"><extensionElements><zeebe:calledElement processId="${processId}" propagateAllChildVariables="true" /></extensionElements></callActivity>`,
  ] as const;
const say = (name: string) =>
  [
    `say-${name}`,
    `<intermediateThrowEvent id="say-${name}">${event(
      name,
    )}</intermediateThrowEvent>`,
  ] as const;
const hear = (name: string, accepts = '') =>
  [
    'hear',
    `<intermediateCatchEvent id="hear">${event(
      name,
      accepts,
    )}</intermediateCatchEvent>`,
  ] as const;

describe.each(eachDatabase)('an instance begun by a stranger on %s', id => {
  let knex: Knex;
  let api: ReturnType<typeof restApi>;
  let done: Job[];

  beforeAll(async () => {
    knex = await migratedDatabase(id);
  });

  beforeEach(() => {
    done = [];
    const handle = async (handed: Job) => {
      done.push(handed);
      return complete();
    };
    api = restApi(knex, { handlers: [{ type: 'work', handle }] });
  });

  /** As somebody who is no member of the group that owns it. */
  async function startAsEve(processId: string): Promise<string> {
    const { status, body } = await api.ask('startInstance', {
      as: EVE,
      body: { processId, variables: { key: 'k' } },
    });
    expect([status, body.startedBy]).toEqual([201, EVE]);
    await settle(api.host);
    return body.id;
  }

  const find = (where: object) => knex('process_instances').where(where);
  const states = async (processId: string) =>
    (await find({ process_id: processId })).map(({ state }) => state);

  it('should do its jobs in the name of its owner: whoever does them gives what the owner may have', async () => {
    // given
    await api.deploy(processOf('jobs', job('work')));
    // when
    await startAsEve('jobs');
    // then
    expect(done).toMatchObject([{ owner: OWNER }]);
  });

  it('should call in the name of its owner what this owns, and nothing of the stranger', async () => {
    // given
    await api.deploy(processOf('callee', job('work')));
    await api.deploy(processOf('theirCallee', job('work')), OTHERS);
    await api.deploy(processOf('caller', call('callee')));
    await api.deploy(processOf('attacker', call('theirCallee')));
    // when
    const instanceId = await startAsEve('caller');
    const attacking = await startAsEve('attacker');
    // then
    expect(await find({ process_id: 'callee' })).toMatchObject([
      {
        owner_ref: OWNER,
        started_by: OWNER,
        caller_instance_id: instanceId,
        state: 'completed',
      },
    ]);
    expect(done).toMatchObject([{ owner: OWNER }]);
    expect(await find({ process_id: 'theirCallee' })).toEqual([]);
    expect(
      await knex('incidents').where({ instance_id: attacking }),
    ).toMatchObject([{ message: expect.stringContaining(OTHERS) }]);
  });

  it('should speak in the name of its owner: not in that of the stranger, nor to whom only the stranger may', async () => {
    // given
    await api.deploy(processOf('ours', hear('hello')));
    await api.deploy(processOf('theirs', hear('hello')), OTHERS);
    const accepts = (from: string) =>
      `<extensionElements><pipeline:accepts from="${from}" /></extensionElements>`;
    const third = 'group:default/third';
    await api.deploy(
      processOf('acceptsOwner', hear('open', accepts(OWNER))),
      third,
    );
    await api.deploy(
      processOf('acceptsStranger', hear('open', accepts(OTHERS))),
      third,
    );
    await api.deploy(
      processOf(
        'speaks',
        say('hello'),
        ['again', '<task id="again" />'],
        say('open'),
      ),
    );
    for (const processId of [
      'theirs',
      'ours',
      'acceptsStranger',
      'acceptsOwner',
    ]) {
      await api.start({ processId, variables: { key: 'k' } });
    }
    // when
    await startAsEve('speaks');
    // then
    expect(await states('ours')).toEqual(['completed']);
    expect(await states('theirs')).toEqual(['active']);
    expect(await states('acceptsOwner')).toEqual(['completed']);
    expect(await states('acceptsStranger')).toEqual(['active']);
  });

  it('should be its owners to see tasks of, not the strangers', async () => {
    // given
    await api.deploy(
      processOf('asks', [
        'ask',
        '<userTask id="ask"><extensionElements><zeebe:userTask /></extensionElements></userTask>',
      ]),
    );
    await startAsEve('asks');
    const { id: taskId } = await knex('user_tasks')
      .where({ process_id: 'asks' })
      .first('id');
    const completeAs = (as?: string) =>
      api.ask('completeTask', { as, params: { taskId }, body: {} });
    // then
    expect((await completeAs(EVE)).status).toBe(403);
    expect((await completeAs()).status).toBeLessThan(300);
  });
});
