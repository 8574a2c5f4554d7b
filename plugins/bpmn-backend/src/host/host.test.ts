import {
  complete,
  fail,
  throwError,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import { eachDatabase } from '../__testUtils__/database';
import {
  element,
  HostStory,
  job,
  line,
  model,
  OWNER,
  process,
} from '../__testUtils__/hostStory';

describe.each(eachDatabase)('a host on %s', databaseId => {
  const story = new HostStory(databaseId);

  it('should do jobs with what their elements see, and go on', async () => {
    // given
    await story.deploy(
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
    story.answer = ({ elementId }) => complete({ [elementId]: true });
    // when
    const id = await story.start('jobs', { amount: 5 });
    // then
    expect(story.done).toMatchObject([
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
    expect(await story.stateOf(id)).toBe('completed');
    expect(
      await story.knex('variables').where({ instance_id: id }).orderBy('name'),
    ).toMatchObject([
      { name: 'a', value: 'true' },
      { name: 'amount', value: '5' },
      { name: 'b', value: 'true' },
    ]);
  });

  it('should try a job again with the same key, then raise an incident', async () => {
    // given
    await story.deploy(
      model(process('failing', line(element('startEvent', 'start'), job('a')))),
    );
    story.answer = () => fail('Expected luck, but had none');
    // when
    const id = await story.start('failing');
    for (const delay of [10_000, 20_000]) {
      story.now += delay;
      await story.settle();
    }
    // then
    expect(story.done.map(({ retries }) => retries)).toEqual([3, 2, 1]);
    expect(
      new Set(story.done.map(({ idempotencyKey }) => idempotencyKey)).size,
    ).toBe(1);
    expect(new Set(story.done.map(({ attemptId }) => attemptId)).size).toBe(3);
    expect(
      await story.knex('incidents').where({ instance_id: id }),
    ).toMatchObject([
      { kind: 'jobFailed', message: 'Expected luck, but had none' },
    ]);
    expect(await story.host.stores.instances.find(id)).toMatchObject({
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
    await story.deploy(
      model(
        process(
          'caller',
          line(element('startEvent', 'start'), call, job('after')),
        ) +
          process('called', line(element('startEvent', 'begin'), job('inner'))),
      ),
    );
    story.answer = ({ elementId }) =>
      elementId === 'inner' ? complete({ found: 42 }) : complete();
    // when
    const id = await story.start('caller');
    // then
    expect(await story.stateOf(id)).toBe('completed');
    expect(story.done.at(-1)).toMatchObject({
      elementId: 'after',
      variables: { found: 42 },
    });
    // when
    story.answer = () => throwError('broken');
    const failed = await story.start('caller');
    // then
    expect(
      await story.knex('incidents').where({ instance_id: failed }),
    ).toMatchObject([{ kind: 'errorUncaught', element_id: 'call' }]);
  });

  it('should fire a timer when it is due, never before', async () => {
    // given
    await story.deploy(
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
    const id = await story.start('pausing');
    // when
    story.now += 3_599_999;
    await story.settle();
    // then
    expect(await story.stateOf(id)).toBe('active');
    // when
    story.now += 1;
    await story.settle();
    // then
    expect(await story.stateOf(id)).toBe('completed');
  });

  it('should give a version to new content only, and keep an id for its owner', async () => {
    // given
    const content = (id: string) =>
      model(process('owned', line(element('startEvent', id))));
    const [first] = await story.deploy(content('start'));
    // when
    const [same] = await story.deploy(content('start'));
    const [next] = await story.deploy(content('begin'));
    // then
    expect(same).toEqual(first);
    expect(next.version).toBe(2);
    await expect(
      story.deploy(content('start'), 'group:default/other'),
    ).rejects.toThrow(
      `Expected process owned to be free or yours, but it is owned by ${OWNER}`,
    );
  });

  it('should tell of a called process that cannot begin by being called', async () => {
    // given
    await story.deploy(
      model(
        process(
          'byMessage',
          line(
            element(
              'startEvent',
              'on',
              '<messageEventDefinition messageRef="order" />',
            ),
            element('task', 'work'),
          ),
        ),
        '<message id="order" name="order" />',
      ),
    );
    const call = element(
      'callActivity',
      'call',
      '<extensionElements><zeebe:calledElement processId="byMessage" /></extensionElements>',
    );
    await story.deploy(
      model(
        process('callsWrongly', line(element('startEvent', 'start'), call)),
      ),
    );
    // when
    const id = await story.start('callsWrongly');
    // then
    expect(
      await story.knex('incidents').where({ instance_id: id }),
    ).toMatchObject([
      {
        element_id: 'call',
        kind: 'calledElementMissing',
        message: expect.stringContaining('Name the start event'),
      },
    ]);
  });

  it('should make an incident of an answer that the process cannot take', async () => {
    // given a listener, which cannot throw errors
    const audited = element(
      'serviceTask',
      'a',
      '<extensionElements><zeebe:taskDefinition type="work" /><zeebe:executionListeners><zeebe:executionListener eventType="start" type="work:audit" /></zeebe:executionListeners></extensionElements>',
    );
    await story.deploy(
      model(process('audited', line(element('startEvent', 'start'), audited))),
    );
    story.answer = () => throwError('broken');
    // when
    const id = await story.start('audited');
    story.now += 60_000;
    await story.settle();
    // then
    expect(story.done).toHaveLength(1);
    expect(
      await story.knex('incidents').where({ instance_id: id }),
    ).toMatchObject([{ element_id: 'a', kind: 'jobFailed' }]);
  });
});
