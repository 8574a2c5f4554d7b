import { parse } from '../../parse';
import { given, givenXml } from '../../testing/scenario';
import { element, extended, inARow, jobType } from '../../testing/extensions';
import { processXml } from '../../testing/picture';

const thrown = (story: { history: readonly { type: string }[] }) =>
  story.history.filter(({ type }) => type === 'messageThrown');

describe('send task', () => {
  it('should send its message with its correlation key and its local variables, and go on', async () => {
    // given
    const story = await given(__dirname, 'sends.bpmn');
    // when
    story.start({ order: { id: 42, items: ['pen'] } });
    // then
    expect(thrown(story)).toEqual([
      {
        type: 'messageThrown',
        elementId: 'send',
        name: 'order packed',
        correlationKey: '42',
        variables: { items: ['pen'] },
      },
    ]);
    expect(story.completed).toEqual(['start', 'send', 'end', 'sends']);
    expect(story.instance.rows.elements.size).toBe(0);
  });

  it.each([
    ['cannot be evaluated', {}, 'orderId'],
    [
      'is null',
      { orderId: null },
      'Expected correlation key of send task (send) to have a value, but it is null. Set the variables that it reads',
    ],
  ])(
    'should raise an incident if its correlation key %s, and send when that is resolved',
    async (_, variables, message) => {
      // given
      const story = await givenXml(
        processXml(
          inARow(element(['sendTask messageRef="m"', 'send'])),
          `<message id="m" name="ready">${extended(
            '<zeebe:subscription correlationKey="=orderId" />',
          )}</message>`,
        ),
      );
      // when
      story.start(variables);
      // then
      expect(thrown(story)).toEqual([]);
      expect(story.incidents).toMatchObject([
        {
          kind: 'expressionFailed',
          elementId: 'send',
          message: expect.stringContaining(message),
        },
      ]);
      // when
      story.resolve({ orderId: 'A' });
      // then
      expect(thrown(story)).toMatchObject([
        { name: 'ready', correlationKey: 'A' },
      ]);
      expect(story.state).toBe('completed');
    },
  );

  it('should send a message without correlation key, its name evaluated', async () => {
    // given
    const story = await givenXml(
      processXml(
        inARow(element(['sendTask messageRef="m"', 'send'])),
        '<message id="m" name="=&quot;news for &quot; + who" />',
      ),
    );
    // when
    story.start({ who: 'Ada' });
    // then
    expect(thrown(story)).toEqual([
      {
        type: 'messageThrown',
        elementId: 'send',
        name: 'news for Ada',
        correlationKey: undefined,
        variables: {},
      },
    ]);
  });

  it('should raise an incident if its message turns out to have no name', async () => {
    // given
    const story = await givenXml(
      processXml(
        inARow(element(['sendTask messageRef="m"', 'send'])),
        '<message id="m" name="=topic" />',
      ),
    );
    // when
    story.start({ topic: null });
    // then
    expect(thrown(story)).toEqual([]);
    expect(story.incidents).toMatchObject([
      {
        kind: 'expressionFailed',
        elementId: 'send',
        message:
          'Expected message name of send task (send) to be a text, but there is none. Set the variables that it reads',
      },
    ]);
  });

  it('should be a job if it has a job type, even with a message', async () => {
    // given
    const story = await givenXml(
      processXml(
        inARow(
          element(['sendTask messageRef="m"', 'send'], [jobType('mail:send')]),
        ),
        '<message id="m" name="ready" />',
      ),
    );
    // when
    story.start();
    // then
    expect(story.waits).toMatchObject([{ kind: 'job', type: 'mail:send' }]);
    expect(thrown(story)).toEqual([]);
    // when
    story.completeJob('send', { sent: true });
    // then
    expect(story.variables).toEqual({ sent: true });
    expect(story.state).toBe('completed');
    expect(thrown(story)).toEqual([]);
  });

  it('should warn if it has neither message nor job type, and raise an incident when it is reached', async () => {
    // given
    const xml = processXml(inARow(element(['sendTask', 'send'])));
    const { problems } = await parse(xml);
    const story = await givenXml(xml);
    // when
    story.start();
    // then
    expect(problems).toMatchObject([
      {
        rule: 'job-type',
        severity: 'warning',
        elementId: 'send',
        message:
          'Expected send task (send) to have a job type, by which a worker finds its jobs, but it has none. Choose a template, or write <zeebe:taskDefinition type="…" /> into its extensionElements, or choose a message that it sends: without one, reaching it raises an incident',
      },
    ]);
    expect(story.incidents).toMatchObject([
      {
        elementId: 'send',
        message:
          'Expected send task (send) to have a job type, but it has none. Give it one in the model, and migrate the instance',
      },
    ]);
  });

  it('should not warn if it has a message', async () => {
    // given
    const xml = processXml(
      inARow(element(['sendTask messageRef="m"', 'send'])),
      '<message id="m" name="ready" />',
    );
    // when
    const { problems } = await parse(xml);
    // then
    expect(problems).toEqual([]);
  });
});
