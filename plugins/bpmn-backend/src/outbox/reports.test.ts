import { mockServices } from '@backstage/backend-test-utils';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { settle } from '../__testUtils__/settle';
import { createHost } from '../host/Host';

const OWNER = 'group:default/data';
const actor = 'user:default/ada';

const document = (id: string, content: string) => ({
  name: `${id}.bpmn`,
  content: `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="https://example.org">
    <escalation id="shout" escalationCode="shout" />
    <process id="${id}" isExecutable="true"><startEvent id="start" />${content}</process>
  </definitions>`,
});
const flow = (from: string, to: string) =>
  `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}" />`;

const caller = document(
  'caller',
  `<callActivity id="call"><extensionElements><zeebe:calledElement processId="called" /></extensionElements></callActivity>
   <boundaryEvent id="heard" attachedToRef="call" cancelActivity="false"><escalationEventDefinition escalationRef="shout" /></boundaryEvent>
   <task id="note" />${flow('start', 'call')}${flow('heard', 'note')}`,
);
const called = document(
  'called',
  `<intermediateThrowEvent id="shouts"><escalationEventDefinition escalationRef="shout" /></intermediateThrowEvent>${flow(
    'start',
    'shouts',
  )}`,
);

describe.each(eachDatabase)('a called instance on %s', databaseId => {
  it('should tell its caller of its end last, whoever tells', async () => {
    // given
    const knex = await migratedDatabase(databaseId);
    let now = Date.UTC(2026, 0, 1);
    const host = createHost({
      knex,
      clock: { now: () => now },
      logger: mockServices.logger.mock(),
    });
    const { deployments, outbox } = host.stores;
    await host.deployments.deploy(
      { ownerRef: OWNER, resources: [caller, called] },
      actor,
    );
    const definition = (await deployments.findLatest('caller'))!;
    const { id: definitionId, processKey, ownerRef } = definition;
    const { record } = await host.instances.start(
      { definitionId, processKey, ownerRef },
      { actor },
    );
    await host.outboxWorker.runOnce();
    await host.outboxWorker.settle();
    // when: another replica takes on the escalation, and dies
    const taken = await outbox.claim({ now, until: now + 30_000, limit: 1 });
    await settle(host);
    now += 30_000;
    await settle(host);
    now += 1000;
    await settle(host);
    // then
    expect(taken).toMatchObject([
      { deed: { kind: 'report', report: { type: 'escalation' } } },
    ]);
    expect((await host.stores.instances.find(record.id))!.state).toBe(
      'completed',
    );
    const history = await knex('history').where({ instance_id: record.id });
    expect(history.map(({ changes }) => changes).join()).toContain(
      '"elementId":"note"',
    );
  });
});
