import { processMessagePermission } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { alarm, ALARM, paid, PAID, sequence } from '../__testUtils__/models';
import { OTHERS, OWNER, restApi } from '../__testUtils__/restApi';
import { settle } from '../__testUtils__/settle';
import {
  bpmnProcessConditions,
  createBpmnProcessConditionalDecision,
} from '../permissions/rules';

describe.each(eachDatabase)('messages over REST on %s', databaseId => {
  let knex: Knex;
  let api: ReturnType<typeof restApi>;
  let count = 0;
  let processId: string;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
  });

  beforeEach(async () => {
    api = restApi(knex);
    processId = `process-${++count}`;
    await api.deploy(sequence(processId, [paid('pay')], { around: PAID }));
  });

  const waiting = (order: string) =>
    api.start({ processId, variables: { order: `${count}-${order}` } });
  const publish = async (body: object, ownerRef = OWNER) => {
    const answer = await api.ask('publishMessage', {
      body: { ownerRef, name: 'paid', ...body },
    });
    await settle(api.host);
    return answer;
  };
  const key = (order: string) => ({ correlationKey: `${count}-${order}` });
  const stateOf = async (instanceId: string) =>
    (await api.ask('getInstance', { params: { instanceId } })).body.state;

  it('should reach the one that waits for the key', async () => {
    // given
    const first = await waiting('a');
    const second = await waiting('b');
    // when
    const { status } = await publish({ ...key('b'), variables: { sum: 5 } });
    // then
    expect(status).toBe(202);
    expect(await stateOf(first)).toBe('active');
    expect(await stateOf(second)).toBe('completed');
  });

  it('should be kept as long as it says for who waits for it later', async () => {
    // given
    await publish({ ...key('soon'), timeToLive: 60_000 });
    await publish({ ...key('late'), timeToLive: 60_000 });
    // when
    const soon = await waiting('soon');
    api.clock.time += 60_000;
    const late = await waiting('late');
    // then
    expect(await stateOf(soon)).toBe('completed');
    expect(await stateOf(late)).toBe('active');
  });

  it('should be sent once for each id', async () => {
    // given
    const body = { ...key('a'), messageId: `m-${count}` };
    await waiting('a');
    const first = await publish(body);
    const other = await waiting('a');
    // when
    const again = await publish(body);
    const different = await publish({ ...body, variables: { a: 1 } });
    // then
    expect(again.body).toEqual(first.body);
    expect(await stateOf(other)).toBe('active');
    expect(different.status).toBe(422);
    expect(different.body.code).toBe('keyReused');
  });

  it.each(['name', 'correlationKey', 'messageId'])(
    'should not have a %s that cannot be stored',
    async property => {
      for (const strange of ['a\u0000', 'a\ud800', '\udc00a']) {
        // when
        const { status, body } = await publish({ [property]: strange });
        // then
        expect([strange, status, body.code]).toEqual([
          strange,
          400,
          'invalidRequest',
        ]);
      }
      expect((await publish({ [property]: `😀${count}` })).status).toBe(202);
    },
  );

  it('should not reach what others own', async () => {
    // given
    const id = await waiting('a');
    // when
    await publish(key('a'), OTHERS);
    // then
    expect(await stateOf(id)).toBe('active');
  });

  it('should be sent by those only whom the policy lets speak for the owner', async () => {
    // given
    const only = (condition: any) =>
      api.policy.set(
        processMessagePermission.name,
        createBpmnProcessConditionalDecision(
          processMessagePermission,
          condition,
        ),
      );
    const isOwner = (...claims: string[]) =>
      bpmnProcessConditions.isProcessOwner({ claims });
    // then
    only(isOwner(OWNER));
    expect((await publish(key('a'))).status).toBe(202);
    expect((await publish(key('a'), OTHERS)).status).toBe(403);
    expect((await publish(key('a'), 'group:default/none')).status).toBe(403);
    only(bpmnProcessConditions.hasProcessId({ processIds: [processId] }));
    expect((await publish(key('a'))).status).toBe(count === 1 ? 202 : 403);
    expect(
      (
        await api.ask('broadcastSignal', {
          body: { ownerRef: OTHERS, name: 'alarm' },
        })
      ).status,
    ).toBe(403);
  });

  it('should reach all who wait for a signal', async () => {
    // given
    const id = `signal-${count}`;
    await api.deploy(sequence(id, [alarm('listen')], { around: ALARM }));
    const all = [
      await api.start({ processId: id }),
      await api.start({ processId: id }),
    ];
    // when
    const { status } = await api.ask('broadcastSignal', {
      body: { ownerRef: OWNER, name: 'alarm', variables: { loud: true } },
    });
    await settle(api.host);
    // then
    expect(status).toBe(202);
    expect(await Promise.all(all.map(stateOf))).toEqual([
      'completed',
      'completed',
    ]);
  });
});
