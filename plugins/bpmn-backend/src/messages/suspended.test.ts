import { mockServices } from '@backstage/backend-test-utils';
import type { Variables } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { settle } from '../__testUtils__/settle';
import { createHost, type Host } from '../host/Host';

const OWNER = 'group:default/data';
const context = { actor: 'user:default/ada' };

const document = (id: string, event: string) =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="https://example.org">
    <message id="paid" name="paid"><extensionElements><zeebe:subscription correlationKey="=order" /></extensionElements></message>
    <signal id="alarm" name="alarm" />
    <process id="${id}" isExecutable="true"><startEvent id="start" /><sequenceFlow id="to-event" sourceRef="start" targetRef="event" />${event}</process>
  </definitions>`;

const caught = (definition: string) =>
  `<intermediateCatchEvent id="event">${definition}</intermediateCatchEvent>`;
const thrown = (definition: string) =>
  `<intermediateThrowEvent id="event">${definition}</intermediateThrowEvent>`;

const MESSAGE = '<messageEventDefinition messageRef="paid" />';
const SIGNAL = '<signalEventDefinition signalRef="alarm" />';

describe.each(eachDatabase)('a suspended instance on %s', databaseId => {
  let knex: Knex;
  let host: Host;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
    host = createHost({
      knex,
      clock: { now: () => Date.UTC(2026, 0, 1) },
      logger: mockServices.logger.mock(),
    });
    for (const [id, event] of [
      ['waitsForMessage', caught(MESSAGE)],
      ['sendsMessage', thrown(MESSAGE)],
      ['waitsForSignal', caught(SIGNAL)],
      ['sendsSignal', thrown(SIGNAL)],
    ]) {
      await host.deployments.deploy(
        {
          ownerRef: OWNER,
          resources: [{ name: 'model.bpmn', content: document(id, event) }],
        },
        context.actor,
      );
    }
  });

  async function start(processId: string, variables: Variables = {}) {
    const definition = (await host.stores.deployments.findLatest(processId))!;
    const { id: definitionId, processKey, ownerRef } = definition;
    const { record } = await host.instances.start(
      { definitionId, processKey, ownerRef, variables },
      context,
    );
    await settle(host);
    return record.id;
  }

  async function send(id: string, type: 'suspendInstance' | 'resumeInstance') {
    await host.instances.handle(id, { type }, context);
    await settle(host);
  }

  const stateOf = async (id: string) =>
    (await host.stores.instances.find(id))!.state;

  it('should get a message that came meanwhile when it goes on', async () => {
    // given
    const id = await start('waitsForMessage', { order: 'a' });
    await send(id, 'suspendInstance');
    await start('sendsMessage', { order: 'a' });
    expect(await stateOf(id)).toBe('suspended');
    // when
    await send(id, 'resumeInstance');
    // then
    expect(await stateOf(id)).toBe('completed');
  });

  it('should leave a second message to whoever waits next', async () => {
    // given
    const first = await start('waitsForMessage', { order: 'b' });
    await send(first, 'suspendInstance');
    await start('sendsMessage', { order: 'b' });
    await start('sendsMessage', { order: 'b' });
    // when
    await send(first, 'resumeInstance');
    const second = await start('waitsForMessage', { order: 'b' });
    // then
    expect([await stateOf(first), await stateOf(second)]).toEqual([
      'completed',
      'completed',
    ]);
  });

  it('should hear a signal that was sent meanwhile when it goes on', async () => {
    // given
    const id = await start('waitsForSignal');
    await send(id, 'suspendInstance');
    await start('sendsSignal');
    expect(await stateOf(id)).toBe('suspended');
    // when
    await send(id, 'resumeInstance');
    // then
    expect(await stateOf(id)).toBe('completed');
  });
});
