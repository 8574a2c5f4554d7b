import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { createBpmnClient } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import {
  bpmnElementTemplatesExtensionPoint,
  bpmnJobHandlersExtensionPoint,
  bpmnScriptRunnersExtensionPoint,
  complete,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import { FakeScriptRunner } from './__testUtils__/FakeScriptRunner';
import { job, sequence } from './__testUtils__/models';
import bpmnPlugin from './index';

const OWNER = 'group:default/mock';

/** A back end takes its time where others work on the machine too. */
const PATIENCE = 60_000;

const connector = createBackendModule({
  pluginId: 'bpmn',
  moduleId: 'test',
  register(reg) {
    reg.registerInit({
      deps: {
        handlers: bpmnJobHandlersExtensionPoint,
        templates: bpmnElementTemplatesExtensionPoint,
        runners: bpmnScriptRunnersExtensionPoint,
      },
      async init({ handlers, templates, runners }) {
        runners.addScriptRunner(new FakeScriptRunner());
        handlers.addJobHandler({
          type: 'greet',
          handle: async ({ variables }) =>
            complete({ greeting: `Hello ${variables.name}` }),
        });
        templates.addElementTemplate({
          id: 'test.greet',
          name: 'Greet',
          appliesTo: ['bpmn:Task'],
          properties: [],
        });
      },
    });
  },
});

const start = (data: object = {}, features: any[] = [connector]) =>
  startTestBackend({
    features: [
      bpmnPlugin,
      ...features,
      mockServices.rootConfig.factory({ data: data as any }),
    ],
  });

describe('the plugin', () => {
  it(
    'should run processes with what modules bring, for those who use its client',
    async () => {
      // given
      const backend = await start();
      const { port } = backend.server.address() as { port: number };
      const client = createBpmnClient({
        discoveryApi: {
          getBaseUrl: async id => `http://localhost:${port}/api/${id}`,
        },
        fetchApi: { fetch },
      });
      const token = mockCredentials.service.token();
      // when
      await client.deploy(
        {
          body: {
            ownerRef: OWNER,
            resources: [
              {
                name: 'greet.bpmn',
                content: sequence('greeting', [job('greet', 'greet')]),
              },
            ],
          },
        },
        { token },
      );
      const { id: instanceId } = await client.startInstance(
        { body: { processId: 'greeting', variables: { name: 'Ada' } } },
        { token },
      );
      const seen: string[] = [];
      for await (const { changes } of client.followInstance(
        { instanceId },
        { token },
      )) {
        seen.push(...changes.map(({ type }) => type));
      }
      // then
      expect(seen.at(0)).toBe('instanceStarted');
      expect(seen.at(-1)).toBe('instanceEnded');
      expect(
        (await client.listVariables({ instanceId }, { token })).items,
      ).toContainEqual(
        expect.objectContaining({ name: 'greeting', value: 'Hello Ada' }),
      );
      expect((await client.listElementTemplates({}, { token })).items).toEqual([
        expect.objectContaining({ id: 'test.greet' }),
      ]);
      expect(
        (await client.listScriptEnvironments({}, { token })).items,
      ).toHaveLength(2);
      // Monitoring has no token.
      const anonymous = { token: mockCredentials.none.header().split(' ')[1] };
      expect(await client.getHealth({}, anonymous)).toEqual({
        isKeepingUp: true,
      });
      // and
      const refused = client.getInstance({ instanceId: 'none' }, { token });
      await expect(refused).rejects.toMatchObject({
        problem: { status: 404, code: 'notFound' },
      });
      await backend.stop();
    },
    PATIENCE,
  );

  it('should not start with a configuration that is wrong', async () => {
    await expect(
      start({ bpmn: { jobs: { concurrency: -1 } } }),
    ).rejects.toThrow('bpmn.jobs.concurrency');
  });

  it('should not start with two handlers of one job type', async () => {
    // given
    const again = createBackendModule({
      pluginId: 'bpmn',
      moduleId: 'again',
      register(reg) {
        reg.registerInit({
          deps: { handlers: bpmnJobHandlersExtensionPoint },
          async init({ handlers }) {
            handlers.addJobHandler({
              type: 'greet',
              handle: async () => complete(),
            });
          },
        });
      },
    });
    // then
    await expect(start({}, [connector, again])).rejects.toThrow(
      'Expected one handler of job type greet',
    );
  });
});
