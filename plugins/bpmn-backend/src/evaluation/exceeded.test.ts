import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { ADA, OWNER, restApi } from '../__testUtils__/restApi';
import { settle } from '../__testUtils__/settle';
import { createHost, type Host } from '../host/Host';
import {
  evaluationHere,
  EvaluationExceeded,
  EvaluationThreads,
  type Evaluation,
} from '.';
import type { Request } from './protocol';

// A thread translates its source first.
jest.setTimeout(120_000);

/** Some times an expression that takes a while. */
const model = (id: string, times: number) =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="https://example.org"><process id="${id}" isExecutable="true">
    <startEvent id="start" /><sequenceFlow id="in" sourceRef="start" targetRef="review" />
    <userTask id="review" /><sequenceFlow id="on" sourceRef="review" targetRef="count" />
    <scriptTask id="count"><extensionElements><zeebe:script expression="=count(for i in 1..9000 return i)" resultVariable="x" /></extensionElements>
      <multiInstanceLoopCharacteristics isSequential="true"><loopCardinality>${times}</loopCardinality></multiInstanceLoopCharacteristics></scriptTask>
    <boundaryEvent id="changed" attachedToRef="review" cancelActivity="false"><signalEventDefinition signalRef="change" /></boundaryEvent>
  </process><signal id="change" name="change" /></definitions>`;

type Exceeds = (request: Request) => boolean;

/** Gives up what is chosen, and does the rest. */
const givingUp = (exceeds: Exceeds): Evaluation => ({
  ask: async request => {
    if (exceeds(request)) {
      throw new EvaluationExceeded('Expected less');
    }
    return evaluationHere.ask(request);
  },
});

/** Does commands in threads, and the rest here. */
const commandsIn = (threads: EvaluationThreads): Evaluation => ({
  ask: request =>
    request.kind === 'step'
      ? threads.ask(request)
      : evaluationHere.ask(request),
});

const isUnlimited: Exceeds = request =>
  request.kind === 'step' && request.limit === undefined;

describe.each(eachDatabase)('what takes too long on %s', databaseId => {
  let knex: Knex;
  let count = 0;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
  });

  const hostWith = (evaluation: Evaluation) =>
    createHost({
      knex,
      clock: { now: () => 0 },
      logger: mockServices.logger.mock(),
      evaluation,
    });

  async function deploy(host: Host, id: string, times = 20) {
    return host.deployments.deploy(
      {
        ownerRef: OWNER,
        resources: [{ name: `${id}.bpmn`, content: model(id, times) }],
      },
      ADA,
    );
  }

  /** An instance that waits before its long work. */
  async function waiting(host: Host, times?: number) {
    const processId = `long-${++count}`;
    const { definitions } = await deploy(host, processId, times);
    const { id: definitionId, processKey } = definitions[0];
    const { record } = await host.instances.start(
      { definitionId, processKey, ownerRef: OWNER },
      { actor: ADA },
    );
    return record.id;
  }

  async function review(host: Host, id: string) {
    const wait = await knex('waits')
      .where({ instance_id: id, kind: 'userTask' })
      .first();
    const command = { type: 'fulfilWait', waitKey: wait.key } as const;
    return host.instances.handle(id, command, { actor: ADA });
  }

  const incidentsOf = (id: string) =>
    knex('incidents').where({ instance_id: id });

  it('should end in an incident at the element that is at work', async () => {
    // given
    const host = hostWith(givingUp(isUnlimited));
    const id = await waiting(host);
    // when
    const { record } = await review(host, id);
    // then: a tenth of what any command may do is enough
    expect(record).toMatchObject({ state: 'completed', incidentCount: 0 });
    // given
    const hopeless = hostWith(givingUp(({ kind }) => kind === 'step'));
    const other = await waiting(hopeless);
    // when
    await review(hopeless, other);
    // then
    expect(await incidentsOf(other)).toMatchObject([
      { element_id: 'count', kind: 'limitExceeded' },
    ]);
  });

  it('should go on from there, and take the next commands', async () => {
    // given
    const hopeless = hostWith(givingUp(({ kind }) => kind === 'step'));
    const id = await waiting(hopeless);
    await review(hopeless, id);
    // when
    await hopeless.instances.handle(
      id,
      { type: 'setVariables', variables: { note: 'slow' } },
      { actor: ADA },
    );
    const [{ key }] = await incidentsOf(id);
    const { record } = await hostWith(evaluationHere).instances.handle(
      id,
      { type: 'resolveIncident', incidentKey: key },
      { actor: ADA },
    );
    // then
    expect(record.state).toBe('completed');
  });

  it.each([
    ['time', { deadline: 1 }],
    ['memory', { memory: 8 }],
  ])('should end there where a thread lacks %s', async (_, options) => {
    // given
    const threads = new EvaluationThreads({ size: 1, ...options });
    const host = hostWith(commandsIn(threads));
    // Long enough to be stopped, however fast the machine is.
    const id = await waiting(host, 100);
    // when
    await review(host, id);
    await threads.stop();
    // then
    expect(await incidentsOf(id)).toMatchObject([
      { element_id: 'count', kind: 'limitExceeded' },
    ]);
  });

  it('should not be tried for ever by those who work by themselves', async () => {
    // given
    const host = hostWith(givingUp(({ kind }) => kind === 'step'));
    const id = await waiting(host);
    await host.messages.publish(
      {
        ownerRef: OWNER,
        deed: { kind: 'signal', name: 'change', variables: {} },
      },
      ADA,
    );
    await review(host, id);
    // when
    await settle(host);
    // then
    expect(await knex('outbox')).toEqual([]);
    expect(await incidentsOf(id)).toHaveLength(1);
  });

  it('should not be deployed, and be named', async () => {
    // given
    const host = hostWith(givingUp(({ kind }) => kind === 'readModel'));
    // when
    const { definitions, problems } = await deploy(host, 'unreadable');
    // then
    expect(definitions).toEqual([]);
    expect(problems).toMatchObject([
      {
        resource: 'unreadable.bpmn',
        severity: 'error',
        rule: 'evaluation-limit',
        message: expect.stringContaining('Split it'),
      },
    ]);
  });

  it('should be told to whoever asks', async () => {
    // given
    await deploy(hostWith(evaluationHere), 'uncompiled');
    const { ask } = restApi(knex, {
      evaluation: givingUp(({ kind }) => kind === 'compile'),
    });
    // when
    const response = await ask('startInstance', {
      body: { processId: 'uncompiled' },
    });
    // then
    expect(response.status).toBe(503);
    expect(response.body).toMatchObject({ code: 'tookTooLong' });
  });
});
