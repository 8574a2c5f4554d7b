import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  catalogProcessingExtensionPoint,
  type CatalogProcessor,
  type EntityProvider,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  BpmnApiError,
  isProcessFromGit,
  type ProcessDefinition,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { bpmnServiceRef } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import catalogModuleBpmn from './index';

const MODEL = '<bpmn:process id="report" isExecutable="true" />';

const process = (
  processId: string,
  more: Partial<ProcessDefinition> = {},
): ProcessDefinition => ({
  id: 'd',
  processId,
  version: 2,
  name: 'The report',
  ownerRef: 'group:default/data',
  deploymentId: 'x',
  resourceName: 'report.bpmn',
  contentHash: 'h',
  deployedAt: '2026-01-01T00:00:00.000Z',
  ...more,
});

const gitEntity = (spec: object = {}, name = 'report'): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, namespace: 'default' },
  spec: {
    type: 'bpmn-process',
    lifecycle: 'production',
    owner: 'data',
    definition: MODEL,
    ...spec,
  },
});

const trusted = {
  type: 'url',
  target: 'https://git.corp/a/catalog-info.yaml',
};

const bpmn = {
  listProcesses: jest.fn(),
  getProcess: jest.fn(),
  deploy: jest.fn(),
};

/** The catalog as far as the module sees it. */
async function given(
  entities: Entity[] = [],
  deployFrom = ['url:https://git.corp'],
) {
  const providers: EntityProvider[] = [];
  const processors: CatalogProcessor[] = [];
  const applyMutation = jest.fn(async (_mutation: any) => {});
  const events = mockServices.events.mock();
  const run = jest.fn();
  await startTestBackend({
    extensionPoints: [
      [
        catalogProcessingExtensionPoint,
        {
          addEntityProvider: (one: EntityProvider) => providers.push(one),
          addProcessor: (one: CatalogProcessor) => processors.push(one),
        } as any,
      ],
    ],
    features: [
      catalogModuleBpmn,
      catalogServiceMock.factory({ entities }),
      events.factory,
      mockServices.scheduler.mock({
        createScheduledTaskRunner: () => ({ run }),
      }).factory,
      createServiceFactory({
        service: bpmnServiceRef,
        deps: {},
        factory: () => bpmn as any,
      }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          bpmn: { catalog: { deployFrom } },
        },
      }),
    ],
  });
  const [provider] = providers;
  await provider.connect({ applyMutation, refresh: jest.fn() });
  const { onEvent } = events.subscribe.mock.calls[0][0];
  return {
    applyMutation,
    /** What the catalog shows of an entity that it has read. */
    look: (entity: Entity, cache: any, location = trusted): Promise<Entity> =>
      processors.find(
        one => one.getProcessorName() === 'ProcessFromGitProcessor',
      )!.postProcessEntity!(entity, location, jest.fn(), cache),
    refresh: () => run.mock.calls[0][0].fn(),
    hear: (...processIds: string[]) =>
      onEvent({
        topic: 'bpmn.processes-changed',
        eventPayload: { processIds },
      }),
  };
}

const named = (name: string) =>
  expect.objectContaining({
    entity: expect.objectContaining({
      metadata: expect.objectContaining({ name }),
    }),
  });

describe('processes in the catalog', () => {
  beforeEach(() => jest.resetAllMocks());

  it('should all be brought, page by page, as components of their owners', async () => {
    // given
    bpmn.listProcesses
      .mockResolvedValueOnce({ items: [process('report')], nextCursor: 'c' })
      .mockResolvedValueOnce({
        items: [process('other', { name: undefined })],
      });
    const { refresh, applyMutation } = await given();
    // when
    await refresh();
    // then
    expect(applyMutation).toHaveBeenCalledWith({
      type: 'full',
      entities: [
        {
          entity: {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Component',
            metadata: {
              name: 'report',
              title: 'The report',
              description: 'Process, deployed in version 2',
              annotations: {
                'backstage.io/managed-by-location': 'bpmn:deployed-processes',
                'backstage.io/managed-by-origin-location':
                  'bpmn:deployed-processes',
                'backstage.io/view-url':
                  'http://localhost:3000/pipelines/report',
              },
            },
            spec: {
              type: 'bpmn-process',
              lifecycle: 'production',
              owner: 'group:default/data',
            },
          },
        },
        named('other'),
      ],
    });
    expect(bpmn.listProcesses.mock.calls.map(([{ cursor }]) => cursor)).toEqual(
      [undefined, 'c'],
    );
  });

  it.each([
    ['give way to others where some come from git', ['file:'], undefined],
    ['give way to none where none does', [], 'bpmn-processes'],
  ])('should %s', async (_, deployFrom, locationKey) => {
    // given
    bpmn.listProcesses.mockResolvedValue({ items: [process('report')] });
    const { refresh, applyMutation } = await given([], deployFrom);
    // when
    await refresh();
    // then
    const [[{ entities }]] = applyMutation.mock.calls;
    expect(entities[0].locationKey).toBe(locationKey);
  });

  it('should come at once after a deployment', async () => {
    // given
    bpmn.getProcess.mockImplementation(async ({ processId }) => {
      if (processId === 'gone') {
        throw new BpmnApiError({ status: 404, detail: 'gone' } as any);
      }
      return process(processId);
    });
    const { hear, applyMutation } = await given();
    // when
    await hear('report', 'gone');
    // then
    expect(applyMutation).toHaveBeenCalledWith({
      type: 'delta',
      added: [named('report')],
      removed: [],
    });
  });

  it('should be there if they come while all are looked at', async () => {
    // given
    bpmn.getProcess.mockResolvedValue(process('late'));
    const { refresh, hear, applyMutation } = await given();
    bpmn.listProcesses.mockImplementation(async () => {
      await hear('late');
      return { items: [] };
    });
    // when
    await refresh();
    // then
    const late = { type: 'delta', added: [named('late')], removed: [] };
    expect(applyMutation.mock.calls).toEqual([
      [late],
      [{ type: 'full', entities: [] }],
      [late],
    ]);
  });

  it('should leave those to git that are kept there', async () => {
    // given
    bpmn.listProcesses.mockResolvedValue({ items: [process('report')] });
    bpmn.getProcess.mockResolvedValue(process('report'));
    const { refresh, hear, applyMutation } = await given([gitEntity()]);
    // when
    await refresh();
    await hear('report');
    // then
    expect(applyMutation.mock.calls).toEqual([
      [{ type: 'full', entities: [] }],
    ]);
  });
});

