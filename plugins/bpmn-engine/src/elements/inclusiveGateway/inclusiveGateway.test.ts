import { left } from '../../testing/left';
import { ends, starts, tasks, userTasks } from '../../testing/parts';
import { flow, path, processXml } from '../../testing/picture';
import { given, givenXml } from '../../testing/scenario';

describe('inclusive gateway', () => {
  it.each([
    [{ flight: true, hotel: true }, ['flight', 'hotel']],
    [{ flight: true, hotel: false }, ['flight']],
    [{ flight: false, hotel: true }, ['hotel']],
    [{ flight: false, hotel: false }, ['none']],
  ])(
    'should take every flow whose condition is true, else the default one: %j',
    async (variables, chosen) => {
      // given
      const story = await given(__dirname, 'chooseAndJoin.bpmn');
      // when
      story.start(variables);
      // then
      expect(story.waiting).toEqual(chosen);
      expect(story.taken).toEqual([
        'start-choose',
        ...chosen.map(id => `choose-${id}`),
      ]);
    },
  );

  it.each([
    [{ flight: true, hotel: true }, ['hotel', 'flight']],
    [{ flight: true, hotel: false }, ['flight']],
    [{ flight: false, hotel: false }, ['none']],
  ])('should join as many as can come, once: %j', async (variables, order) => {
    // given
    const story = await given(__dirname, 'chooseAndJoin.bpmn');
    story.start(variables);
    // when
    for (const id of order) {
      expect(story.completed).not.toContain('join');
      story.completeTask(id);
    }
    // then
    expect(story.completed).toEqual([
      'start',
      'choose',
      ...order,
      'join',
      'confirm',
      'end',
      'chooseAndJoin',
    ]);
    expect(left(story)).toEqual([]);
  });

  const split = (flows: string, gateway = '<inclusiveGateway id="choose" />') =>
    processXml(
      `${starts('start')}${gateway}${tasks('a', 'b', 'c')}${path(
        'start',
        'choose',
      )}${flows}`,
    );

  it('should take flows without condition besides those that are true', async () => {
    // given
    const story = await givenXml(
      split(
        flow('choose', 'a') +
          flow('choose', 'b', '=false') +
          flow('choose', 'c', '=true'),
      ),
    );
    // when
    story.start();
    // then
    expect(story.completed).toEqual(['start', 'choose', 'a', 'c', 'story']);
  });

  it('should not take the default flow if a condition is true, whatever its own says', async () => {
    // given
    const story = await givenXml(
      split(
        flow('choose', 'a', '=true') +
          flow('choose', 'b', '=true') +
          flow('choose', 'c', '=false'),
        '<inclusiveGateway id="choose" default="choose-a" />',
      ),
    );
    // when
    story.start();
    // then
    expect(story.completed).toEqual(['start', 'choose', 'b', 'story']);
  });

  it('should raise an incident if no condition is true, and evaluate all of them again when it is resolved', async () => {
    // given
    const story = await givenXml(
      split(
        flow('choose', 'a', '=x > 1') +
          flow('choose', 'b', '=x > 2') +
          flow('choose', 'c', '=x > 3'),
      ),
    );
    // when
    story.start({ x: 0 });
    // then
    expect(story.incidents).toMatchObject([
      {
        kind: 'noFlowChosen',
        elementId: 'choose',
        message: expect.stringContaining('choose-a, choose-b, choose-c'),
      },
    ]);
    expect(story.taken).toEqual(['start-choose']);
    // when
    story.resolve({ x: 3 });
    // then
    expect(story.completed).toEqual(['start', 'choose', 'a', 'b', 'story']);
    expect(left(story)).toEqual([]);
  });

  it('should take no flow at all if one of its conditions cannot be evaluated', async () => {
    // given
    const story = await givenXml(
      split(flow('choose', 'a', '=true') + flow('choose', 'b', '=unknown')),
    );
    // when
    story.start();
    // then
    expect(story.incidents).toMatchObject([{ kind: 'expressionFailed' }]);
    expect(story.completed).toEqual(['start']);
    // when
    story.resolve({ unknown: false });
    // then
    expect(story.completed).toEqual(['start', 'choose', 'a', 'story']);
  });

  it('should join branches of different length that need nobody once only', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts(
          'start',
        )}<parallelGateway id="fork" /><inclusiveGateway id="join" />${tasks(
          'a',
          'b',
          'c',
          'd',
          'after',
        )}` +
          `${path('start', 'fork', 'a', 'join', 'after')}${path(
            'fork',
            'b',
            'c',
            'd',
            'join',
          )}`,
      ),
    );
    // when
    story.start();
    // then
    expect(story.completed).toEqual([
      'start',
      'fork',
      'a',
      'b',
      'c',
      'd',
      'join',
      'after',
      'story',
    ]);
  });

  it('should go on at once if every flow in has a token, though another one may come', async () => {
    // given a loop that can bring a second token to the flow from a
    const story = await givenXml(
      processXml(
        `${starts(
          'start',
        )}<parallelGateway id="fork" /><exclusiveGateway id="merge" /><inclusiveGateway id="join" />${userTasks(
          'a',
          'b',
          'more',
        )}${ends('end')}` +
          `${path('start', 'fork', 'a', 'merge', 'join', 'end')}${path(
            'fork',
            'b',
            'join',
          )}${path('fork', 'more', 'merge')}`,
      ),
    );
    story.start();
    // when
    story.completeTask('a').completeTask('b');
    // then
    expect(story.completed).toContain('join');
    expect(story.waiting).toEqual(['more']);
    // when the late token comes
    story.completeTask('more');
    // then it passes alone
    expect(story.completed.filter(id => id === 'join')).toHaveLength(2);
    expect(left(story)).toEqual([]);
  });

  it('should begin a new round with the tokens that one activation leaves', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts(
          'start',
        )}<parallelGateway id="fork" /><exclusiveGateway id="merge" /><inclusiveGateway id="join" />${userTasks(
          'a',
          'b',
          'more',
        )}${ends('end')}` +
          `${path('start', 'fork', 'a', 'merge', 'join', 'end')}${path(
            'fork',
            'b',
            'join',
          )}${path('fork', 'more', 'merge')}`,
      ),
    );
    story.start();
    // when the same flow brings two tokens before the other brings one
    story.completeTask('a').completeTask('more');
    // then
    expect(story.completed).not.toContain('join');
    // when
    story.completeTask('b');
    // then
    expect(story.completed.filter(id => id === 'join')).toHaveLength(2);
    expect(left(story)).toEqual([]);
  });
});
