import { instanceOperatePermission } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { job, sequence } from '../__testUtils__/models';
import {
  ADA,
  EVE,
  OTHERS,
  restApi,
  type OperationId,
} from '../__testUtils__/restApi';
import {
  bpmnInstanceConditions,
  createBpmnInstanceConditionalDecision,
} from '../permissions/rules';

describe.each(eachDatabase)(
  'operating instances over REST on %s',
  databaseId => {
    let knex: Knex;
    let api: ReturnType<typeof restApi>;
    let count = 0;
    let processId: string;
    let instanceId: string;

    beforeAll(async () => {
      knex = await migratedDatabase(databaseId);
    });

    beforeEach(async () => {
      api = restApi(knex);
      processId = `process-${++count}`;
      await api.deploy(
        sequence(processId, [job('first'), job('second')], {
          more: '<extensionElements><pipeline:sensitive variable="secret" /></extensionElements>',
        }),
      );
      instanceId = await api.start({ processId, variables: { a: 1 } });
    });

    const order = (id: OperationId, body?: object, as = ADA) =>
      api.ask(id, { params: { instanceId }, body, as });
    const elements = async () =>
      (await order('listElementInstances')).body.items as {
        key: number;
        elementId: string;
      }[];

    it('should suspend and resume, and tell the auditor what it was before and is after', async () => {
      // when
      const suspended = await order('suspendInstance');
      const again = await order('suspendInstance');
      const resumed = await order('resumeInstance');
      // then
      expect(suspended.body).toMatchObject({ state: 'suspended', revision: 2 });
      expect(again.status).toBe(409);
      expect(again.body.code).toBe('invalidState');
      expect(resumed.body).toMatchObject({ state: 'active', revision: 3 });
      expect(api.events[1]).toMatchObject({
        eventId: 'suspend-instance',
        instanceId,
        before: { state: 'active', revision: 1 },
        after: { state: 'suspended', revision: 2 },
      });
      expect(api.events[2]).toMatchObject({ error: expect.any(Error) });
    });

    it('should cancel', async () => {
      // when
      const cancelled = await order('cancelInstance');
      const again = await order('cancelInstance');
      // then
      expect(cancelled.body).toMatchObject({
        state: 'terminated',
        endedAt: '2026-01-01T00:00:00.000Z',
      });
      expect(again.status).toBe(409);
    });

    it('should set variables, and tell the auditor their values but no secrets', async () => {
      // when
      const { body } = await order('setVariables', {
        variables: { a: 2, secret: 'x', large: 'x'.repeat(2000) },
      });
      // then
      expect(body.revision).toBe(2);
      const { body: page } = await order('listVariables');
      expect(page.items).toMatchObject([
        { name: 'a', value: 2 },
        { name: 'large' },
        { name: 'secret', value: { $redacted: true } },
      ]);
      expect(api.events).toContainEqual(
        expect.objectContaining({
          eventId: 'set-variables',
          variablesBefore: { a: 1 },
          variablesAfter: {
            a: 2,
            secret: { $redacted: true },
            large: { $redacted: true },
          },
        }),
      );
    });

    it('should refuse variables of a scope that is not there', async () => {
      const { status } = await order('setVariables', {
        scopeKey: 99,
        variables: { a: 2 },
      });
      expect(status).toBe(404);
    });

    it('should move', async () => {
      // given
      const { key } = (await elements()).find(it => it.elementId === 'first')!;
      // when
      const moved = await order('moveInstance', {
        terminate: [key],
        activate: [{ elementId: 'second', variables: { b: 2 } }],
      });
      // then
      expect(moved.status).toBe(200);
      expect(await elements()).toMatchObject([
        { elementId: processId },
        { elementId: 'second' },
      ]);
      const wrong = await order('moveInstance', {
        terminate: [],
        activate: [{ elementId: 'nowhere' }],
      });
      expect([400, 404]).toContain(wrong.status);
    });

    it('should migrate to another version, but not to what others own', async () => {
      // given
      const { id: next } = await api.deploy(
        sequence(processId, [job('renamed'), job('second')]),
      );
      const { id: theirs } = await api.deploy(
        sequence(`theirs-${count}`, [job('first')]),
        OTHERS,
      );
      // when
      const refused = await order('migrateInstance', {
        processDefinitionId: theirs,
      });
      const incomplete = await order('migrateInstance', {
        processDefinitionId: next,
      });
      const migrated = await order('migrateInstance', {
        processDefinitionId: next,
        mapping: { first: 'renamed' },
      });
      // then
      expect(refused.status).toBe(409);
      expect(refused.body.code).toBe('otherOwner');
      expect([400, 409]).toContain(incomplete.status);
      expect(migrated.body).toMatchObject({
        processDefinitionId: next,
        version: 2,
      });
      expect(await elements()).toMatchObject([{}, { elementId: 'renamed' }]);
    });

    it('should begin activities of an ad-hoc sub-process', async () => {
      // given
      const id = `adhoc-${count}`;
      await api.deploy(
        sequence(id, [
          [
            'adhoc',
            `<adHocSubProcess id="adhoc" name="adhoc"><extensionElements><zeebe:adHoc activeElementsCollection="=[&quot;inner&quot;]" /></extensionElements>${
              job('inner')[1]
            }</adHocSubProcess>`,
          ],
        ]),
      );
      instanceId = await api.start({ processId: id });
      const begun = async () =>
        (await elements()).filter(it => it.elementId === 'inner').length;
      const scope = (await elements()).find(it => it.elementId === 'adhoc')!;
      const body = { scopeKey: scope.key, elementIds: ['inner'] };
      expect(await begun()).toBe(1);
      // when
      const { status } = await order('activateElements', body);
      // then
      expect([status, await begun()]).toEqual([200, 2]);
    });

    it('should let those operate whom the policy lets, here the starter', async () => {
      // given
      api.policy.set(
        instanceOperatePermission.name,
        createBpmnInstanceConditionalDecision(
          instanceOperatePermission,
          bpmnInstanceConditions.isInstanceStarter({ claims: [ADA] }),
        ),
      );
      instanceId = await api.start({ processId });
      const { body: theirs } = await api.ask('startInstance', {
        body: { processId },
        as: EVE,
      });
      // then
      expect((await order('suspendInstance')).status).toBe(200);
      instanceId = theirs.id;
      expect((await order('suspendInstance')).status).toBe(403);
    });
  },
);
