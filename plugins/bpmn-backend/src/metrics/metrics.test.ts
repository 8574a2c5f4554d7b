import { mockServices } from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { settle } from '../__testUtils__/settle';
import {
  failure,
  FakeScriptRunner,
  result,
} from '../__testUtils__/FakeScriptRunner';
import { createHost, type Host } from '../host/Host';
import { hidingOf } from '../scripts/hidingOf';
import { ScriptRunners } from '../scripts/ScriptRunners';
import { measureHost } from './HostMetrics';

const OWNER = 'group:default/data';
const ADA = 'user:default/ada';
const NOW = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;
const hiding = hidingOf(new Set(), {});

const XML = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="https://example.org"><process id="measured" isExecutable="true"><startEvent id="start" /><sequenceFlow id="a" sourceRef="start" targetRef="work" /><serviceTask id="work"><extensionElements><zeebe:taskDefinition type="work:now" /></extensionElements></serviceTask></process></definitions>`;

/** Metrics that remember what they were told. */
function counting() {
  const counted = new Map<string, unknown[]>();
  const note = (name: string, what: unknown) =>
    counted.set(name, [...(counted.get(name) ?? []), what]);
  const metrics = metricsServiceMock.mock({
    createCounter: ((name: string) => ({
      add: (value: number, attributes?: object) =>
        note(name, [value, attributes]),
    })) as any,
    createHistogram: ((name: string) => ({
      record: (value: number, attributes?: object) =>
        note(name, attributes ? [value >= 0, attributes] : value >= 0),
    })) as any,
    createObservableGauge: (() => ({ addCallback: () => {} })) as any,
  });
  return { counted, metrics };
}

describe.each(eachDatabase)('what is measured on %s', databaseId => {
  let knex: Knex;
  let host: Host;
  let now: number;
  let type: string;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
  });

  beforeEach(async () => {
    now = NOW;
    type = 'work*';
    for (const table of ['process_instances', 'waits', 'outbox']) {
      await knex(table).del();
    }
  });

  function newHost(): Host {
    return createHost({
      knex,
      clock: { now: () => now },
      logger: mockServices.logger.mock(),
      handlers: [
        { type, handle: async () => ({ kind: 'complete', variables: {} }) },
      ],
    });
  }

  async function start(): Promise<void> {
    host = newHost();
    await host.deployments.deploy(
      { ownerRef: OWNER, resources: [{ name: 'm.bpmn', content: XML }] },
      ADA,
    );
    const definition = (await host.stores.deployments.findLatest('measured'))!;
    await host.instances.start(
      {
        definitionId: definition.id,
        processKey: definition.processKey,
        ownerRef: OWNER,
      },
      { actor: ADA },
    );
  }

  it('should say how long what is due waits, and whether that is too long', async () => {
    // given
    await start();
    expect(await host.health.check()).toEqual({
      isKeepingUp: true,
      lags: { jobs: 0, outbox: 0, schedules: 0, timers: 0 },
      scripts: [],
    });
    // when
    now += MINUTE + 1;
    // then
    expect(await host.health.check()).toMatchObject({
      isKeepingUp: false,
      lags: { jobs: MINUTE + 1 },
    });
    // when
    await settle(host);
    // then
    expect(await host.health.check()).toMatchObject({ isKeepingUp: true });
  });

  it('should not mind jobs that somebody else does', async () => {
    // given
    type = 'other*';
    await start();
    // when
    now += 60 * MINUTE;
    // then
    expect(await host.health.check()).toMatchObject({
      isKeepingUp: true,
      lags: { jobs: 0 },
    });
  });

  it('should be counted by kind, without people', async () => {
    // given
    await start();
    const { counted, metrics } = counting();
    measureHost(metrics, host);
    // when
    await settle(host);
    // then
    expect(Object.fromEntries(counted)).toEqual({
      'bpmn.command.duration': [true],
      'bpmn.waits.closed': [[1, { kind: 'job', reason: 'fulfilled' }]],
      'bpmn.instances.ended': [[1, { state: 'completed' }]],
    });
  });

  it('should be runs of scripts, by how they have ended', async () => {
    // given
    const scriptRunners = new ScriptRunners();
    const runner = new FakeScriptRunner();
    scriptRunners.addScriptRunner(runner);
    const { scripts, ...rest } = createHost({
      ...{ knex, clock: { now: () => now }, scriptRunners },
      logger: mockServices.logger.mock(),
    });
    const { counted, metrics } = counting();
    measureHost(metrics, { ...rest, scripts });
    const run = () =>
      scripts.runs.run({
        runner,
        task: { id: 'run', language: 'python' } as any,
        attempt: { id: 'a', instanceId: 'i', createdBy: ADA, hiding } as any,
      });
    const started = { type: 'started', environment: 'plain' } as const;
    // when
    runner.play = (_, { say }) => {
      say(started);
      return result();
    };
    await run();
    runner.play = () => failure('sandbox-unavailable');
    await run();
    // then
    const language = 'python';
    expect(Object.fromEntries(counted)).toEqual({
      'bpmn.scripts.ended': [
        [1, { language, outcome: 'completed' }],
        [1, { language, outcome: 'sandbox-unavailable' }],
      ],
      'bpmn.script.wait': [[true, { language }]],
      'bpmn.script.duration': [[true, { language, outcome: 'completed' }]],
    });
  });
});
