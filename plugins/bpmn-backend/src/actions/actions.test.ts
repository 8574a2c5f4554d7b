import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { ADA, EVE, restApi } from '../__testUtils__/restApi';
import { registerActions } from './registerActions';

const XML = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="https://example.org"><process id="acted" isExecutable="true"><startEvent id="start" /><sequenceFlow id="a" sourceRef="start" targetRef="approve" /><userTask id="approve"><extensionElements><zeebe:userTask /><zeebe:assignmentDefinition assignee="${ADA}" /></extensionElements></userTask><sequenceFlow id="b" sourceRef="approve" targetRef="price" /><scriptTask id="price"><extensionElements><zeebe:script expression="=1 + missing" resultVariable="x" /></extensionElements></scriptTask></process></definitions>`;

describe.each(eachDatabase)('actions on %s', databaseId => {
  let knex: Knex;
  let api: ReturnType<typeof restApi>;
  let registry: ReturnType<typeof actionsRegistryServiceMock>;
  let audited: string[];

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
  });

  beforeEach(async () => {
    api = restApi(knex);
    await api.deploy(XML);
    audited = [];
    const auditor = mockServices.auditor.mock({
      createEvent: async ({ eventId }) => ({
        success: async () => {
          audited.push(eventId);
        },
        fail: async () => {
          audited.push(`${eventId} failed`);
        },
      }),
    });
    registry = actionsRegistryServiceMock();
    registerActions(registry, { services: api.services, auditor });
  });

  const invoke = async (name: string, input: object, person = ADA) =>
    (
      await registry.invoke({
        id: `test:${name}`,
        input: input as any,
        credentials: mockCredentials.user(person),
      })
    ).output as any;

  it('should start a process, show its task, complete it and list what went wrong', async () => {
    // when
    const { instance } = await invoke('start-process', {
      processId: 'acted',
      variables: { amount: 5 },
      businessKey: 'order 1',
    });
    // then
    expect(instance).toMatchObject({ processId: 'acted', state: 'active' });
    // when
    const { items: tasks } = await invoke('list-tasks', {
      processId: 'acted',
      limit: '10',
    });
    const mine = tasks.filter((task: any) => task.instanceId === instance.id);
    // then
    expect(mine).toMatchObject([{ elementId: 'approve', assignee: ADA }]);
    // when
    await invoke('complete-task', { taskId: mine[0].id, outcome: 'approved' });
    // then
    expect(
      (await invoke('get-instance', { instanceId: instance.id })).instance,
    ).toMatchObject({ state: 'active', incidentCount: 1 });
    expect(
      (await invoke('list-incidents', { instanceId: instance.id })).items,
    ).toMatchObject([{ elementId: 'price', kind: 'expressionFailed' }]);
    expect(audited).toEqual([
      'start-instance',
      'list-tasks',
      'complete-task',
      'get-instance',
      'list-incidents',
    ]);
  });

  it('should start one instance for one key', async () => {
    // given
    const input = { processId: 'acted', idempotencyKey: 'the same' };
    // when
    const first = await invoke('start-process', input);
    const second = await invoke('start-process', input);
    // then
    expect(second.instance.id).toBe(first.instance.id);
    const begun = await knex('idempotency_keys').where({ key: 'the same' });
    expect(begun).toMatchObject([{ result_id: first.instance.id }]);
    // and
    const other = invoke('start-process', { ...input, businessKey: 'x' });
    await expect(other).rejects.toThrow('the same');
  });

  it.each([
    { idempotencyKey: '' },
    { idempotencyKey: 'x'.repeat(256) },
    { idempotencyKey: 'a\u0000' },
    { variables: { deep: JSON.parse('['.repeat(300) + ']'.repeat(300)) } },
  ])('should refuse what the REST API refuses: %#', async wrong => {
    // given
    const before = await knex('process_instances');
    // when
    const started = invoke('start-process', { processId: 'acted', ...wrong });
    // then
    await expect(started).rejects.toMatchObject({ name: 'InputError' });
    expect(await knex('process_instances')).toHaveLength(before.length);
    expect(audited).toEqual(['start-instance failed']);
  });

  it('should be refused without permission', async () => {
    // given
    api.policy.set('bpmn.process.start', { result: AuthorizeResult.DENY });
    // when
    const started = invoke('start-process', { processId: 'acted' });
    // then
    await expect(started).rejects.toThrow(/permission/);
    expect(audited).toEqual(['start-instance failed']);
  });

  it('should be refused where the task is somebody else’s', async () => {
    // given
    await invoke('start-process', { processId: 'acted' });
    const { items } = await invoke('list-tasks', { processId: 'acted' });
    // when
    const completed = invoke('complete-task', { taskId: items[0].id }, EVE);
    // then
    await expect(completed).rejects.toThrow();
  });

  it('should say what is wrong with what is asked', async () => {
    // when
    const started = invoke('start-process', {
      processId: 'x'.repeat(64),
    });
    // then
    await expect(started).rejects.toThrow(/processId/);
  });
});
