import { left } from '../../testing/left';
import { ends, starts, userTasks } from '../../testing/parts';
import { flow, path, processXml } from '../../testing/picture';
import { givenXml } from '../../testing/scenario';

describe('inclusive gateways that wait for each other', () => {
  // each can send a token to the other: both wait for what the other one holds back
  const deadlock = processXml(
    `${starts(
      'start',
    )}<parallelGateway id="fork" /><inclusiveGateway id="one" /><inclusiveGateway id="two" />` +
      `<exclusiveGateway id="after-one" default="after-one-end" /><exclusiveGateway id="after-two" default="after-two-end" />${userTasks(
        'a',
        'b',
      )}${ends('end')}` +
      `${path('start', 'fork', 'a', 'one', 'after-one', 'end')}${path(
        'fork',
        'b',
        'two',
        'after-two',
        'end',
      )}` +
      `${flow('after-one', 'two', '=false')}${flow(
        'after-two',
        'one',
        '=false',
      )}`,
  );

  it('should hold both tokens, as neither can be ruled out', async () => {
    // given
    const story = await givenXml(deadlock);
    story.start();
    // when
    story.completeTask('a').completeTask('b');
    // then
    expect(story.completed).not.toContain('one');
    expect(story.completed).not.toContain('two');
    expect(story.state).toBe('active');
  });

  it('should raise an incident, rather than to wait in silence', async () => {
    // given
    const story = await givenXml(deadlock);
    story.start();
    // when
    story.completeTask('a').completeTask('b');
    // then
    expect(story.waits).toEqual([]);
    expect(story.incidents).toHaveLength(1);
  });

  it('should not stop a join that only one of them waits for', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts(
          'start',
        )}<parallelGateway id="fork" /><inclusiveGateway id="one" /><inclusiveGateway id="two" />${userTasks(
          'a',
          'b',
          'c',
        )}${ends('end')}` +
          `${path('start', 'fork', 'a', 'one', 'two', 'end')}${path(
            'fork',
            'b',
            'one',
          )}${path('fork', 'c', 'two')}`,
      ),
    );
    story.start();
    // when
    story.completeTask('c').completeTask('a').completeTask('b');
    // then
    expect(story.completed.slice(-4)).toEqual(['one', 'two', 'end', 'story']);
    expect(left(story)).toEqual([]);
  });
});
