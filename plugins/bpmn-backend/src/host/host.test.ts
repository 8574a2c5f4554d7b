import { mockServices } from '@backstage/backend-test-utils';
import type { Variables } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import {
  complete,
  fail,
  throwError,
  type Job,
  type JobAnswer,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { settle } from '../__testUtils__/settle';
import { createHost, type Host } from './Host';

const OWNER = 'group:default/data';
const ADA = 'user:default/ada';

const model = (content: string, around = '') =>
  `<?xml version="1.0" encoding="UTF-8"?>
  <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:pipeline="https://bpmn-pipelines.dev/schema/1.0" targetNamespace="https://example.org">${around}${content}</definitions>`;

const process = (id: string, content: string) =>
  `<process id="${id}" isExecutable="true">${content}</process>`;

/** Elements one after the other: `[id, xml]`. */
const line = (...elements: readonly (readonly [string, string])[]) =>
  elements
    .map(
      ([id, xml], index) =>
        `${xml}${
          index > 0
            ? `<sequenceFlow id="to-${id}" sourceRef="${
                elements[index - 1][0]
              }" targetRef="${id}" />`
            : ''
        }`,
    )
    .join('');

const element = (kind: string, id: string, inner = '') =>
  [id, `<${kind} id="${id}">${inner}</${kind}>`] as const;
const job = (id: string, type = 'work') =>
  element(
    'serviceTask',
    id,
    `<extensionElements><zeebe:taskDefinition type="${type}" /></extensionElements>`,
  );

describe.each(eachDatabase)('a host on %s', databaseId => {
  let knex: Knex;
  let host: Host;
  let now: number;
  let done: Job[];
  let answer: (job: Job) => JobAnswer;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
  });

  beforeEach(() => {
    now = Date.UTC(2026, 0, 1);
    done = [];
    answer = () => complete();
    host = createHost({
      knex,
      clock: { now: () => now },
      logger: mockServices.logger.mock(),
      handlers: [
        {
          type: 'work*',
          handle: async handed => {
            done.push(handed);
            return answer(handed);
          },
        },
      ],
    });
  });

  async function deploy(xml: string, ownerRef = OWNER) {
    const result = await host.deployments.deploy(
      { ownerRef, resources: [{ name: 'model.bpmn', content: xml }] },
      ADA,
    );
    expect(result.problems.filter(p => p.severity === 'error')).toEqual([]);
    return result.definitions;
  }

  async function start(processId: string, variables: Variables = {}) {
    const definition = (await host.stores.deployments.findLatest(processId))!;
    const { record } = await host.instances.start(
      {
        definitionId: definition.id,
        processKey: definition.processKey,
        ownerRef: definition.ownerRef,
        variables,
      },
      { actor: ADA },
    );
    await settle(host);
    return record.id;
  }

  const stateOf = async (id: string) =>
    (await host.stores.instances.find(id))?.state;

  it('should do jobs with what their elements see, and go on', async () => {
    // given
    await deploy(
      model(
        process(
          'jobs',
          line(
            element('startEvent', 'start'),
            job('a'),
            job('b', 'work:more'),
            element('endEvent', 'end'),
          ),
        ),
      ),
    );
    answer = ({ elementId }) => complete({ [elementId]: true });
    // when
    const id = await start('jobs', { amount: 5 });
    // then
    expect(done).toMatchObject([
      {
        elementId: 'a',
        type: 'work',
        instanceId: id,
        processId: 'jobs',
        version: 1,
        owner: OWNER,
        variables: { amount: 5 },
        retries: 3,
      },
      { elementId: 'b', type: 'work:more', variables: { amount: 5, a: true } },
    ]);
    expect(await stateOf(id)).toBe('completed');
    expect(
      await knex('variables').where({ instance_id: id }).orderBy('name'),
    ).toMatchObject([
      { name: 'a', value: 'true' },
      { name: 'amount', value: '5' },
      { name: 'b', value: 'true' },
    ]);
  });

  it('should try a job again with the same key, then raise an incident', async () => {
    // given
    await deploy(
      model(process('failing', line(element('startEvent', 'start'), job('a')))),
    );
    answer = () => fail('Expected luck, but had none');
    // when
    const id = await start('failing');
    for (const delay of [10_000, 20_000]) {
      now += delay;
      await settle(host);
    }
    // then
    expect(done.map(({ retries }) => retries)).toEqual([3, 2, 1]);
    expect(new Set(done.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(
      1,
    );
    expect(new Set(done.map(({ attemptId }) => attemptId)).size).toBe(3);
    expect(await knex('incidents').where({ instance_id: id })).toMatchObject([
      { kind: 'jobFailed', message: 'Expected luck, but had none' },
    ]);
    expect(await host.stores.instances.find(id)).toMatchObject({
      incidentCount: 1,
    });
  });

  it('should call a process, give its result to the caller, and pass on its errors', async () => {
    // given
    const call = element(
      'callActivity',
      'call',
      '<extensionElements><zeebe:calledElement processId="called" propagateAllChildVariables="true" /></extensionElements>',
    );
    await deploy(
      model(
        process(
          'caller',
          line(element('startEvent', 'start'), call, job('after')),
        ) +
          process('called', line(element('startEvent', 'begin'), job('inner'))),
      ),
    );
    answer = ({ elementId }) =>
      elementId === 'inner' ? complete({ found: 42 }) : complete();
    // when
    const id = await start('caller');
    // then
    expect(await stateOf(id)).toBe('completed');
    expect(done.at(-1)).toMatchObject({
      elementId: 'after',
      variables: { found: 42 },
    });
    // when
    answer = () => throwError('broken');
    const failed = await start('caller');
    // then
    expect(
      await knex('incidents').where({ instance_id: failed }),
    ).toMatchObject([{ kind: 'errorUncaught', element_id: 'call' }]);
  });

  it('should fire a timer when it is due, never before', async () => {
    // given
    await deploy(
      model(
        process(
          'pausing',
          line(
            element('startEvent', 'start'),
            element(
              'intermediateCatchEvent',
              'pause',
              '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>',
            ),
            element('endEvent', 'end'),
          ),
        ),
      ),
    );
    const id = await start('pausing');
    // when
    now += 3_599_999;
    await settle(host);
    // then
    expect(await stateOf(id)).toBe('active');
    // when
    now += 1;
    await settle(host);
    // then
    expect(await stateOf(id)).toBe('completed');
  });

  const MESSAGE =
    '<message id="paid" name="paid"><extensionElements><zeebe:subscription correlationKey="=order" /></extensionElements></message>';
  const waiting = (id: string, accepts = '') =>
    model(
      process(
        id,
        line(
          element('startEvent', 'start'),
          element(
            'intermediateCatchEvent',
            'wait',
            `<messageEventDefinition messageRef="paid">${accepts}</messageEventDefinition>`,
          ),
          element('endEvent', 'end'),
        ),
      ),
      MESSAGE,
    );
  const sending = (id: string) =>
    model(
      process(
        id,
        line(
          element('startEvent', 'start'),
          element(
            'intermediateThrowEvent',
            'send',
            '<messageEventDefinition messageRef="paid" />',
          ),
        ),
      ),
      MESSAGE,
    );

  it('should bring a message to the one that waits for its key', async () => {
    // given
    await deploy(waiting('waits'));
    await deploy(sending('sends'));
    const first = await start('waits', { order: 'a' });
    const second = await start('waits', { order: 'b' });
    // when
    await start('sends', { order: 'b' });
    // then
    expect(await stateOf(first)).toBe('active');
    expect(await stateOf(second)).toBe('completed');
  });

  it('should keep a message for whoever waits for it next, until it expires', async () => {
    // given
    await deploy(waiting('waitsLater'));
    await deploy(sending('sendsSooner'));
    await start('sendsSooner', { order: 'early' });
    await start('sendsSooner', { order: 'late' });
    // when
    const early = await start('waitsLater', { order: 'early' });
    // then
    expect(await stateOf(early)).toBe('completed');
    // when
    now += 24 * 3_600_000;
    const late = await start('waitsLater', { order: 'late' });
    // then
    expect(await stateOf(late)).toBe('active');
  });

  it('should bring no message to what others own, unless that accepts it', async () => {
    // given
    const other = 'group:default/finance';
    await deploy(waiting('theirs'), other);
    await deploy(
      waiting(
        'open',
        `<extensionElements><pipeline:accepts from="${OWNER}" /></extensionElements>`,
      ),
      other,
    );
    await deploy(sending('ours'));
    const theirs = await start('theirs', { order: 'x' });
    const open = await start('open', { order: 'x' });
    // when
    await start('ours', { order: 'x' });
    // then
    expect(await stateOf(theirs)).toBe('active');
    expect(await stateOf(open)).toBe('completed');
  });

  it('should give a version to new content only, and keep an id for its owner', async () => {
    // given
    const content = (id: string) =>
      model(process('owned', line(element('startEvent', id))));
    const [first] = await deploy(content('start'));
    // when
    const [same] = await deploy(content('start'));
    const [next] = await deploy(content('begin'));
    // then
    expect(same).toEqual(first);
    expect(next.version).toBe(2);
    await expect(
      deploy(content('start'), 'group:default/other'),
    ).rejects.toThrow(
      `Expected process owned to be free or yours, but it is owned by ${OWNER}`,
    );
  });
});
