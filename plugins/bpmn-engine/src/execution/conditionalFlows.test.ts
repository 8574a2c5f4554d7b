import { givenXml } from '../testing/scenario';
import { left } from '../testing/left';
import { starts, tasks } from '../testing/parts';
import { flow, path, processXml } from '../testing/picture';

describe('the condition of a flow', () => {
  const choice = (condition: string) =>
    processXml(
      `${starts(
        'start',
      )}<exclusiveGateway id="choose" default="choose-no" />${tasks(
        'yes',
        'no',
      )}${path('start', 'choose')}${flow('choose', 'yes', condition)}${flow(
        'choose',
        'no',
      )}`,
    );

  it.each([
    [{ x: 1 }, 'but it is a number'],
    [{ x: null }, 'but it is null'],
    [{ x: 'true' }, 'but it is a string'],
    [{ x: [true] }, 'but it is a list of 1'],
    [{ x: {} }, 'but it is a context'],
  ])(
    'should fail if it gives neither true nor false: %j',
    async (variables, message) => {
      // given
      const story = await givenXml(choice('=x'));
      // when
      story.start(variables);
      // then
      expect(story.incidents).toHaveLength(1);
      expect(story.incidents[0].message).toBe(
        `Expected condition of sequence flow (choose-yes) to be true or false, ${message} (=x)`,
      );
      expect(story.completed).toEqual(['start']);
    },
  );

  it.each([
    ['true', 'yes'],
    ['false', 'no'],
    ['=x = "a"', 'yes'],
    ['=x = "b"', 'no'],
  ])('should be true or false: %s', async (condition, taken) => {
    // given
    const story = await givenXml(choice(condition));
    // when
    story.start({ x: 'a' });
    // then
    expect(story.completed).toEqual(['start', 'choose', taken, 'story']);
  });

  it('should fail if it is written in another language', async () => {
    // given
    const story = await givenXml(choice('${x == 1}'));
    // when
    story.start({ x: 1 });
    // then
    expect(story.incidents).toMatchObject([
      {
        kind: 'expressionFailed',
        elementId: 'choose',
        message:
          'Expected condition of sequence flow (choose-yes) to be FEEL with a leading "=", but found ${x == 1}. Write it in FEEL and migrate the instance',
      },
    ]);
  });

  it('should fail if it compares what does not compare', async () => {
    // given
    const story = await givenXml(choice('=x > 1'));
    // when
    story.start({ x: 'many' });
    // then
    expect(story.incidents).toMatchObject([
      { kind: 'expressionFailed', elementId: 'choose' },
    ]);
  });

  it('should be evaluated again when its incident is resolved, and left to its default', async () => {
    // given
    const story = await givenXml(choice('=x > 1'));
    story.start();
    expect(story.incidents).toMatchObject([{ kind: 'expressionFailed' }]);
    // when
    story.resolve({ x: 1 });
    // then
    expect(story.completed).toEqual(['start', 'choose', 'no', 'story']);
    expect(left(story)).toEqual([]);
  });
});
