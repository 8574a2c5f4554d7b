import {
  MAX_INSTANCE_VARIABLES_BYTES,
  MAX_VARIABLE_BYTES,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { complete } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import {
  element,
  HostStory,
  job,
  line,
  model,
  OWNER,
  ADA,
  process,
} from '../__testUtils__/hostStory';
import { eachDatabase } from '../__testUtils__/database';
import { restApi } from '../__testUtils__/restApi';

// Large values take their time on a busy machine.
jest.setTimeout(60_000);

const text = (bytes: number) => 'x'.repeat(bytes - 2);
const KIB = 1024;

/** Nearly all that there is room for. */
const full = {
  a: text(1000 * KIB),
  b: text(1000 * KIB),
  c: text(1000 * KIB),
  d: text(900 * KIB),
};
const large = text(900 * KIB);
const tooLarge = text(MAX_VARIABLE_BYTES + 1);

const start = element('startEvent', 'start');
const userTask = element(
  'userTask',
  'review',
  '<extensionElements><zeebe:userTask /></extensionElements>',
);
const message = '<message id="come" name="come" />';
const catching = element(
  'intermediateCatchEvent',
  'caught',
  '<messageEventDefinition messageRef="come" />',
);
const call = element(
  'callActivity',
  'call',
  '<extensionElements><zeebe:calledElement processId="sized-called" propagateAllParentVariables="false" propagateAllChildVariables="true" /></extensionElements>',
);

describe.each(eachDatabase)('sizes of variables on %s', databaseId => {
  const story = new HostStory(databaseId);
  let api: ReturnType<typeof restApi>;

  beforeAll(() => {
    api = restApi(story.knex);
  });

  const incidentsOf = (id: string) =>
    story.knex('incidents').where({ instance_id: id });
  const countedIn = async (id: string) =>
    (await story.host.stores.instances.find(id))!.variableBytes;

  async function resolve(id: string, variables = {}) {
    const [{ key }] = await incidentsOf(id);
    await story.host.instances.handle(
      id,
      { type: 'resolveIncident', incidentKey: key },
      { actor: ADA, precededBy: [{ type: 'setVariables', variables }] },
    );
    await story.settle();
  }

  it('should be counted, whatever is set and goes', async () => {
    // given
    await story.deploy(model(process('counted', line(start, userTask))));
    const id = await story.start('counted', { a: 'ä', b: [1, 2] });
    const set = (variables: object, scopeKey?: number) =>
      story.host.instances.handle(
        id,
        { type: 'setVariables', variables: variables as any, scopeKey },
        { actor: ADA },
      );
    // then
    expect(await countedIn(id)).toBe(4 + 5);
    // when
    const [wait] = await story.knex('waits').where({ instance_id: id });
    await set({ a: '', c: '\ud800' });
    await set({ own: true }, wait.element_instance_key);
    // then
    expect(await countedIn(id)).toBe(2 + 5 + 8 + 4);
  });

  it('should be refused to whoever answers for a job or a task, and nothing happens', async () => {
    // given
    await story.deploy(
      model(
        process('answered', line(start, job('work', 'external'), userTask)),
      ),
    );
    const id = await story.start('answered', full);
    const [activated] = (
      await api.ask('activateJobs', {
        body: { types: ['external'], worker: 'w' },
      })
    ).body.items;
    const answer = (variables: object) =>
      api.ask('completeJob', {
        params: { jobId: activated.id },
        body: { attemptId: activated.attemptId, variables },
      });
    // when
    const refused = await answer({ large });
    const unkeepable = await answer({ large: tooLarge });
    // then
    expect(refused.status).toBe(413);
    expect(refused.body).toMatchObject({
      code: 'variableTooLarge',
      parameters: {
        name: 'large',
        size: 4800 * KIB,
        limit: MAX_INSTANCE_VARIABLES_BYTES,
      },
      detail: expect.stringContaining('file'),
    });
    expect(unkeepable.status).toBe(413);
    expect(await incidentsOf(id)).toEqual([]);
    expect(await countedIn(id)).toBe(3900 * KIB);
    // when: what there is room for
    const taken = await answer({ small: 1 });
    // then
    expect(taken.status).toBe(204);
    // when
    const [task] = await story.knex('user_tasks').where({ instance_id: id });
    const completed = await api.ask('completeTask', {
      params: { taskId: task.id },
      body: { variables: { large } },
    });
    // then
    expect(completed.status).toBe(413);
    expect(
      await story.knex('user_tasks').where({ instance_id: id }),
    ).toMatchObject([{ state: 'open' }]);
  });

  it('should be refused to operators, and to those who send messages', async () => {
    // given
    await story.deploy(model(process('operated', line(start, userTask))));
    const id = await story.start('operated', full);
    // when
    const answers = [
      await api.ask('setVariables', {
        params: { instanceId: id },
        body: { variables: { large } },
      }),
      await api.ask('moveInstance', {
        params: { instanceId: id },
        body: {
          terminate: [],
          activate: [{ elementId: 'review', variables: { large } }],
        },
      }),
      await api.ask('startInstance', {
        body: { processId: 'operated', variables: { ...full, large } },
      }),
      await api.ask('publishMessage', {
        body: {
          ownerRef: OWNER,
          name: 'come',
          variables: { large: tooLarge },
        },
      }),
    ];
    // then
    expect(answers.map(({ status }) => status)).toEqual([413, 413, 413, 413]);
    expect(answers.map(({ body }) => body.parameters.name)).toEqual([
      'large',
      'large',
      'a',
      'large',
    ]);
  });

  it.each([
    ['together', () => complete({ large })],
    ['by itself', () => complete({ large: tooLarge })],
  ])(
    'should be an incident where a handler gives too much %s, and the job is done again',
    async (_, answer) => {
      // given
      await story.deploy(model(process('handled', line(start, job('work')))));
      story.answer = answer;
      // when
      const id = await story.start('handled', full);
      // then
      expect(await incidentsOf(id)).toMatchObject([
        { element_id: 'work', kind: 'jobFailed' },
      ]);
      // when
      story.answer = () => complete({ large });
      await resolve(id, { a: '' });
      // then
      expect(await story.stateOf(id)).toBe('completed');
      expect(story.done.map(done => done.id)).toEqual(
        Array(2).fill(story.done[0].id),
      );
    },
  );

  it('should be an incident where a message carries too much, which is not lost', async () => {
    // given
    await story.deploy(
      model(process('messaged', line(start, catching)), message),
    );
    const id = await story.start('messaged', full);
    // when
    await story.host.messages.publish(
      {
        ownerRef: OWNER,
        deed: { kind: 'message', name: 'come', variables: { large } },
      },
      ADA,
    );
    await story.settle();
    // then
    expect(await incidentsOf(id)).toMatchObject([
      { element_id: 'caught', kind: 'limitExceeded' },
    ]);
    expect(await story.knex('outbox')).toEqual([]);
    // when
    await resolve(id, { a: '' });
    // then
    expect(await story.stateOf(id)).toBe('completed');
    const [kept] = await story
      .knex('variables')
      .where({ instance_id: id, name: 'large' });
    expect(JSON.parse(kept.value)).toBe(large);
  });

  it('should be an incident where a called instance gives too much, which is not called again', async () => {
    // given
    await story.deploy(
      model(
        process('calling', line(start, call)) +
          process('sized-called', line(start, job('work'))).replaceAll(
            '"start"',
            '"begin"',
          ),
      ),
    );
    story.answer = () => complete({ large });
    // when
    const id = await story.start('calling', full);
    // then
    expect(await incidentsOf(id)).toMatchObject([
      { element_id: 'call', kind: 'limitExceeded' },
    ]);
    // when
    await resolve(id, { a: '' });
    // then
    expect(await story.stateOf(id)).toBe('completed');
    expect(story.done).toHaveLength(1);
  });
});

describe.each(eachDatabase)('texts on %s', databaseId => {
  const story = new HostStory(databaseId);
  let api: ReturnType<typeof restApi>;

  beforeAll(() => {
    api = restApi(story.knex);
  });

  it('should come back as they were, as values', async () => {
    // given
    await story.deploy(model(process('texts', line(start, userTask))));
    const value = { '\ud800': ['\u0000', '\udfff\ud800', '\u{1f600}'] };
    const id = await story.start('texts', { value });
    // when: it is loaded anew
    const response = await api.ask('listVariables', {
      params: { instanceId: id },
    });
    // then
    expect(response.body.items[0].value).toEqual(value);
    expect(await story.host.stores.instances.loadStored(id)).toMatchObject({
      stored: { variables: [{ name: 'value', value }] },
    });
  });

  it.each([
    ['a name with U+0000', { variables: { 'a\u0000': 1 } }],
    ['a name with half a surrogate pair', { variables: { 'a\ud800': 1 } }],
    ['a name that is too long', { variables: { ['a'.repeat(256)]: 1 } }],
    ['a business key with U+0000', { businessKey: 'a\u0000' }],
    ['a business key with half a surrogate pair', { businessKey: '\ud800' }],
  ])('should be refused: %s', async (_, body) => {
    // given
    await story.deploy(model(process('named', line(start, userTask))));
    // when
    const { status } = await api.ask('startInstance', {
      body: { processId: 'named', ...body },
    });
    // then
    expect(status).toBe(400);
  });

  it('should be an incident where a handler gives a name that cannot be kept', async () => {
    // given
    await story.deploy(model(process('misnamed', line(start, job('work')))));
    story.answer = () => complete({ 'a\ud800': 1, 'a\ud801': 2 });
    // when
    const id = await story.start('misnamed');
    // then
    expect(
      await story.knex('incidents').where({ instance_id: id }),
    ).toMatchObject([{ element_id: 'work', kind: 'jobFailed' }]);
  });

  it.each([
    ['businessId="=key"', 'texts-called'],
    ['', '=key'],
  ])(
    'should be an incident where the process makes one that cannot be looked for: %s',
    async (more, processId) => {
      // given
      await story.deploy(
        model(
          process(
            'calling-texts',
            line(
              start,
              element(
                'callActivity',
                'call',
                `<extensionElements><zeebe:calledElement processId="${processId}" ${more} /></extensionElements>`,
              ),
            ),
          ),
        ),
      );
      // when
      const id = await story.start('calling-texts', { key: 'a\u0000' });
      // then
      expect(
        await story.knex('incidents').where({ instance_id: id }),
      ).toMatchObject([{ element_id: 'call' }]);
      expect(await story.knex('outbox')).toEqual([]);
    },
  );

  it.each([0.5, 1e300])(
    'should not wait for a pause that is none: %d',
    async retryAfter => {
      // given
      await story.deploy(model(process('paused', line(start, job('work')))));
      story.answer = () => ({ kind: 'fail', message: 'no', retryAfter });
      // when
      const id = await story.start('paused');
      // then
      expect(await story.knex('waits').where({ instance_id: id })).toEqual([]);
      expect(
        await story.knex('incidents').where({ instance_id: id }),
      ).toMatchObject([{ kind: 'jobFailed', element_id: 'work' }]);
    },
  );
});
