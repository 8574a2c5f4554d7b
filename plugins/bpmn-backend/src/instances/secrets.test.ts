import { inspect } from 'node:util';
import { mockServices } from '@backstage/backend-test-utils';
import {
  complete,
  fail,
  throwError,
  type JobAnswer,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { ADA, model, OWNER } from '../__testUtils__/hostStory';
import { settle } from '../__testUtils__/settle';
import { createHost, type Host } from '../host/Host';

// Many elements on a busy machine.
jest.setTimeout(60_000);

const SECRET = 'hush-7f3a9c';

const flow = (from: string, to: string, condition = '') =>
  `<sequenceFlow id="f-${from}-${to}" sourceRef="${from}" targetRef="${to}">${
    condition && `<conditionExpression>${condition}</conditionExpression>`
  }</sequenceFlow>`;
const extended = (inner: string) =>
  `<extensionElements>${inner}</extensionElements>`;
const mapping = (inputs: string, outputs = '') =>
  `<zeebe:ioMapping>${inputs}${outputs}</zeebe:ioMapping>`;
const input = (source: string, target: string) =>
  `<zeebe:input source="${source}" target="${target}" />`;
const output = (source: string, target: string) =>
  `<zeebe:output source="${source}" target="${target}" />`;
/** An element, what extends it, and what else is in it. */
const task = (kind: string, id: string, ...parts: readonly string[]) => {
  const [extension = '', inner = ''] = parts;
  const extensions = extension && extended(extension);
  return `<${kind} id="${id}">${extensions}${inner}</${kind}>`;
};
const job = (id: string, type: string, more = '') =>
  task(
    'serviceTask',
    id,
    `<zeebe:taskDefinition type="${type}" retries="2" />${more}`,
  );
const loop = (parts: string, more = '') =>
  `<multiInstanceLoopCharacteristics ${more}>${extended(
    `<zeebe:loopCharacteristics ${parts} />`,
  )}</multiInstanceLoopCharacteristics>`;

const steps: readonly (readonly [string, string])[] = [
  ['start', task('startEvent', 'start')],
  [
    'map',
    task(
      'task',
      'map',
      mapping(input('=secret', 'copy'), output('=copy', 'again')),
    ),
  ],
  [
    'script',
    task(
      'scriptTask',
      'script',
      '<zeebe:script expression="=secret + &quot;!&quot;" resultVariable="derived" />',
    ),
  ],
  [
    'each',
    task(
      'subProcess',
      'each',
      '',
      `${loop(
        'inputCollection="=[secret, again]" inputElement="item" outputCollection="all" outputElement="=item"',
      )}${task('startEvent', 'each-start')}${job('each-work', 'work')}${task(
        'endEvent',
        'each-end',
      )}${flow('each-start', 'each-work')}${flow('each-work', 'each-end')}`,
    ),
  ],
  [
    'work',
    job(
      'work',
      '=&quot;work-&quot; + secret',
      mapping(input('=secret', 'own')),
    ),
  ],
  [
    'review',
    task(
      'userTask',
      'review',
      '<zeebe:userTask /><zeebe:assignmentDefinition assignee="=secret" candidateGroups="=[secret]" />',
    ),
  ],
  [
    'send',
    task(
      'intermediateThrowEvent',
      'send',
      mapping(input('=secret', 'secret')),
      '<messageEventDefinition messageRef="told" />',
    ),
  ],
  [
    'shout',
    task(
      'intermediateThrowEvent',
      'shout',
      mapping(input('=secret', 'secret')),
      '<signalEventDefinition signalRef="shouted" />',
    ),
  ],
  [
    'escalate',
    task(
      'intermediateThrowEvent',
      'escalate',
      mapping(input('=secret', 'secret')),
      '<escalationEventDefinition escalationRef="raised" />',
    ),
  ],
  [
    'call',
    task(
      'callActivity',
      'call',
      '<zeebe:calledElement processId="called" businessId="=secret" propagateAllChildVariables="true" />',
    ),
  ],
  [
    'wait',
    task(
      'intermediateCatchEvent',
      'wait',
      '',
      '<messageEventDefinition messageRef="answer" />',
    ),
  ],
  ['risky', job('risky', 'risky')],
  ['choose', '<exclusiveGateway id="choose" />'],
  ['end', task('endEvent', 'end')],
];

const around = `
  <message id="told" name="told">${extended(
    '<zeebe:subscription correlationKey="=secret" />',
  )}</message>
  <message id="answer" name="answer">${extended(
    '<zeebe:subscription correlationKey="=derived" />',
  )}</message>
  <signal id="shouted" name="shouted" />
  <escalation id="raised" escalationCode="raised" />
  <error id="risk" errorCode="risk" />`;

const marks = (...names: readonly string[]) =>
  extended(
    names.map(name => `<pipeline:sensitive variable="${name}" />`).join(''),
  );
const flows = steps
  .slice(1)
  .map(([id], index) =>
    flow(steps[index][0], id, id === 'end' ? '=secret' : ''),
  )
  .join('');

const xml = model(
  `<process id="secretive" isExecutable="true">${marks('secret')}
    ${steps.map(([, element]) => element).join('')}${flows}
    <boundaryEvent id="risked" attachedToRef="risky"><errorEventDefinition errorRef="risk" /></boundaryEvent>
    <task id="noted" />${flow('risked', 'noted')}
    <boundaryEvent id="undo-point" attachedToRef="map"><compensateEventDefinition id="undo-point-definition" /></boundaryEvent>
    <task id="undo" isForCompensation="true" /><association id="undoes" associationDirection="One" sourceRef="undo-point" targetRef="undo" />
    <subProcess id="listening" triggeredByEvent="true"><startEvent id="heard" isInterrupting="false"><signalEventDefinition signalRef="shouted" /></startEvent></subProcess>
  </process>
  <process id="called" isExecutable="true">${marks(
    // What a process is given it has to mark itself.
    'secret',
    'again',
    'derived',
    'all',
  )}${task('startEvent', 'begin')}${job('inner', 'work')}${flow(
    'begin',
    'inner',
  )}</process>`,
  around,
);

describe.each(eachDatabase)('a sensitive variable on %s', databaseId => {
  let knex: Knex;
  let host: Host;
  let logged: unknown[];
  let answers: JobAnswer[];

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
    logged = [];
    const log = (...line: unknown[]) => logged.push(line);
    const logger = mockServices.logger.mock({
      error: log,
      warn: log,
      info: log,
      debug: log,
    });
    host = createHost({
      knex,
      clock: { now: () => 0 },
      logger,
      handlers: ['work*', 'risky'].map(type => ({
        type,
        handle: async () => answers.shift() ?? complete({ secret: SECRET }),
      })),
    });
  });

  const openWait = (id: string, kind: string) =>
    knex('waits').where({ instance_id: id, kind }).first();

  const give = (id: string, command: object) =>
    host.instances.handle(id, command as any, { actor: ADA });

  async function run() {
    const { problems } = await host.deployments.deploy(
      { ownerRef: OWNER, resources: [{ name: 'm.bpmn', content: xml }] },
      ADA,
    );
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const { id: definitionId, processKey } =
      (await host.stores.deployments.findLatest('secretive'))!;
    answers = [
      complete({}),
      complete({}),
      // Whoever does the work has seen it.
      fail(`Could not send ${SECRET}`, { retryAfter: 0 }),
    ];
    const { record } = await host.instances.start(
      {
        definitionId,
        processKey,
        ownerRef: OWNER,
        variables: { secret: SECRET },
      },
      { actor: ADA },
    );
    const { id } = record;
    await settle(host);
    // A person takes the task, and it is put off.
    const review = await openWait(id, 'userTask');
    await give(id, {
      type: 'updateUserTask',
      waitKey: review.key,
      update: { priority: 80 },
    });
    await give(id, { type: 'suspendInstance' });
    await give(id, {
      type: 'fulfilWait',
      waitKey: review.key,
      variables: { secret: SECRET },
    });
    await give(id, { type: 'setVariables', variables: { secret: SECRET } });
    answers = [];
    await give(id, { type: 'resumeInstance' });
    await settle(host);
    // What it waits for has a key that is made of it.
    answers = [throwError('unknown', `It said ${SECRET}`, { secret: SECRET })];
    await host.messages.publish(
      {
        ownerRef: OWNER,
        deed: {
          kind: 'message',
          name: 'answer',
          correlationKey: `${SECRET}!`,
          variables: { secret: SECRET },
        },
      },
      ADA,
    );
    await settle(host);
    return id;
  }

  async function resolve(id: string) {
    const incident = await knex('incidents').where({ instance_id: id }).first();
    await give(id, { type: 'resolveIncident', incidentKey: incident.key });
    await settle(host);
    return incident;
  }

  it('should not be seen anywhere, whatever is done with it', async () => {
    // when
    const id = await run();
    // then: the error that nobody catches is an incident
    answers = [throwError('risk', SECRET, { secret: SECRET })];
    expect(await resolve(id)).toMatchObject({ kind: 'errorUncaught' });
    expect(await host.stores.instances.find(id)).toMatchObject({
      state: 'completed',
    });
    // then
    const written = [
      ...(await knex('history').select('changes')),
      ...(await knex('variable_ledger').select('name', 'value')),
      ...(await knex('incidents').select('message')),
    ];
    const seen = [...written, ...logged].filter(row =>
      inspect(row, { depth: 10, maxStringLength: null }).includes(SECRET),
    );
    expect(seen).toEqual([]);
    const kinds = written.flatMap(({ changes }) =>
      changes ? JSON.parse(changes).map(({ type }: any) => type) : [],
    );
    expect([...new Set(kinds)]).toEqual(
      expect.arrayContaining([
        'commandHeld',
        'compensationRecorded',
        'errorThrown',
        'escalationThrown',
        'incidentRaised',
        'instanceEnded',
        'loopOutputCollected',
        'messageThrown',
        'signalThrown',
        'variablesSet',
        'waitChanged',
        'waitOpened',
      ]),
    );
  });

  it('should be shown to nobody who looks at variables', async () => {
    // given
    const { definitions } = host;
    const { id } = (await host.stores.deployments.findLatest('secretive'))!;
    // then
    expect([...(await definitions.get(id)).sensitive].sort()).toEqual([
      'again',
      'all',
      'copy',
      'derived',
      'item',
      'own',
      'secret',
    ]);
  });
});
