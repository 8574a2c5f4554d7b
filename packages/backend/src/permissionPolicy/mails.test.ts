import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { completed, demoBackend } from '../examples/__testUtils__/demoBackend';
import { TeamOwnershipPolicy } from './teamOwnershipPolicy';

// A thread translates the source of the back end first.
jest.setTimeout(120_000);

const BEN = 'user:default/ben';
const HANA = 'user:default/hana';
const TEAMS: Readonly<Record<string, string>> = {
  [BEN]: 'group:default/analytics',
  [HANA]: 'group:default/risk',
};

const MODEL = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="https://example.org">
  <process id="note" isExecutable="true">
    <startEvent id="start" /><sequenceFlow id="in" sourceRef="start" targetRef="send" />
    <sendTask id="send"><extensionElements><zeebe:taskDefinition type="mail:send" /></extensionElements></sendTask>
  </process></definitions>`;

const policy = new TeamOwnershipPolicy();

const userOf = (credentials: BackstageCredentials) => {
  const { userEntityRef } = credentials.principal as BackstageUserPrincipal;
  const ownershipEntityRefs = [userEntityRef, TEAMS[userEntityRef]];
  return { credentials, info: { userEntityRef, ownershipEntityRefs } };
};

/** Asks the policy about people; services may do everything. */
const permissions = mockServices.permissions.mock({
  authorize: async requests =>
    requests.map(() => ({ result: AuthorizeResult.ALLOW })),
  authorizeConditional: async (requests, options) => {
    const { credentials } = options as { credentials: BackstageCredentials };
    const isUser = (credentials as any).principal.type === 'user';
    return Promise.all(
      requests.map(async ({ permission }) =>
        isUser
          ? policy.handle({ permission }, userOf(credentials))
          : { result: AuthorizeResult.ALLOW },
      ),
    ) as any;
  },
});

describe('mails of the demo portal', () => {
  let demo: Awaited<ReturnType<typeof demoBackend>>;

  beforeAll(async () => {
    demo = await demoBackend(permissions.factory);
  });

  afterAll(() => demo.stop());

  it('should be for the team that owns the process', async () => {
    // given
    const { client, how, start, until } = demo;
    const ownerRef = TEAMS[BEN];
    const resources = [{ name: 'note.bpmn', content: MODEL }];
    await client.deploy({ body: { ownerRef, resources } }, how);
    const id = await start('note', {
      mail: { to: 'ada@example.com', subject: 'A note', body: 'For Ada' },
    });
    await until(id, completed);
    const [bens, hanas] = [BEN, HANA].map(ref => ({
      token: mockCredentials.user.token(ref),
    }));
    // when
    const { items } = await client.listMails({}, bens);
    // then
    expect(items).toMatchObject([{ subject: 'A note' }]);
    const [{ id: mailId }] = items;
    expect(await client.getMail({ mailId }, bens)).toMatchObject({
      text: 'For Ada',
    });
    expect(await client.listMails({}, hanas)).toEqual({ items: [] });
    await expect(client.getMail({ mailId }, hanas)).rejects.toThrow(
      'bpmn.mail.read',
    );
  });
});
