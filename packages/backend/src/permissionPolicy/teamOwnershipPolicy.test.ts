import { mockCredentials } from '@backstage/backend-test-utils';
import {
  catalogEntityCreatePermission,
  catalogEntityDeletePermission,
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
  catalogLocationCreatePermission,
  catalogLocationDeletePermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import {
  instanceOperatePermission,
  instanceReadPermission,
  mailReadPermission,
  processCreatePermission,
  processDeployPermission,
  processReadPermission,
  processStartPermission,
  taskCompletePermission,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import {
  actionExecutePermission,
  taskCancelPermission,
  taskCreatePermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import { TeamOwnershipPolicy } from './teamOwnershipPolicy';

const policy = new TeamOwnershipPolicy();

const ben = {
  credentials: mockCredentials.user('user:default/ben'),
  info: {
    userEntityRef: 'user:default/ben',
    ownershipEntityRefs: ['user:default/ben', 'group:default/analytics'],
  },
};

describe('TeamOwnershipPolicy', () => {
  it.each([
    catalogEntityReadPermission,
    processReadPermission,
    instanceReadPermission,
  ])('should let everybody who is signed in read ($name)', async permission => {
    expect(await policy.handle({ permission }, ben)).toEqual({
      result: AuthorizeResult.ALLOW,
    });
  });

  it('should let nobody in who is not signed in, not even to read', async () => {
    expect(
      await policy.handle({ permission: catalogEntityReadPermission }),
    ).toEqual({ result: AuthorizeResult.DENY });
  });

  it.each([catalogEntityDeletePermission, catalogEntityRefreshPermission])(
    'should let people act on entities that they or their teams own ($name)',
    async permission => {
      expect(await policy.handle({ permission }, ben)).toMatchObject({
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'catalog',
        conditions: {
          rule: 'IS_ENTITY_OWNER',
          params: { claims: ben.info.ownershipEntityRefs },
        },
      });
    },
  );

  it('should let people cancel the template runs that they started', async () => {
    expect(
      await policy.handle({ permission: taskCancelPermission }, ben),
    ).toMatchObject({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'scaffolder',
      conditions: {
        rule: 'IS_TASK_OWNER',
        params: { createdBy: ['user:default/ben'] },
      },
    });
  });

  it.each([processDeployPermission, processStartPermission])(
    'should let people act on processes of their teams ($name)',
    async permission => {
      expect(await policy.handle({ permission }, ben)).toMatchObject({
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'bpmn',
        resourceType: 'bpmn-process',
        conditions: {
          rule: 'IS_PROCESS_OWNER',
          params: { claims: ben.info.ownershipEntityRefs },
        },
      });
    },
  );

  it.each([instanceOperatePermission, mailReadPermission])(
    'should let people operate instances of their teams and those that they have started, and read their mails ($name)',
    async permission => {
      const params = { claims: ben.info.ownershipEntityRefs };
      expect(await policy.handle({ permission }, ben)).toMatchObject({
        result: AuthorizeResult.CONDITIONAL,
        resourceType: 'bpmn-instance',
        conditions: {
          anyOf: [
            { rule: 'IS_PROCESS_OWNER', params },
            { rule: 'IS_INSTANCE_STARTER', params },
          ],
        },
      });
    },
  );

  it('should let people do tasks that are theirs, may be theirs, or belong to their teams', async () => {
    expect(
      await policy.handle({ permission: taskCompletePermission }, ben),
    ).toMatchObject({
      result: AuthorizeResult.CONDITIONAL,
      resourceType: 'bpmn-task',
      conditions: {
        anyOf: [
          { rule: 'IS_TASK_ASSIGNEE' },
          { rule: 'IS_TASK_CANDIDATE' },
          { rule: 'IS_PROCESS_OWNER' },
        ],
      },
    });
  });

  it.each([
    taskCreatePermission,
    actionExecutePermission,
    processCreatePermission,
  ])(
    'should let everybody who is signed in run a template and claim a process id ($name)',
    async permission => {
      expect(await policy.handle({ permission }, ben)).toEqual({
        result: AuthorizeResult.ALLOW,
      });
    },
  );

  it.each([
    catalogEntityCreatePermission,
    catalogLocationCreatePermission,
    catalogLocationDeletePermission,
    createPermission({
      name: 'something.new',
      attributes: { action: 'update' },
      resourceType: 'something',
    }),
    createPermission({ name: 'something.unsaid', attributes: {} }),
  ])('should deny what has no rule ($name)', async permission => {
    expect(await policy.handle({ permission }, ben)).toEqual({
      result: AuthorizeResult.DENY,
    });
  });
});
