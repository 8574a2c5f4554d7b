import { left } from '../../testing/left';
import {
  boundary,
  conditionDefinition,
  definition,
  ends,
  signals,
  starts,
  subProcess,
  tasks,
  timerDefinition,
  userTasks,
} from '../../testing/parts';
import { flow, path, processXml } from '../../testing/picture';
import { givenXml, type Scenario } from '../../testing/scenario';

/** A fork into `a`, which leads to the join, and something else. */
const forked = (rest: string, around = '') =>
  processXml(
    `${starts(
      'start',
    )}<parallelGateway id="fork" /><inclusiveGateway id="join" />${userTasks(
      'a',
    )}${ends('end')}` + `${path('start', 'fork', 'a', 'join', 'end')}${rest}`,
    around,
  );

const joins = ({ completed }: Scenario) =>
  completed.filter(id => id === 'join').length;

describe('inclusive gateway that waits for late tokens', () => {
  it('should wait for a token that waits at another join before it', async () => {
    // given
    const story = await givenXml(
      forked(
        `<parallelGateway id="both" />${userTasks('b', 'c')}${path(
          'fork',
          'b',
          'both',
          'join',
        )}${path('fork', 'c', 'both')}`,
      ),
    );
    story.start().completeTask('a').completeTask('b');
    expect(joins(story)).toBe(0);
    // when
    story.completeTask('c');
    // then
    expect(joins(story)).toBe(1);
    expect(left(story)).toEqual([]);
  });

  it('should wait for an element with an incident', async () => {
    // given
    const story = await givenXml(
      forked(
        `<exclusiveGateway id="choose" />${tasks('b')}${path(
          'fork',
          'choose',
        )}${flow('choose', 'b', '=ok')}${flow(
          'choose',
          'end',
          '=not(ok)',
        )}${path('b', 'join')}`,
      ),
    );
    story.start().completeTask('a');
    expect(story.incidents).toMatchObject([{ elementId: 'choose' }]);
    expect(joins(story)).toBe(0);
    // when
    story.resolve({ ok: false });
    // then
    expect(joins(story)).toBe(1);
    expect(left(story)).toEqual([]);
  });

  it('should wait for a signal that is yet to be thrown', async () => {
    // given throw events come last: whoever can wait for the signal does
    const story = await givenXml(
      processXml(
        `${starts(
          'start',
        )}<parallelGateway id="fork" /><inclusiveGateway id="join" />${tasks(
          'a',
          'after',
        )}` +
          `<intermediateThrowEvent id="shout">${definition(
            'signal',
            'go',
          )}</intermediateThrowEvent>` +
          `${path('start', 'fork', 'a', 'join', 'after')}${path(
            'fork',
            'shout',
            'join',
          )}`,
        signals('go'),
      ),
    );
    // when
    story.start();
    // then
    expect(joins(story)).toBe(1);
    expect(left(story)).toEqual([]);
  });

  it.each([
    ['has ended elsewhere', (story: Scenario) => story.completeTask('b')],
    [
      'was moved away',
      (story: Scenario) =>
        story.send({
          type: 'moveInstance',
          terminate: [story.wait('b').elementInstanceKey],
          activate: [{ elementId: 'c' }],
        }),
    ],
    [
      'was terminated',
      (story: Scenario) =>
        story.send({
          type: 'moveInstance',
          terminate: [story.wait('b').elementInstanceKey],
          activate: [],
        }),
    ],
  ])('should go on when the last token that could come %s', async (_, act) => {
    // given
    const story = await givenXml(
      forked(
        `<exclusiveGateway id="choose" default="choose-c" />${userTasks(
          'b',
          'c',
        )}${path('fork', 'b', 'choose', 'c')}${flow(
          'choose',
          'join',
          '=false',
        )}`,
      ),
    );
    story.start().completeTask('a');
    expect(joins(story)).toBe(0);
    // when
    act(story);
    // then
    expect(joins(story)).toBe(1);
  });

  it('should go on when a condition that could have brought a token is taken elsewhere', async () => {
    // given
    const wait = `<intermediateCatchEvent id="wait">${conditionDefinition(
      '=ready',
    )}</intermediateCatchEvent>`;
    const story = await givenXml(
      forked(
        `${wait}<exclusiveGateway id="choose" default="choose-out" />${ends(
          'out',
        )}${path('fork', 'wait', 'choose', 'out')}${flow(
          'choose',
          'join',
          '=yes',
        )}`,
      ),
    );
    story.start({ ready: false, yes: false }).completeTask('a');
    expect(joins(story)).toBe(0);
    // when
    story.send({ type: 'setVariables', variables: { ready: true } });
    // then
    expect(joins(story)).toBe(1);
    expect(left(story)).toEqual([]);
  });

  it('should not wait for a token that can also come by a flow that has one', async () => {
    // given both ways lead from "b": to the flow of "a", which has a token, and to the empty one (BPMN 2.0.2 13.4.3)
    const story = await givenXml(
      processXml(
        `${starts(
          'start',
        )}<parallelGateway id="fork" /><exclusiveGateway id="merge" /><exclusiveGateway id="choose" default="choose-merge" /><inclusiveGateway id="join" />` +
          `${userTasks('a', 'b')}${ends('end')}${path(
            'start',
            'fork',
            'a',
            'merge',
            'join',
            'end',
          )}${path('fork', 'b', 'choose', 'merge')}${flow(
            'choose',
            'join',
            '=other',
          )}`,
      ),
    );
    story.start({ other: true });
    // when
    story.completeTask('a');
    // then
    expect(joins(story)).toBe(1);
    // when
    story.completeTask('b');
    // then
    expect(joins(story)).toBe(2);
    expect(left(story)).toEqual([]);
  });

  it('should drop the tokens that wait when its scope is interrupted', async () => {
    // given
    const inner = `${starts(
      'begin',
    )}<parallelGateway id="fork" /><inclusiveGateway id="join" />${userTasks(
      'a',
      'b',
    )}${path('begin', 'fork', 'a', 'join')}${path('fork', 'b', 'join')}`;
    const story = await givenXml(
      processXml(
        `${starts('start')}${subProcess('sub', inner)}${tasks('instead')}${path(
          'start',
          'sub',
        )}${boundary(
          { id: 'late', on: 'sub', to: 'instead' },
          timerDefinition('PT1H'),
        )}`,
      ),
    );
    story.start().completeTask('a');
    // when
    story.advance(3_600_000);
    // then
    expect(story.completed).toContain('instead');
    expect(joins(story)).toBe(0);
    expect(left(story)).toEqual([]);
  });
});
