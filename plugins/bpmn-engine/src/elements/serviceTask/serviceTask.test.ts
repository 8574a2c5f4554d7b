import { Rejection } from '../../command';
import { parse } from '../../parse';
import { given, givenXml } from '../../testing/scenario';
import { element, inARow, jobType, mappings } from '../../testing/extensions';
import { processXml } from '../../testing/picture';

const oneTask = (...extensions: readonly string[]) =>
  processXml(
    inARow(element(['serviceTask name="Charge"', 'charge'], extensions)),
  );

describe('service task', () => {
  it('should open a job as the model describes it', async () => {
    // given
    const story = await given(__dirname, 'paysByCard.bpmn');
    // when
    story.start();
    // then
    expect(story.wait('charge')).toEqual({
      kind: 'job',
      key: expect.any(Number),
      elementInstanceKey: expect.any(Number),
      elementId: 'charge',
      type: 'charge-card',
      retries: 4,
      priority: 70,
      backOff: { delay: 'PT5S', factor: 3, maximum: 'PT1M' },
      headers: { method: 'POST', path: '/charges' },
    });
    expect(story.completed).toEqual(['start']);
  });

  it('should open a plain job where the model says no more than its type', async () => {
    // given
    const story = await givenXml(oneTask(jobType('charge')));
    // when
    story.start();
    // then
    expect(story.wait('charge')).toEqual({
      kind: 'job',
      key: expect.any(Number),
      elementInstanceKey: expect.any(Number),
      elementId: 'charge',
      type: 'charge',
      retries: 3,
    });
  });

  it('should complete with its job', async () => {
    // given
    const story = await given(__dirname, 'paysByCard.bpmn');
    story.start({ amount: 20 });
    // when
    story.completeJob('charge', { receipt: 'R-1' });
    // then
    expect(story.completed).toEqual(['start', 'charge', 'end', 'paysByCard']);
    expect(story.variables).toEqual({ amount: 20, receipt: 'R-1' });
    expect(story.waits).toEqual([]);
    expect(story.instance.rows.elements.size).toBe(0);
  });

  it('should say what happens, from its entry to the next wait', async () => {
    // given
    const story = await given(__dirname, 'paysByCard.bpmn');
    story.start();
    const { key: waitKey, elementInstanceKey: key } = story.wait('charge');
    const entered = story.history.slice(-4);
    const before = story.history.length;
    // when
    story.completeJob('charge', { receipt: 1 });
    // then
    expect(entered).toEqual([
      { type: 'sequenceFlowTaken', flowId: 'start-charge', scopeKey: 1 },
      {
        type: 'elementEntered',
        key,
        elementId: 'charge',
        scopeKey: 1,
        flowIds: ['start-charge'],
      },
      { type: 'waitOpened', wait: expect.objectContaining({ key: waitKey }) },
      { type: 'lifecycleMoved', key, elementId: 'charge', to: 'active' },
    ]);
    expect(story.history.slice(before)).toEqual([
      {
        type: 'waitClosed',
        waitKey,
        kind: 'job',
        elementInstanceKey: key,
        reason: 'fulfilled',
      },
      { type: 'variablesSet', scopeKey: 1, variables: { receipt: 1 } },
      { type: 'lifecycleMoved', key, elementId: 'charge', to: 'completed' },
      { type: 'sequenceFlowTaken', flowId: 'charge-end', scopeKey: 1 },
      {
        type: 'elementEntered',
        key: expect.any(Number),
        elementId: 'end',
        scopeKey: 1,
        flowIds: ['charge-end'],
      },
      {
        type: 'lifecycleMoved',
        key: expect.any(Number),
        elementId: 'end',
        to: 'completed',
      },
      {
        type: 'lifecycleMoved',
        key: 1,
        elementId: 'paysByCard',
        to: 'completed',
      },
      { type: 'instanceEnded', state: 'completed' },
    ]);
  });

  it('should evaluate what is FEEL in its job with its local variables', async () => {
    // given
    const story = await givenXml(
      oneTask(
        jobType('="pay:" + method', '=tries'),
        mappings({ inputs: { method: '="card"', tries: '=2' } }),
        '<zeebe:jobPriorityDefinition priority="=importance * 10" />',
      ),
    );
    // when
    story.start({ importance: 4 });
    // then
    expect(story.wait('charge')).toMatchObject({
      type: 'pay:card',
      retries: 2,
      priority: 40,
    });
  });

  it('should take properties of its template as headers, and prefer its own headers', async () => {
    // given
    const story = await givenXml(
      oneTask(
        jobType('charge'),
        '<zeebe:properties><zeebe:property name="currency" value="EUR" /><zeebe:property name="method" value="GET" /><zeebe:property name="empty" /></zeebe:properties>',
        '<zeebe:taskHeaders><zeebe:header key="method" value="POST" /><zeebe:header key="body" /></zeebe:taskHeaders>',
      ),
    );
    // when
    story.start();
    // then
    expect(story.wait('charge')).toMatchObject({
      headers: { currency: 'EUR', method: 'POST', empty: '', body: '' },
    });
  });

  it('should not warn if it has a job type', async () => {
    // when
    const { problems } = await parse(oneTask(jobType('charge')));
    // then
    expect(problems).toEqual([]);
  });

  it('should warn of a missing job type, and raise an incident when it is reached', async () => {
    // given
    const xml = oneTask();
    const { problems } = await parse(xml);
    const story = await givenXml(xml);
    // when
    story.start();
    // then
    expect(problems).toMatchObject([
      { rule: 'job-type', severity: 'warning', elementId: 'charge' },
    ]);
    expect(story.incidents).toMatchObject([
      {
        elementId: 'charge',
        kind: 'expressionFailed',
        message:
          'Expected service task "Charge" (charge) to have a job type, but it has none. Give it one in the model, and migrate the instance',
      },
    ]);
    expect(story.waits).toEqual([]);
  });

  it.each([
    [
      'the job type',
      [jobType('=kind')],
      { corrected: { kind: 'charge' }, expected: { type: 'charge' } },
    ],
    [
      'the retries',
      [jobType('charge', '=tries')],
      { corrected: { tries: 5 }, expected: { retries: 5 } },
    ],
    [
      'the priority',
      [
        jobType('charge'),
        '<zeebe:jobPriorityDefinition priority="=urgency" />',
      ],
      { corrected: { urgency: 9 }, expected: { priority: 9 } },
    ],
  ])(
    'should raise an incident if %s cannot be evaluated, and open the job when it is resolved',
    async (_, extensions, { corrected, expected }) => {
      // given
      const story = await givenXml(oneTask(...extensions));
      // when
      story.start();
      // then
      expect(story.incidents).toMatchObject([
        { kind: 'expressionFailed', elementId: 'charge' },
      ]);
      expect(story.waits).toEqual([]);
      // when
      story.resolve({ ...corrected });
      // then
      expect(story.incidents).toEqual([]);
      expect(story.waits).toMatchObject([{ elementId: 'charge', ...expected }]);
      // when
      story.completeJob('charge');
      // then
      expect(story.state).toBe('completed');
    },
  );

  it.each([
    ['a space', 'send mail'],
    ['a star', 'mail:*'],
    ['no character of a database', 'mail\u0000'],
    ['half a character', 'mail\ud800'],
    ['too many characters', 'm'.repeat(256)],
  ])(
    'should raise an incident if its job type is one that no worker can ask for: %s',
    async (_, kind) => {
      // given
      const story = await givenXml(oneTask(jobType('=kind')));
      // when
      story.start({ kind });
      // then
      expect(story.incidents).toMatchObject([
        {
          kind: 'expressionFailed',
          elementId: 'charge',
          message: expect.stringContaining('that workers can ask for'),
        },
      ]);
      expect(story.waits).toEqual([]);
      // when
      story.resolve({ kind: 'mail' });
      // then
      expect(story.waits).toMatchObject([{ type: 'mail' }]);
    },
  );

  it.each([
    ['many', 'a number, but it is a string (=tries)'],
    [{ at: 1 }, 'a number, but it is a context (=tries)'],
    [0, 'a whole number from 1 to 1000000, but it is less than 1. Correct'],
    [-3, 'a whole number from 1 to 1000000, but it is less than 1. Correct'],
    [2.5, 'a whole number from 1 to 1000000, but it is a fraction. Correct'],
    [1e9, 'a whole number from 1 to 1000000, but it is more. Correct'],
  ])(
    'should raise an incident if the retries are %j',
    async (tries, expected) => {
      // given
      const story = await givenXml(oneTask(jobType('charge', '=tries')));
      // when
      story.start({ tries });
      // then
      expect(story.incidents).toMatchObject([
        {
          kind: 'expressionFailed',
          elementId: 'charge',
          message: expect.stringContaining(
            `Expected number of retries of service task "Charge" (charge) to be ${expected}`,
          ),
        },
      ]);
      expect(story.waits).toEqual([]);
      // when
      story.resolve({ tries: 2 });
      // then
      expect(story.waits).toMatchObject([{ retries: 2 }]);
    },
  );

  it.each(['0', '-1', '1.5', '1000001'])(
    'should be an error of the model if the retries are %s',
    async retries => {
      // when
      const { problems, definitions } = await parse(
        oneTask(jobType('charge', retries)),
      );
      // then
      expect(problems).toMatchObject([
        {
          rule: 'job-retries',
          severity: 'error',
          elementId: 'charge',
          message: `Expected number of retries of service task "Charge" (charge) to be a whole number from 1 to 1000000, but found ${retries}. Correct it, or leave it out: then there are 3`,
        },
      ]);
      expect(definitions).toEqual([]);
    },
  );

  it('should withdraw its job when it is terminated, and refuse the late result', async () => {
    // given
    const story = await given(__dirname, 'paysByCard.bpmn');
    story.start();
    const { key: waitKey } = story.wait('charge');
    // when
    story.send({ type: 'cancelInstance' });
    // then
    expect(story.history).toContainEqual(
      expect.objectContaining({
        type: 'waitClosed',
        waitKey,
        reason: 'withdrawn',
      }),
    );
    expect(story.terminated).toEqual(['charge', 'paysByCard']);
    expect(story.waits).toEqual([]);
    expect(() => story.send({ type: 'fulfilWait', waitKey })).toThrow(
      Rejection,
    );
  });

  it('should refuse a second result of the same job', async () => {
    // given
    const story = await givenXml(
      processXml(
        inARow(
          element(['serviceTask', 'charge'], [jobType('charge')]),
          element(['serviceTask', 'ship'], [jobType('ship')]),
        ),
      ),
    );
    story.start();
    const { key: waitKey } = story.wait('charge');
    story.completeJob('charge', { paid: 1 });
    // when
    const again = () =>
      story.send({ type: 'fulfilWait', waitKey, variables: { paid: 2 } });
    // then
    expect(again).toThrow(
      /to be open, but it is not: it was fulfilled or withdrawn/,
    );
    expect(story.variables).toEqual({ paid: 1 });
    expect(story.waiting).toEqual(['ship']);
  });
});