describe('processes in git', () => {
  const cache = () => {
    const kept = new Map<string, any>();
    return {
      get: async (key: string) => kept.get(key),
      set: async (key: string, value: any) => {
        kept.set(key, value);
      },
    } as any;
  };
  const showing = (problem: string) => {
    const message = expect.stringContaining(problem);
    return {
      status: {
        items: [
          {
            type: 'backstage.io/catalog-processing',
            level: 'error',
            message,
            error: { message },
          },
        ],
      },
    };
  };

  beforeEach(() => jest.resetAllMocks());

  it('should deploy themselves, with what belongs to them, once', async () => {
    // given
    const { look } = await given();
    const kept = cache();
    const entity = gitEntity({ resources: { 'a.form': '{"id":"a"}' } });
    // when
    for (let n = 0; n < 2; n++) {
      expect(await look(entity, kept)).toBe(entity);
    }
    // then
    expect(bpmn.deploy).toHaveBeenCalledTimes(1);
    expect(bpmn.deploy).toHaveBeenCalledWith(
      {
        body: {
          ownerRef: 'group:default/data',
          resources: [
            { name: 'report.bpmn', content: MODEL },
            { name: 'a.form', content: '{"id":"a"}' },
          ],
        },
      },
      { credentials: expect.anything() },
    );
    // when
    await look(gitEntity({ definition: `${MODEL}<!-- new -->` }), kept);
    // then
    expect(bpmn.deploy).toHaveBeenCalledTimes(2);
  });

  it.each([
    [
      'from elsewhere',
      gitEntity(),
      { type: 'url', target: 'https://git.corp.evil/catalog-info.yaml' },
      'bpmn.catalog.deployFrom',
    ],
    [
      'from where its address does not seem to be',
      gitEntity(),
      { type: 'url', target: 'https://git.corp/../c.yaml' },
      'bpmn.catalog.deployFrom',
    ],
    ['of another name', gitEntity({}, 'other'), trusted, 'id other'],
    ['without an owner', gitEntity({ owner: 7 }), trusted, 'spec.owner'],
    [
      'with what is no document',
      gitEntity({ resources: { a: 7 } }),
      trusted,
      'spec.resources["a"]',
    ],
  ])('should not be deployed %s', async (...[, entity, location, problem]) => {
    // given
    const { look } = await given();
    // when
    const shown = await look(entity, cache(), location);
    // then
    expect(bpmn.deploy).not.toHaveBeenCalled();
    expect(shown).toMatchObject(showing(problem));
    expect(isProcessFromGit(shown)).toBe(location === trusted);
  });

  it('should show what is wrong with their model, and try again', async () => {
    // given
    bpmn.deploy.mockRejectedValueOnce(
      new BpmnApiError({
        status: 422,
        detail: 'Expected an end',
        problems: [
          { severity: 'error', elementId: 'work', message: 'No such type' },
        ],
      } as any),
    );
    const { look } = await given();
    const kept = cache();
    // when
    const wrong = await look(gitEntity(), kept);
    const again = await look(gitEntity(), kept);
    // then
    expect(wrong).toMatchObject(showing('work: No such type'));
    expect(again).not.toHaveProperty('status');
    expect(bpmn.deploy).toHaveBeenCalledTimes(2);
  });

  it.each(['https://git.corp/', 'url:git.corp', 'url:https://git.corp/a/../b'])(
    'should not come from %s',
    async place => {
      await expect(given([], [place])).rejects.toThrow(
        'bpmn.catalog.deployFrom',
      );
    },
  );

  it('should leave other entities alone', async () => {
    // given
    const { look } = await given();
    const other = gitEntity({ type: 'service' });
    // then
    expect(await look(other, cache())).toBe(other);
    expect(bpmn.deploy).not.toHaveBeenCalled();
  });
});
