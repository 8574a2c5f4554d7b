import { ends, starts, tasks, userTasks } from '../../testing/parts';
import { left } from '../../testing/left';
import { flow, path, processXml } from '../../testing/picture';
import { given, givenXml } from '../../testing/scenario';

describe('exclusive gateway', () => {
  it.each([
    [{ amount: 2000 }, 'large'],
    [{ amount: 500 }, 'medium'],
    [{ amount: 5 }, 'small'],
  ])(
    'should take the first flow whose condition is true, for %j',
    async (variables, task) => {
      // given
      const story = await given(__dirname, 'splits.bpmn');
      // when
      story.start(variables);
      // then
      expect(story.completed).toEqual([
        'start',
        'decide',
        task,
        'end',
        'splits',
      ]);
      expect(story.taken).toEqual([
        'start-decide',
        `decide-${task}`,
        `${task}-end`,
      ]);
      expect(left(story)).toEqual([]);
    },
  );

  it('should raise an incident if no condition is true, and go on when it is resolved', async () => {
    // given
    const story = await given(__dirname, 'noFlowChosen.bpmn');
    // when
    story.start({ amount: 1 });
    // then
    expect(story.state).toBe('active');
    expect(story.incidents).toMatchObject([
      { kind: 'noFlowChosen', elementId: 'decide' },
    ]);
    // when
    story.resolve({ amount: 2000 });
    // then
    expect(story.incidents).toEqual([]);
    expect(story.completed).toContain('large');
    expect(story.state).toBe('completed');
  });

  it('should raise a new incident if it is resolved without correction', async () => {
    // given
    const story = await given(__dirname, 'noFlowChosen.bpmn');
    story.start({ amount: 1 });
    const [{ key: first }] = story.incidents;
    // when
    story.resolve();
    // then
    expect(story.incidents).toMatchObject([{ kind: 'noFlowChosen' }]);
    expect(story.incidents[0].key).not.toBe(first);
    expect(story.taken).toEqual(['start-decide']);
  });

  it('should raise an incident if a condition is neither true nor false', async () => {
    // given
    const story = await given(__dirname, 'notBoolean.bpmn');
    // when
    story.start({ amount: 'many' });
    // then
    expect(story.incidents).toMatchObject([
      {
        kind: 'expressionFailed',
        message:
          'Expected condition of sequence flow (decide-large) to be true or false, but it is a string (=amount)',
      },
    ]);
    // when
    story.resolve({ amount: true });
    // then
    expect(story.state).toBe('completed');
    expect(left(story)).toEqual([]);
  });

  it('should raise an incident if a condition reads a variable that is not there', async () => {
    // given
    const story = await given(__dirname, 'splits.bpmn');
    // when
    story.start();
    // then
    expect(story.incidents).toMatchObject([
      { kind: 'expressionFailed', elementId: 'decide' },
    ]);
    // when
    story.resolve({ amount: 1 });
    // then
    expect(story.completed).toContain('small');
  });

  it('should end with its incident when the instance is cancelled', async () => {
    // given
    const story = await given(__dirname, 'noFlowChosen.bpmn');
    story.start({ amount: 1 });
    // when
    story.send({ type: 'cancelInstance' });
    // then
    expect(story.state).toBe('terminated');
    expect(story.terminated).toEqual(['decide', 'noFlowChosen']);
    expect(left(story)).toEqual([]);
  });

  const twoWays = (gateway: string, flows: string) =>
    processXml(
      `${starts('start')}${gateway}${tasks('a', 'b')}${path(
        'start',
        'decide',
      )}${flows}`,
    );

  it('should not evaluate what comes after the first condition that is true', async () => {
    // given
    const story = await givenXml(
      twoWays(
        '<exclusiveGateway id="decide" />',
        flow('decide', 'a', '=yes') + flow('decide', 'b', '=unknown.field > 3'),
      ),
    );
    // when
    story.start({ yes: true });
    // then
    expect(story.completed).toEqual(['start', 'decide', 'a', 'story']);
    expect(story.incidents).toEqual([]);
  });

  it('should evaluate conditions in the order in which the gateway lists its flows', async () => {
    // given
    const story = await givenXml(
      twoWays(
        '<exclusiveGateway id="decide"><outgoing>decide-b</outgoing><outgoing>decide-a</outgoing></exclusiveGateway>',
        flow('decide', 'a', '=true') + flow('decide', 'b', '=true'),
      ),
    );
    // when
    story.start();
    // then
    expect(story.completed).toEqual(['start', 'decide', 'b', 'story']);
  });

  it('should take a flow without condition when its turn comes', async () => {
    // given
    const story = await givenXml(
      twoWays(
        '<exclusiveGateway id="decide" />',
        flow('decide', 'a') + flow('decide', 'b', '=true'),
      ),
    );
    // when
    story.start();
    // then
    expect(story.completed).toEqual(['start', 'decide', 'a', 'story']);
  });

  it('should take the default flow last, wherever it is listed, and never for its own condition', async () => {
    // given
    const story = await givenXml(
      twoWays(
        '<exclusiveGateway id="decide" default="decide-a" />',
        flow('decide', 'a', '=true') + flow('decide', 'b', '=wanted'),
      ),
    );
    // when
    story.start({ wanted: true });
    // then
    expect(story.completed).toEqual(['start', 'decide', 'b', 'story']);
  });

  it('should take the default flow if its condition is false and there is no other', async () => {
    // given
    const story = await givenXml(
      twoWays(
        '<exclusiveGateway id="decide" default="decide-a" />',
        flow('decide', 'a', '=false') + flow('decide', 'b', '=false'),
      ),
    );
    // when
    story.start();
    // then
    expect(story.completed).toEqual(['start', 'decide', 'a', 'story']);
  });

  it('should complete if nothing leads out of it', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}<exclusiveGateway id="decide" />${path(
          'start',
          'decide',
        )}`,
      ),
    );
    // when
    story.start();
    // then
    expect(story.state).toBe('completed');
  });

  it('should let each token through where flows come together', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts(
          'start',
        )}<parallelGateway id="fork" /><exclusiveGateway id="merge" />${userTasks(
          'a',
          'b',
        )}${tasks('after')}${ends('end')}` +
          `${path('start', 'fork', 'a', 'merge', 'after', 'end')}${path(
            'fork',
            'b',
            'merge',
          )}`,
      ),
    );
    story.start();
    // when
    story.completeTask('b');
    // then
    expect(story.completed.filter(id => id === 'after')).toHaveLength(1);
    expect(story.waiting).toEqual(['a']);
    // when
    story.completeTask('a');
    // then
    expect(story.completed.filter(id => id === 'after')).toHaveLength(2);
    expect(left(story)).toEqual([]);
  });
});
