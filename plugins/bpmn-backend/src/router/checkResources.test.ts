import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { processCreatePermission } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { job, model, sequence } from '../__testUtils__/models';
import { ADA, EVE, OTHERS, OWNER, restApi } from '../__testUtils__/restApi';
import { evaluationHere } from '../evaluation';

const bundle = (content: string, ownerRef = OWNER) => ({
  ownerRef,
  resources: [
    { name: 'model.bpmn', content },
    { name: 'ask.form', content: '{"components":[]}' },
  ],
});

describe.each(eachDatabase)(
  'the check of what is deployed on %s',
  databaseId => {
    let knex: Knex;
    let api: ReturnType<typeof restApi>;
    let count = 0;
    let processId: string;

    beforeAll(async () => {
      knex = await migratedDatabase(databaseId);
    });

    beforeEach(() => {
      api = restApi(knex);
      processId = `checked-${++count}`;
    });

    afterEach(() => jest.restoreAllMocks());

    const deploy = (body: object) => api.ask('deploy', { body });
    const small = () => sequence(processId, [job('work')]);

    it('should say of what there is two, where there should be one', async () => {
      // given
      const a = { name: 'a.bpmn', content: small() };
      const twins = model(
        ['twin', 'Twin']
          .map(
            (id, index) =>
              `<process id="${id}" isExecutable="true"><startEvent id="start${index}" /></process>`,
          )
          .join(''),
      );
      const form = { name: 'a.form', content: '{"id":"ask","components":[]}' };
      // when
      for (const [resources, problem] of [
        [[a, a], { rule: 'duplicate-resource', resource: 'a.bpmn' }],
        [
          [a, { ...a, name: 'b.bpmn' }],
          {
            rule: 'duplicate-process',
            resource: 'b.bpmn',
            elementId: processId,
            parameters: { processId, resource: 'a.bpmn' },
          },
        ],
        [
          [{ name: 'twins.bpmn', content: twins }],
          { rule: 'duplicate-process', elementId: 'Twin' },
        ],
        [
          [a, form, { ...form, name: 'b.form' }],
          { rule: 'duplicate-form', resource: 'b.form' },
        ],
      ] as const) {
        const { status, body } = await deploy({ ownerRef: OWNER, resources });
        // then
        expect(status).toBe(422);
        expect(body.problems).toContainEqual(
          expect.objectContaining({ severity: 'error', ...problem }),
        );
      }
    });

    const check = (content: string, { ownerRef = OWNER, as = ADA } = {}) =>
      api.ask('checkResources', { body: bundle(content, ownerRef), as });

    it('should find the problems that a deployment would have, and deploy nothing', async () => {
      // given
      const broken = small().replace('isExecutable="true"', '');
      // when
      const good = await check(small());
      const bad = await check(broken);
      // then
      expect([good.status, bad.status]).toEqual([200, 200]);
      expect(
        good.body.problems.filter((it: any) => it.severity === 'error'),
      ).toEqual([]);
      expect(bad.body.problems).toEqual(
        (await deploy(bundle(broken))).body.problems,
      );
      const { status } = await api.ask('getProcess', { params: { processId } });
      expect(status).toBe(404);
    });

    it('should have it for a problem that others own an id', async () => {
      // given
      await api.deploy(small(), OTHERS);
      processId = processId.toLocaleUpperCase('en-US');
      // when
      const { status, body } = await check(small());
      // then
      expect(status).toBe(200);
      expect(body.problems).toContainEqual(
        expect.objectContaining({
          resource: 'model.bpmn',
          rule: 'process-taken',
          severity: 'error',
          elementId: processId,
          parameters: { processId, ownerRef: OTHERS },
        }),
      );
    });

    it('should be done for those only who may deploy', async () => {
      // given
      const reading = jest.spyOn(evaluationHere, 'ask');
      // then
      expect((await check(small(), { as: EVE })).status).toBe(403);
      expect(reading).not.toHaveBeenCalled();
      // and
      api.policy.set(processCreatePermission.name, {
        result: AuthorizeResult.DENY,
      });
      expect((await check(small())).status).toBe(403);
      await api.deploy(small());
      expect((await check(small())).status).toBe(200);
    });
  },
);
